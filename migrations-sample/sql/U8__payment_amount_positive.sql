alter table payments drop constraint payments_amount_positive;
