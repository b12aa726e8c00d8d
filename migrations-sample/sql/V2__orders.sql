-- An order is one visit to the checkout. It never changes its customer.

create type order_status as enum ('placed', 'paid', 'shipped', 'delivered', 'cancelled');

create table orders (
    id           bigint generated always as identity primary key,
    number       text not null unique,
    customer_id  bigint not null references customers (id),
    status       order_status not null default 'placed',
    ship_country char(2),
    placed_at    timestamptz not null default now()
);

create index orders_customer_id_idx on orders (customer_id);

-- The price is copied from the product: raising a price must not raise old invoices.
create table order_items (
    order_id    bigint not null references orders (id) on delete cascade,
    line        smallint not null,
    product_id  bigint not null references products (id),
    quantity    integer not null check (quantity > 0),
    price_cents integer not null,
    primary key (order_id, line)
);

comment on column orders.number is 'What the customer sees and quotes on the phone.';
comment on column order_items.price_cents is 'The price of one piece on the day of the order.';
