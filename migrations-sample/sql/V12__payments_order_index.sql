-- Every order page looks up its payments and read the whole table for it.
create index concurrently payments_order_id_idx on payments (order_id);
