-- The trail itself goes too. Export it first when it must be kept.
drop trigger payments_audit on payments;
drop trigger orders_audit on orders;
drop function write_audit_trail();
drop table audit_trail;
