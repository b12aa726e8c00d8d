-- The packing room's screen asks for open orders every few seconds. Nobody may wait while this is built.
create index concurrently orders_open_idx on orders (placed_at) where status in ('placed', 'paid');
