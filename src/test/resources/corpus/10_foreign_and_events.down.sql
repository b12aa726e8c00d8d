drop sequence numbers;
drop publication nothing;
drop event trigger watching;
drop function on_ddl();
drop foreign table far;
drop server elsewhere cascade;
drop extension postgres_fdw;
