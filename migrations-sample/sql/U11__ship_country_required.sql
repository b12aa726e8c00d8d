-- The countries that were filled in stay: nobody can tell them from the others any more, and they are right.
comment on column orders.ship_country is null;

alter table orders alter column ship_country drop not null;
