-- What the corpus of statements works on: at least one object of every kind.
create schema app;
create schema other;
create extension citext;
create extension btree_gist with schema other;
create type mood as enum ('sad', 'ok', 'happy');
create type app.pair as (a int, b text);
create domain email as text constraint email_at check (value like '%@%');
create domain app.percent as numeric(5, 2) default 0 not null check (value between 0 and 100);
create type floatrange as range (subtype = float8, subtype_diff = float8mi);
create sequence loose;
create sequence app.numbers as int start 10 increment 5 maxvalue 1000 cycle;
create function add(a int, b int default 1) returns int language sql immutable as 'select a + b';
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create function app.describe(m mood) returns text language plpgsql stable as $$ begin return m::text; end $$;
create function pairs(n int) returns setof app.pair language sql as 'select i, i::text from generate_series(1, n) i';
create function watch() returns event_trigger language plpgsql as $$ begin end $$;
create procedure tidy(x int) language plpgsql as $$ begin null; end $$;
create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0');
create collation german (provider = icu, locale = 'de-DE');
create table customers (
    id bigint generated always as identity primary key,
    email text not null,
    name varchar(50),
    feeling mood default 'ok',
    born date,
    tags text[],
    balance numeric(12, 2) not null default 0,
    secret text,
    constraint customers_email_key unique (email),
    constraint balance_positive check (balance >= 0)
);
create table orders (
    id serial primary key,
    customer_id bigint references customers (id) on delete cascade,
    total numeric(10, 2) check (total >= 0),
    placed timestamptz not null default now(),
    note text,
    state text not null default 'new',
    address email,
    words text generated always as (coalesce(note, '') || state) stored
);
create table items (
    order_id int not null references orders (id),
    line smallint not null,
    what text collate "C",
    price numeric(12, 2),
    during tstzrange,
    primary key (order_id, line),
    constraint items_no_overlap exclude using gist (during with &&)
) with (fillfactor = 80);
create unlogged table cache (key text primary key, value jsonb);
create table "Odd Name" ("a b" int, "select" text, "ä" int);
create table part (id int, day date not null, v text default 'x') partition by range (day);
create table part_2024 partition of part for values from ('2024-01-01') to ('2025-01-01');
create table part_2025 partition of part for values from ('2025-01-01') to ('2026-01-01');
create table loner (id int, day date not null, v text default 'x');
create index part_v_idx on part (v);
create table parent (a int, b text not null default 'p', check (a > 0));
create table child (c int) inherits (parent);
create table app.typed of app.pair (a primary key);
create table app.log (id int, at timestamptz, what text);
create index orders_customer_idx on orders (customer_id);
create unique index customers_lower_idx on customers (lower(email)) where secret is null;
create index orders_note_idx on orders using hash (note);
create index items_what_idx on items (what desc nulls last) include (price) with (fillfactor = 70);
create view totals as select customer_id, sum(total) as total from orders group by customer_id;
create view rich as select c.id, c.email, t.total from customers c join totals t on t.customer_id = c.id where t.total > 100;
create view moods with (security_barrier) as select id, feeling from customers;
create materialized view report as select state, count(*) as n from orders group by state;
create unique index report_state_idx on report (state);
create rule log_delete as on delete to app.log do also select 1;
create trigger orders_touch before update on orders for each row when (old.total is distinct from new.total) execute function touch();
create trigger part_touch after insert on part for each row execute function touch();
create constraint trigger customers_check after insert on customers deferrable initially deferred for each row execute function touch();
alter table customers enable row level security;
create policy own on customers using (email = current_user) with check (balance > 0);
create policy readers on customers for select to corpus_readers using (true);
create statistics orders_stats (dependencies, ndistinct) on customer_id, state from orders;
create event trigger watching on ddl_command_end when tag in ('CREATE TABLE') execute function watch();
create publication news for table customers, orders with (publish = 'insert, update');
create foreign data wrapper wrapped options (debug 'true');
create server far foreign data wrapper wrapped options (host 'example.test');
create user mapping for corpus_anna server far options (username 'anna', password 'secret');
create foreign table remote (id int options (column_name 'x') not null, v text) server far options (table_name 'y');
create function same(a int, b int) returns boolean language sql immutable as 'select a = b';
create operator === (function = same, leftarg = int, rightarg = int);
create operator family app.fam using btree;
create operator class app.rev for type int using btree family app.fam as
    operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(int4, int4);
create function to_mood(int) returns mood language sql immutable as $$ select 'ok'::mood $$;
create cast (int as mood) with function to_mood(int) as assignment;
create access method heap2 type table handler heap_tableam_handler;
create text search dictionary plain (template = pg_catalog.simple, stopwords = 'english');
create text search configuration shop (parser = default);
alter text search configuration shop add mapping for asciiword, word with plain;
create text search parser shop_parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template shop_template (lexize = dsimple_lexize);
create conversion conv for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
create language plfoo handler plpgsql_call_handler;
comment on table customers is 'who buys';
comment on column customers.email is 'where to write';
comment on index orders_customer_idx is 'by customer';
comment on constraint balance_positive on customers is 'no debts';
comment on function add(int, int) is 'adds';
comment on view totals is 'sums';
comment on column totals.total is 'the sum';
comment on trigger orders_touch on orders is 'touches';
comment on policy own on customers is 'own rows';
comment on type mood is 'how they feel';
comment on schema app is 'application';
grant usage on schema app to corpus_readers;
grant select, insert on customers to corpus_readers;
grant select (id, name), update (name) on customers to corpus_anna;
grant execute on function add(int, int) to corpus_anna;
revoke execute on function app.describe(mood) from public;
grant usage on sequence loose to corpus_readers;
grant select on totals to corpus_readers;
alter default privileges in schema app grant select on tables to corpus_readers;
