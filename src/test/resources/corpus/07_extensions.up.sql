create extension if not exists "uuid-ossp";
create extension if not exists citext with schema public;
create extension if not exists hstore;
create extension if not exists pg_trgm;
create extension if not exists ltree;
create table extended (id uuid primary key default uuid_generate_v4(), mail citext unique, h hstore default 'a=>1;', path ltree);
insert into extended (id, mail, path) values ('11111111-1111-1111-1111-111111111111', 'A@B', 'a.b');
create index on extended using gin (mail gin_trgm_ops);
create index on extended using gist (path);
