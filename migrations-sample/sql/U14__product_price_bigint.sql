-- Fails, and changes nothing, as soon as one price is too large for an integer.
alter table products alter column price_cents type integer;
