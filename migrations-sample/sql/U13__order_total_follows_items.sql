drop trigger order_items_refresh_total on order_items;
drop function refresh_order_total();
