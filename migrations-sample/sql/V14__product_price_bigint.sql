-- The wholesale catalogue has prices in a currency that passes two thousand million cents.
-- This writes the table anew while everybody waits: it is small, and a dry run shows how long it takes.
alter table products alter column price_cents type bigint;
