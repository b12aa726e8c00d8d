create type mood as enum ('sad', 'ok;', 'happy');
create type pair as (a int, b text);
create domain positive as int check (value > 0) not null default 1;
create type span as range (subtype = float8, subtype_diff = float8mi);
create table typed (m mood, p pair, n positive, s span, ms int4multirange, a int[][] default '{{1,2},{3,4}}',
  i interval default '1 day 02:03', at timestamptz default '2020-01-01 00:00+02', num numeric(3, -2));
insert into typed values ('ok;', row(1, 'x;')::pair, 2, '[1,2)', '{[1,2),[5,6)}');
create cast (pair as text) with inout;
create operator === (leftarg = int, rightarg = int, function = int4eq, commutator = ===);
create collation names (provider = icu, locale = 'und', deterministic = false);
create statistics base_stats (dependencies) on m, n from typed;
create text search configuration mine (copy = simple);
