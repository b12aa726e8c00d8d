drop table counted_kept;
