package org.turnstone.schema.read;

/** What will be granted on objects still to come. */
final class DefaultPrivileges {
    static final CatalogQuery ALL = new PlainQuery("default privileges", Catalog.PG_DEFAULT_ACL, """
        select d.oid as _oid, 'default privileges' as _kind,
            quote_ident(pg_get_userbyid(d.defaclrole)) || coalesce(' in schema ' || quote_ident(n.nspname), '')
                || ' on ' || k.word as _name,
            (select string_agg(g.line, '; ' order by g.line) from (
                select case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end
                    || ': ' || string_agg(lower(a.privilege_type) || case when a.is_grantable then '*' else '' end,
                    ', ' order by a.privilege_type) as line
                from aclexplode(d.defaclacl) a group by a.grantee) g) as "grants",
            null as _statement
        from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace,
            lateral (select case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
                when 'f' then 'functions' when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end
                as word) k
        """);

    private DefaultPrivileges() {}
}
