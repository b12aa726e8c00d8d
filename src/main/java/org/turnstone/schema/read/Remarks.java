package org.turnstone.schema.read;

import java.sql.SQLException;

/** Comments and security labels: what is said about other objects. */
final class Remarks extends CatalogQuery {
    static final CatalogQuery COMMENTS = new Remarks("comments", "comment", """
        select d.classoid as _class, d.objoid as _oid, d.objsubid as _sub, d.description as "text",
            null as _provider
        from pg_description d
        where d.objoid >= 16384 or d.classoid = 'pg_namespace'::regclass and d.objoid = 2200
        union all
        select d.classoid, d.objoid, 0, d.description, null from pg_shdescription d
        where d.classoid = 'pg_database'::regclass
            and d.objoid = (select oid from pg_database where datname = current_database())
        """);

    static final CatalogQuery LABELS = new Remarks("security labels", "security label", """
        select s.classoid as _class, s.objoid as _oid, s.objsubid as _sub, s.label as "text",
            quote_ident(s.provider) as _provider
        from pg_seclabel s
        union all
        select s.classoid, s.objoid, 0, s.label, quote_ident(s.provider) from pg_shseclabel s
        where s.classoid = 'pg_database'::regclass
            and s.objoid = (select oid from pg_database where datname = current_database())
        """);

    private final String topic;
    private final String kind;
    private final String sql;

    private Remarks(String topic, String kind, String sql) {
        this.topic = topic;
        this.kind = kind;
        this.sql = sql;
    }

    @Override
    String topic() {
        return topic;
    }

    @Override
    String sql() {
        return sql;
    }

    @Override
    String onlyIf() {
        return kind.equals("comment")
                ? "true"
                : "exists (select from pg_seclabel) or exists (select from pg_shseclabel)";
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        Catalog catalog = Catalog.of(row.number("_class"));
        if (catalog == null) {
            return;
        }
        Draft object = catalog == Catalog.PG_DATABASE
                ? all.database()
                : all.named(new Mark(catalog, row.oid("_oid"), row.number("_sub")));
        if (object != null) {
            String provider = row.text("_provider");
            Draft draft = all.add(kind, (provider == null ? "" : provider + " of ") + object.described(), object);
            row.attributesTo(draft);
        }
    }
}
