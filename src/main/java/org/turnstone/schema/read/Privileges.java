package org.turnstone.schema.read;

import java.sql.SQLException;

/**
 * Grants of every kind, as far as they are not what an object has from the start: granted and revoked again is nothing,
 * and so is what initdb or an extension granted.
 */
final class Privileges extends CatalogQuery {
    @Override
    String topic() {
        return "grants";
    }

    @Override
    String sql() {
        return """
            with held(class, oid, sub, owner, kind, acl) as (
                select 1259, c.oid, 0, c.relowner, case c.relkind when 'S' then 's' else 'r' end::"char", c.relacl
                    from pg_class c where c.relacl is not null and c.relpersistence <> 't'
                        and c.relnamespace <> 'information_schema'::regnamespace
                union all select 1259, a.attrelid, a.attnum, c.relowner, 'c', a.attacl
                    from pg_attribute a join pg_class c on c.oid = a.attrelid
                    where a.attacl is not null and not a.attisdropped and c.relpersistence <> 't'
                union all select 1255, p.oid, 0, p.proowner, 'f', p.proacl
                    from pg_proc p where p.proacl is not null
                union all select 1247, t.oid, 0, t.typowner, 'T', t.typacl
                    from pg_type t where t.typacl is not null
                union all select 2615, n.oid, 0, n.nspowner, 'n', n.nspacl from pg_namespace n
                    where n.nspacl is not null and n.nspname <> 'information_schema'
                union all select 2612, l.oid, 0, l.lanowner, 'l', l.lanacl from pg_language l
                    where l.lanacl is not null
                union all select 2328, w.oid, 0, w.fdwowner, 'F', w.fdwacl from pg_foreign_data_wrapper w
                    where w.fdwacl is not null
                union all select 1417, s.oid, 0, s.srvowner, 'S', s.srvacl from pg_foreign_server s
                    where s.srvacl is not null
                union all select 1262, d.oid, 0, d.datdba, 'd', d.datacl from pg_database d
                    where d.datacl is not null and d.datname = current_database()
            ), based as (
                select h.*, coalesce(i.initprivs, acldefault(h.kind, h.owner)) as base
                from held h left join pg_init_privs i
                    on i.classoid = h.class and i.objoid = h.oid and i.objsubid = h.sub
            ), changed as (
                select h.class, h.oid, h.sub, x.grantee, x.granted, x.revoked
                from based h, lateral (
                    select coalesce(a.grantee, b.grantee) as grantee,
                        string_agg(lower(a.privilege_type) || case when a.is_grantable then '*' else '' end
                            || case when a.grantor <> h.owner then ' by '
                            || quote_ident(pg_get_userbyid(a.grantor)) else '' end, ', '
                            order by a.privilege_type) filter (where b.grantee is null) as granted,
                        string_agg(lower(b.privilege_type) || case when b.is_grantable then '*' else '' end, ', '
                            order by b.privilege_type) filter (where a.grantee is null) as revoked
                    from aclexplode(h.acl) a full join aclexplode(h.base) b on a.grantee = b.grantee
                        and a.grantor = b.grantor and a.privilege_type = b.privilege_type
                        and a.is_grantable = b.is_grantable
                    where a.grantee is null or b.grantee is null
                    group by coalesce(a.grantee, b.grantee)) x
                where h.acl is distinct from h.base
            )
            select c.class as _class, c.oid as _oid, c.sub as _sub,
                case when c.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(c.grantee)) end as _grantee,
                case when c.oid < 16384 or exists (select from pg_depend e where e.classid = c.class
                    and e.objid = c.oid and e.deptype = 'e') then (pg_identify_object(c.class, c.oid, c.sub)).type
                    end as _type,
                (pg_identify_object(c.class, c.oid, c.sub)).identity as _identity,
                c.granted as "granted", c.revoked as "revoked"
            from changed c
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        Catalog catalog = Catalog.of(row.number("_class"));
        Draft object = all.named(new Mark(catalog, row.oid("_oid"), row.number("_sub")));
        if (catalog == Catalog.PG_DATABASE) {
            object = all.database();
        }
        if (object == null && row.text("_type") == null) {
            return;
        }
        String name = object == null
                ? row.text("_type").replace("table column", "column") + " " + row.text("_identity")
                : object.described();
        Draft draft = all.add("grant", name + " to " + row.text("_grantee"), object);
        row.attributesTo(draft);
    }
}
