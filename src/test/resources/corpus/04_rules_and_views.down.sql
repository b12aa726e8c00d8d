drop view invoking, guarded, counting;
drop materialized view summed;
drop view live;
drop table log, base;
