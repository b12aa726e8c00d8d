-- The summary reads both tables; R__order_summary brings it back.
drop view if exists order_summary;

drop table order_items;
drop table orders;
drop type order_status;
