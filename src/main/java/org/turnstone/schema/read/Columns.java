package org.turnstone.schema.read;

import java.sql.SQLException;

/** Columns of tables and composite types; of views only what their definition does not say. */
final class Columns extends CatalogQuery {
    @Override
    String topic() {
        return "columns";
    }

    @Override
    String sql() {
        return """
            select a.attrelid as _relation, a.attnum as _number, quote_ident(a.attname) as _column,
                c.relkind as _relkind, a.attinhcount > 0 and not a.attislocal as _inherited,
                format_type(a.atttypid, a.atttypmod) as "type",
                case when a.attcollation <> 0 and a.attcollation <> t.typcollation
                    then a.attcollation::regcollation::text end as "collation",
                case when a.attnotnull then 'yes' end as "not null",
                case when k.conname <> c.relname || '_' || a.attname || '_not_null' and k.coninhcount = 0 --18+
                    then quote_ident(k.conname) end as "not null constraint", --18+
                case when not k.convalidated then 'no' end as "not null validated", --18+
                case when k.connoinherit then 'yes' end as "not null no inherit", --18+
                case when a.attinhcount > 0 and k.conislocal and not c.relispartition --18+
                    then 'yes' end as "not null local", --18+
                case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as "default",
                case a.attgenerated when 's' then pg_get_expr(d.adbin, d.adrelid) || ' stored'
                    when 'v' then pg_get_expr(d.adbin, d.adrelid) || ' virtual' end as "generated",
                case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as "identity",
                case when a.attinhcount > 0 and a.attislocal and not c.relispartition
                    then 'yes' end as "local",
                case when a.attstorage <> t.typstorage then case a.attstorage when 'p' then 'plain'
                    when 'e' then 'external' when 'm' then 'main' else 'extended' end end as "storage",
                case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as "compression",
                case when a.attstattarget >= 0 then a.attstattarget end as "statistics target",
                case when a.attoptions is not null then
                        (select string_agg(o, ', ' order by o) from unnest(a.attoptions) o) end as "options",
                case when a.attfdwoptions is not null then
                        (select string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', '
                            order by o.option_name) from pg_options_to_table(a.attfdwoptions) o) end as "foreign options"
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_type t on t.oid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            left join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'n' --18+
                and k.conkey = array[a.attnum] --18+
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'c', 'v', 'm')
                and c.relpersistence <> 't' and @user(n)
            order by a.attrelid, a.attnum
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        Draft relation = all.at(Catalog.PG_CLASS, row.oid("_relation"));
        if (relation == null) {
            return;
        }
        Mark mark = new Mark(Catalog.PG_CLASS, row.oid("_relation"), row.number("_number"));
        String name = relation.name() + "." + row.text("_column");
        String columns = relation.get(Relation.COLUMNS);
        relation.set(Relation.COLUMNS, columns == null ? row.text("_column") : columns + ", " + row.text("_column"));
        Draft draft = all.add(mark, "column", name, relation);
        row.attributesTo(draft);
        if (row.is("_inherited")) {
            draft.set(Relation.INHERITED, "yes");
        }
    }
}
