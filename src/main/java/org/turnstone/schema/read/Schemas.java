package org.turnstone.schema.read;

/** Schemas and extensions: where everything else is. */
final class Schemas {
    static final CatalogQuery SCHEMAS = new PlainQuery("schemas", Catalog.PG_NAMESPACE, """
        select n.oid as _oid, 'schema' as _kind, quote_ident(n.nspname) as _name,
            quote_ident(pg_get_userbyid(n.nspowner)) as "owner",
            format('CREATE SCHEMA %I', n.nspname) as _statement
        from pg_namespace n
        where @user(n) and @own(pg_namespace, n)
        """);

    /** Those below 16384 came with the server, as plpgsql did. */
    static final CatalogQuery EXTENSIONS = new PlainQuery("extensions", Catalog.PG_EXTENSION, """
        select e.oid as _oid, 'extension' as _kind, quote_ident(e.extname) as _name,
            e.extversion as "version", quote_ident(n.nspname) as "schema",
            case when e.extrelocatable then 'yes' end as "relocatable",
            format('CREATE EXTENSION %I WITH SCHEMA %I VERSION %L', e.extname, n.nspname, e.extversion)
                as _statement
        from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        where e.oid >= 16384
        """);

    private Schemas() {}
}
