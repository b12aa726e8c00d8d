create table called (n int);
create procedure call_me(n int) language plpgsql as $$ begin insert into called values (n); end $$;
call call_me(1);
call call_me(n => 2);
do $$ begin call call_me(3); end $$;
comment on procedure call_me(int) is $c$says; 'it'$c$;
alter procedure call_me(int) set search_path = public;
create function returns_set() returns setof called rows 10 cost 5 language sql stable parallel safe as $$ table called; $$;
