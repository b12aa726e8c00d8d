-- Dropping takes a moment only, so a transaction is worth more here than CONCURRENTLY.
drop index orders_open_idx;
