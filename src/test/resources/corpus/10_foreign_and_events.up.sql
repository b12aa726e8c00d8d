create extension postgres_fdw;
create server elsewhere foreign data wrapper postgres_fdw options (host 'nowhere', dbname 'a;b');
create user mapping for public server elsewhere options (user 'u', password 'p;w');
create foreign table far (i int) server elsewhere options (table_name 't');
create function on_ddl() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger watching on ddl_command_end when tag in ('CREATE SEQUENCE') execute function on_ddl();
create publication nothing;
create sequence numbers increment 5 start 10 owned by none;
select nextval('numbers'), setval('numbers', 100, false);
