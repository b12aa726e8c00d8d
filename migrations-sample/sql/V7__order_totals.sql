-- The order list summed up all items of all orders on every page. Keep the sum with the order.

alter table orders add column total_cents bigint not null default 0;

update orders
set total_cents = items.total
from (
    select order_id, sum(quantity * price_cents) as total
    from order_items
    group by order_id
) as items
where items.order_id = orders.id;

comment on column orders.total_cents is 'Sum of the order''s items, in cents.';
