package org.turnstone.schema.read;

import java.sql.SQLException;

/** Constraints of tables and domains. NOT NULL is said with its column, and what a parent gives is said there. */
final class Constraints extends CatalogQuery {
    @Override
    String topic() {
        return "constraints";
    }

    @Override
    String sql() {
        return """
            select k.oid as _oid, k.conrelid as _relation, k.contypid as _domain, k.conindid as _index,
                k.contype in ('p', 'u', 'x') as _has_index, quote_ident(k.conname) as _constraint,
                format('%s', k.contype) as _type,
                pg_get_constraintdef(k.oid) as "definition",
                case when k.coninhcount > 0 and k.conislocal and k.conparentid = 0 and not r.relispartition
                    then 'yes' end as "local",
                (select y.conname from pg_constraint y where y.oid = k.conparentid) as "attached to",
                case when not i.indisvalid then 'no' end as "valid",
                case when i.indisclustered then 'yes' end as "clustered",
                case when c.reloptions is not null then
                        (select string_agg(o, ', ' order by o) from unnest(c.reloptions) o) end as "options",
                quote_ident(b.spcname) as "tablespace"
            from pg_constraint k
            join pg_namespace n on n.oid = k.connamespace
            left join pg_class r on r.oid = k.conrelid
            left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
            left join pg_class c on c.oid = i.indexrelid
            left join pg_tablespace b on b.oid = c.reltablespace
            where k.contype in ('c', 'f', 'p', 'u', 'x', 'n') and @user(n)
                and not (k.contype = 'n' and k.conrelid <> 0)
                and (k.coninhcount = 0 or k.conislocal or k.contype in ('p', 'u', 'x'))
                and (k.conparentid = 0 or k.contype in ('p', 'u', 'x'))
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        boolean ofTable = row.oid("_relation") != 0;
        Draft parent =
                ofTable ? all.at(Catalog.PG_CLASS, row.oid("_relation")) : all.at(Catalog.PG_TYPE, row.oid("_domain"));
        if (parent == null) {
            return;
        }
        Mark mark = new Mark(Catalog.PG_CONSTRAINT, row.oid("_oid"));
        String name = row.text("_constraint") + " on " + (ofTable ? "" : "domain ") + parent.name();
        Draft draft = all.add(mark, "constraint", name, parent);
        row.attributesTo(draft);
        if (row.is("_has_index")) {
            all.alias(new Mark(Catalog.PG_CLASS, row.oid("_index")), mark);
            all.shadow(new Mark(Catalog.PG_CLASS, row.oid("_index")), "index", indexName(parent, row), draft);
        }
    }

    /** An index that keeps a constraint has its name, and is in its table's schema. */
    private static String indexName(Draft table, Row row) throws SQLException {
        return table.name().substring(0, schemaEnd(table.name()) + 1) + row.text("_constraint");
    }

    private static int schemaEnd(String qualified) {
        if (!qualified.startsWith("\"")) {
            return qualified.indexOf('.');
        }
        int at = 1;
        while (qualified.charAt(at) != '"' || qualified.charAt(at + 1) == '"') {
            at += qualified.charAt(at) == '"' ? 2 : 1;
        }
        return at + 1;
    }
}
