package org.turnstone.schema.read;

import java.sql.SQLException;

/** Indexes that keep no constraint. */
final class Indexes extends CatalogQuery {
    @Override
    String topic() {
        return "indexes";
    }

    @Override
    String sql() {
        return """
            select i.indexrelid as _oid, i.indrelid as _relation, n.nspname as _schema, c.relname as _index,
                format('%I.%I', n.nspname, c.relname) as _name,
                pg_get_indexdef(i.indexrelid) as "definition",
                (select h.inhparent::regclass::text from pg_inherits h where h.inhrelid = i.indexrelid)
                    as "attached to",
                case when not i.indisvalid then 'no' end as "valid",
                case when not i.indisready then 'no' end as "ready",
                case when i.indisclustered then 'yes' end as "clustered",
                (select string_agg(a.attnum || ' to ' || a.attstattarget, ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget >= 0)
                    as "statistics targets",
                quote_ident(b.spcname) as "tablespace"
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_tablespace b on b.oid = c.reltablespace
            where @user(n) and c.relpersistence <> 't' and not exists (select from pg_constraint k
                where k.conrelid = i.indrelid and k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        Draft table = all.at(Catalog.PG_CLASS, row.oid("_relation"));
        if (table == null || all.scope().leavesOut(row.text("_schema"), row.text("_index"))) {
            return;
        }
        Draft draft = all.add(new Mark(Catalog.PG_CLASS, row.oid("_oid")), "index", row.text("_name"), table);
        row.attributesTo(draft);
        draft.statement(draft.get("definition"));
    }
}
