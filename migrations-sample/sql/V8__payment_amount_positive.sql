-- A voucher once paid minus 20 euros. NOT VALID holds for new rows at once and does not read the old ones;
-- the next version checks those, without keeping anybody from writing.

alter table payments
    add constraint payments_amount_positive check (amount_cents > 0) not valid;
