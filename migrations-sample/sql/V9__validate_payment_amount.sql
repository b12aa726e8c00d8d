-- Reads the whole table, but with a lock that lets reads and writes pass.
alter table payments validate constraint payments_amount_positive;

comment on constraint payments_amount_positive on payments is 'Money given back is a row of its own, never a negative one.';
