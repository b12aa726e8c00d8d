package org.turnstone.schema.read;

/** Collations and conversions. */
final class Locales {
    static final CatalogQuery COLLATIONS = new PlainQuery("collations", Catalog.PG_COLLATION, """
        select c.oid as _oid, 'collation' as _kind, format('%I.%I', n.nspname, c.collname) as _name,
            case c.collprovider when 'i' then 'icu' when 'c' then 'libc' when 'b' then 'builtin' else 'default'
                end as "provider",
            case when c.collprovider = 'i' or c.collcollate is null then coalesce(
                c.collcollate, --15-
                c.colliculocale, --15+ --17-
                c.colllocale, --17+
                null) end as "locale",
            case when c.collprovider = 'c' then c.collcollate end as "lc_collate",
            case when c.collprovider = 'c' then c.collctype end as "lc_ctype",
            c.collicurules as "rules", --16+
            case when not c.collisdeterministic then 'no' end as "deterministic",
            quote_ident(pg_get_userbyid(c.collowner)) as "owner",
            format('CREATE COLLATION %I.%I (provider = %s', n.nspname, c.collname,
                case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end)
                || case when c.collprovider = 'c'
                    then format(', lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
                    else format(', locale = %L', coalesce(
                        c.collcollate, --15-
                        c.colliculocale, --15+ --17-
                        c.colllocale, --17+
                        null)) end
                || case when c.collicurules is null then '' else format(', rules = %L', c.collicurules) end --16+
                || case when c.collisdeterministic then '' else ', deterministic = false' end
                || ')' as _statement
        from pg_collation c join pg_namespace n on n.oid = c.collnamespace
        where @user(n) and @own(pg_collation, c)
        """);

    static final CatalogQuery CONVERSIONS = new PlainQuery("conversions", Catalog.PG_CONVERSION, """
        select c.oid as _oid, 'conversion' as _kind, format('%I.%I', n.nspname, c.conname) as _name,
            pg_encoding_to_char(c.conforencoding) as "from", pg_encoding_to_char(c.contoencoding) as "to",
            c.conproc::regproc::text as "function", case when c.condefault then 'yes' end as "default",
            quote_ident(pg_get_userbyid(c.conowner)) as "owner",
            format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', case when c.condefault then 'DEFAULT ' end,
                n.nspname, c.conname, pg_encoding_to_char(c.conforencoding),
                pg_encoding_to_char(c.contoencoding), c.conproc::regproc::text) as _statement
        from pg_conversion c join pg_namespace n on n.oid = c.connamespace
        where @user(n) and @own(pg_conversion, c)
        """);

    private Locales() {}
}
