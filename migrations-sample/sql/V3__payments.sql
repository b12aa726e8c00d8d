-- One order can be paid in parts, and a failed attempt is worth keeping: support asks for it.

create table payments (
    id           bigint generated always as identity primary key,
    order_id     bigint not null references orders (id),
    method       text not null check (method in ('card', 'transfer', 'voucher')),
    amount_cents integer not null,
    succeeded    boolean not null,
    paid_at      timestamptz not null default now()
);

comment on table payments is 'Every attempt to pay, also those that failed.';
