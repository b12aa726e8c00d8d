-- One row an order, for reports. Reads only what exists since version 2.
create or replace view order_summary as
select o.number,
       o.placed_at,
       o.status,
       c.full_name as customer,
       count(i.line) as lines,
       coalesce(sum(i.quantity * i.price_cents), 0) as total_cents
from orders o
join customers c on c.id = o.customer_id
left join order_items i on i.order_id = o.id
group by o.id, c.id;

comment on view order_summary is 'One row an order, for reports.';
