package org.turnstone.schema.read;

/** Foreign-data wrappers, servers and user mappings. What looks like a secret in their options is masked. */
final class Foreign {
    /** Options sorted, a password's value replaced: whether there is one is said, what it is never. */
    private static final String OPTIONS = """
        (select string_agg(quote_ident(o.option_name) || ' ' || case when o.option_name ~* 'pass|secret|token|key'
            then '''***''' else quote_literal(o.option_value) end, ', ' order by o.option_name)
            from pg_options_to_table(%s) o)\
        """;

    static final CatalogQuery WRAPPERS =
            new PlainQuery("foreign-data wrappers", Catalog.PG_FOREIGN_DATA_WRAPPER, """
                select w.oid as _oid, 'foreign-data wrapper' as _kind, quote_ident(w.fdwname) as _name,
                    case when w.fdwhandler <> 0 then w.fdwhandler::regproc::text end as "handler",
                    case when w.fdwvalidator <> 0 then w.fdwvalidator::regproc::text end as "validator",
                    %s as "foreign options",
                    quote_ident(pg_get_userbyid(w.fdwowner)) as "owner",
                    format('CREATE FOREIGN DATA WRAPPER %%I', w.fdwname)
                        || case when w.fdwhandler <> 0 then ' HANDLER ' || w.fdwhandler::regproc else '' end
                        || case when w.fdwvalidator <> 0 then ' VALIDATOR ' || w.fdwvalidator::regproc else '' end
                        || coalesce(' OPTIONS (' || %s || ')', '') as _statement
                from pg_foreign_data_wrapper w
                where @own(pg_foreign_data_wrapper, w)
                """.formatted(
                            OPTIONS.formatted("w.fdwoptions"), OPTIONS.formatted("w.fdwoptions")));

    static final CatalogQuery SERVERS = new PlainQuery("foreign servers", Catalog.PG_FOREIGN_SERVER, """
        select s.oid as _oid, 'server' as _kind, quote_ident(s.srvname) as _name,
            quote_ident(w.fdwname) as "wrapper", s.srvtype as "type", s.srvversion as "version",
            %s as "foreign options",
            quote_ident(pg_get_userbyid(s.srvowner)) as "owner",
            format('CREATE SERVER %%I', s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
                || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
                || format(' FOREIGN DATA WRAPPER %%I', w.fdwname)
                || coalesce(' OPTIONS (' || %s || ')', '') as _statement
        from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
        where @own(pg_foreign_server, s)
        """.formatted(
                    OPTIONS.formatted("s.srvoptions"), OPTIONS.formatted("s.srvoptions")));

    /** The view shows options only to those they are for; the catalog itself only to superusers. */
    static final CatalogQuery MAPPINGS = new PlainQuery("user mappings", Catalog.PG_USER_MAPPING, """
        select m.umid as _oid, 'user mapping' as _kind,
            case when m.umuser = 0 then 'public' else quote_ident(m.usename) end || ' on '
                || quote_ident(m.srvname) as _name,
            quote_ident(m.srvname) as "server",
            case when m.umoptions is not null then %s
                when not (current_setting('is_superuser') = 'on' or m.umuser = 0
                    and pg_has_role(s.srvowner, 'usage') or m.usename = current_user
                    and has_server_privilege(s.oid, 'usage'))
                then 'not visible' end as "foreign options",
            format('CREATE USER MAPPING FOR %%s SERVER %%I', case when m.umuser = 0 then 'PUBLIC'
                else quote_ident(m.usename) end, m.srvname) || coalesce(' OPTIONS (' || %s || ')', '')
                as _statement
        from pg_user_mappings m join pg_foreign_server s on s.oid = m.srvid
        """.formatted(
                    OPTIONS.formatted("m.umoptions"), OPTIONS.formatted("m.umoptions")));

    private Foreign() {}
}
