-- Version 7 left it to the application to keep the total. It forgot when support removed a line.

create function refresh_order_total() returns trigger
language plpgsql as $$
declare
    changed_order bigint := case when tg_op = 'DELETE' then old.order_id else new.order_id end;
begin
    update orders
    set total_cents = (
        select coalesce(sum(quantity * price_cents), 0)
        from order_items
        where order_id = changed_order
    )
    where id = changed_order;
    return null;
end;
$$;

create trigger order_items_refresh_total
    after insert or update of quantity, price_cents or delete on order_items
    for each row execute function refresh_order_total();

-- Put right what has gone wrong since.
update orders
set total_cents = items.total
from (
    select order_id, sum(quantity * price_cents) as total
    from order_items
    group by order_id
) as items
where items.order_id = orders.id
  and items.total <> orders.total_cents;

comment on function refresh_order_total() is 'Keeps orders.total_cents equal to the sum of the order''s items.';
