-- There is no way to "invalidate" a constraint: take it away and add it as version 8 did. The comment goes with it.
alter table payments drop constraint payments_amount_positive;
alter table payments
    add constraint payments_amount_positive check (amount_cents > 0) not valid;
