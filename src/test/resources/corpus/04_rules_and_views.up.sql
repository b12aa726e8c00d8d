create table base (id int primary key, v text, gone boolean default false);
create table log (what text, id int);
create view live as select id, v from base where not gone;
create rule live_insert as on insert to live do instead (
  insert into base (id, v) values (new.id, new.v);
  insert into log values ('in;', new.id)
);
create rule live_delete as on delete to live do instead (update base set gone = true where id = old.id; insert into log values ('out', old.id););
insert into live values (1, 'a'), (2, 'b');
delete from live where id = 2;
create materialized view summed as select count(*) as n from base with no data;
refresh materialized view summed;
create unique index on summed (n);
create recursive view counting (n) as values (1) union all select n + 1 from counting where n < 3;
create view guarded with (security_barrier, check_option = local) as select * from base where id > 0;
create view invoking with (security_invoker = true) as select * from base;
