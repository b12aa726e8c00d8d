package org.turnstone.schema.read;

/** Publications and subscriptions. Where a subscription connects to holds a password and is never read. */
final class Replication {
    static final CatalogQuery PUBLICATIONS = new PlainQuery("publications", Catalog.PG_PUBLICATION, """
        select p.oid as _oid, 'publication' as _kind, quote_ident(p.pubname) as _name,
            case when p.puballtables then 'yes' end as "all tables",
            concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
                case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end) as "publishes",
            case when p.pubviaroot then 'yes' end as "via root",
            case p.pubgencols when 's' then 'stored' end as "generated columns", --18+
            (select string_agg(r.prrelid::regclass::text
                || case when r.prattrs is not null then ' (' || (select string_agg(quote_ident(a.attname), ', ' --15+
                    order by a.attname) from pg_attribute a where a.attrelid = r.prrelid --15+
                    and a.attnum = any (r.prattrs)) || ')' else '' end --15+
                || coalesce(' WHERE ' || pg_get_expr(r.prqual, r.prrelid), '') --15+
                , ', ' order by r.prrelid::regclass::text)
                from pg_publication_rel r where r.prpubid = p.oid) as "tables",
            (select string_agg(s.pnnspid::regnamespace::text, ', ' order by s.pnnspid::regnamespace::text) --15+
                from pg_publication_namespace s where s.pnpubid = p.oid) as "schemas", --15+
            quote_ident(pg_get_userbyid(p.pubowner)) as "owner",
            null as _statement
        from pg_publication p
        """);

    static final CatalogQuery SUBSCRIPTIONS = new PlainQuery("subscriptions", Catalog.PG_SUBSCRIPTION, """
        select s.oid as _oid, 'subscription' as _kind, quote_ident(s.subname) as _name,
            'not visible' as "connection",
            (select string_agg(quote_ident(p), ', ' order by p) from unnest(s.subpublications) p)
                as "publications",
            case when not s.subenabled then 'no' end as "enabled",
            s.subslotname::text as "slot",
            s.subsynccommit as "synchronous commit",
            case when s.subbinary then 'yes' end as "binary",
            case s.substream::text when 't' then 'on' when 'true' then 'on' when 'p' then 'parallel' end as "streaming",
            case when s.subtwophasestate <> 'd' then 'yes' end as "two-phase", --15+
            case when s.subdisableonerr then 'yes' end as "disable on error", --15+
            case when not s.subpasswordrequired then 'no' end as "password required", --16+
            case when s.subrunasowner then 'yes' end as "run as owner", --16+
            nullif(s.suborigin, 'any') as "origin", --16+
            case when s.subfailover then 'yes' end as "failover", --17+
            quote_ident(pg_get_userbyid(s.subowner)) as "owner",
            null as _statement
        from pg_subscription s
        where s.subdbid = (select oid from pg_database where datname = current_database())
        """);

    private Replication() {}
}
