create function plain(a int) returns int language sql as 'select a; select a + 1';
create function body(a int, b text default 'x;y') returns table (n int, t text) language plpgsql as $body$
declare
  r record;
  q text := $q$ select 1; $q$;
begin
  -- a comment with ' and ;
  for r in select generate_series(1, a) as g loop
    n := r.g; t := b || ';' || $$x$$;
    return next;
  end loop;
  begin
    execute q;
  exception when others then
    raise notice 'no; %', sqlerrm;
  end;
  case when a > 1 then null; else null; end case;
end
$body$;
create function atomic(a int) returns int language sql immutable
begin atomic
  select case when a > 0 then 1 else 2 end;
  select a + 1;
end;
create or replace procedure atomic_procedure(inout x int) language sql begin atomic select x * 2; end;
create function returned(a int) returns int language sql return a + (select case when true then 1 end);
create function "begin"() returns int language sql as 'select 1';
create function "end;"() returns int language sql begin atomic select "begin"(); end;
create function with_comment() returns int language sql as $$ select 1 -- it's
$$;
create table counted (n int);
create function count_it() returns trigger language plpgsql as $$ begin insert into counted values (new.id); return new; end $$;
create table watched (id int);
create trigger counts after insert on watched for each row when (new.id > 0) execute function count_it();
insert into watched values (1), (0);
do $$ begin perform body(2); raise notice 'done; done'; end $$;
do language plpgsql 'begin null; end';
create aggregate total (int) (sfunc = int4pl, stype = int, initcond = '0');
