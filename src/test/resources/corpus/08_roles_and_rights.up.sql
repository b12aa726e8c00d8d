do $$ begin
  if not exists (select from pg_roles where rolname = 'corpus_owner') then
    create role corpus_owner;
  end if;
end $$;
grant create on schema public to corpus_owner;
set role corpus_owner;
create table owned (i int);
reset role;
grant select, insert (i) on owned to public;
alter table owned enable row level security;
create policy mine on owned for select to corpus_owner using (i > 0);
create policy insert_mine on owned as restrictive for insert with check (true);
alter default privileges in schema public grant select on tables to corpus_owner;
create table after_default (i int);
alter table after_default owner to corpus_owner;
set session authorization default;
