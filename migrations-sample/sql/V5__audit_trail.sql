-- "Who cancelled this order?" could not be answered. From here on it can.

create table audit_trail (
    id         bigint generated always as identity primary key,
    table_name text not null,
    row_id     bigint not null,
    action     text not null,
    before     jsonb,
    after      jsonb,
    changed_by text not null default current_user,
    changed_at timestamptz not null default now()
);

create index audit_trail_row_idx on audit_trail (table_name, row_id);

create function write_audit_trail() returns trigger
language plpgsql as $body$
begin
    -- An update that changes nothing is not worth a row; the export job makes thousands of them.
    if tg_op = 'UPDATE' and old is not distinct from new then
        return null;
    end if;

    insert into audit_trail (table_name, row_id, action, before, after)
    values (
        tg_table_name,
        case when tg_op = 'DELETE' then old.id else new.id end,
        lower(tg_op),
        case when tg_op <> 'INSERT' then to_jsonb(old) end,
        case when tg_op <> 'DELETE' then to_jsonb(new) end
    );
    return null;
end;
$body$;

create trigger orders_audit
    after insert or update or delete on orders
    for each row execute function write_audit_trail();

create trigger payments_audit
    after insert or update or delete on payments
    for each row execute function write_audit_trail();

comment on table audit_trail is 'What changed in orders and payments, written by triggers only.';
