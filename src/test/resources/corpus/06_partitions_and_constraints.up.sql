create extension if not exists btree_gist;
create table measured (id bigint generated always as identity, at date not null, v int, doubled int generated always as (v * 2) stored,
  primary key (id, at)) partition by range (at);
create table measured_2020 partition of measured for values from ('2020-01-01') to ('2021-01-01');
create table measured_rest partition of measured default;
create index on only measured (v);
insert into measured (at, v) values ('2020-05-05', 1), ('2022-01-01', 2);
create table booked (room int, during tsrange, exclude using gist (room with =, during with &&));
create table parent (id int primary key, other int unique nulls not distinct);
create table child (id int references parent on delete cascade deferrable initially deferred, check (id > 0) no inherit);
alter table child add constraint later check (id < 100) not valid;
alter table child validate constraint later;
create index concurrent_not on parent (other) include (id) where other is not null;
insert into child values (1);
insert into parent values (1, null);
