-- Who buys and what is sold: everything else in the shop refers to these two.

create table customers (
    id         bigint generated always as identity primary key,
    email      text not null,
    full_name  text not null,
    country    char(2) not null,
    created_at timestamptz not null default now()
);

-- Two people typed Anna@Example.org and anna@example.org and ended up with two accounts each.
create unique index customers_email_key on customers (lower(email));

create table products (
    id          bigint generated always as identity primary key,
    sku         text not null unique,
    name        text not null,
    price_cents integer not null check (price_cents >= 0),
    on_sale     boolean not null default true
);

comment on table customers is 'People with an account. Guests are not kept.';
comment on column customers.country is 'ISO 3166-1 alpha-2, for example DE.';
comment on column products.price_cents is 'What it costs today; an order keeps the price of its own day.';
