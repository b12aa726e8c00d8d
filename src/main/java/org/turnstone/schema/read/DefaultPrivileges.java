package org.turnstone.schema.read;

/** What will be granted on objects still to come. */
final class DefaultPrivileges {
    static final CatalogQuery ALL = new PlainQuery("default privileges", Catalog.PG_DEFAULT_ACL, """
        select d.oid as _oid, 'default privileges' as _kind,
            quote_ident(pg_get_userbyid(d.defaclrole)) || coalesce(' in schema ' || quote_ident(n.nspname), '')
                || ' on ' || k.word as _name,
            (select string_agg(g.line, '; ' order by g.line) from (
                select case when x.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end
                    || ': ' || string_agg(lower(x.privilege_type) || case when x.is_grantable then '*' else '' end,
                    ', ' order by x.privilege_type) as line
                from (select grantee, privilege_type, is_grantable from aclexplode(d.defaclacl)
                    except select grantee, privilege_type, is_grantable from aclexplode(k.base)) x
                group by x.grantee) g) as "grants",
            (select string_agg(g.line, '; ' order by g.line) from (
                select case when x.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end
                    || ': ' || string_agg(lower(x.privilege_type) || case when x.is_grantable then '*' else '' end,
                    ', ' order by x.privilege_type) as line
                from (select grantee, privilege_type, is_grantable from aclexplode(k.base)
                    except select grantee, privilege_type, is_grantable from aclexplode(d.defaclacl)) x
                group by x.grantee) g) as "revokes",
            null as _statement
        from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace,
            lateral (select case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
                when 'f' then 'functions' when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end
                as word,
                case when d.defaclnamespace = 0 then acldefault(case d.defaclobjtype when 'S' then 's'
                    else d.defaclobjtype end, d.defaclrole) end as base) k
        """);

    private DefaultPrivileges() {}
}
