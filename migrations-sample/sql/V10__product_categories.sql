-- The catalogue has grown: people look for tea, not for 'TEA-'.

create table categories (
    id   smallint generated always as identity primary key,
    code text not null unique,
    name text not null
);

insert into categories (code, name) values
    ('TEA', 'Tea'),
    ('COF', 'Coffee'),
    ('POT', 'Teapots'),
    ('CUP', 'Cups'),
    ('GRN', 'Grinders'),
    ('FLT', 'Filters');

alter table products add column category_id smallint references categories (id);

update products
set category_id = categories.id
from categories
where categories.code = split_part(products.sku, '-', 1);

create index products_category_id_idx on products (category_id);

comment on column products.category_id is 'Empty for what has not been sorted in yet.';
