package org.turnstone.schema.read;

import java.sql.SQLException;

/** Sequences. One that makes a column's identity is said with the column. */
final class Sequences extends CatalogQuery {
    @Override
    String topic() {
        return "sequences";
    }

    @Override
    String sql() {
        return """
            select c.oid as _oid, n.nspname as _schema, c.relname as _relation,
                format('%I.%I', n.nspname, c.relname) as _name,
                d.refobjid as _owner, d.refobjsubid as _owner_column, d.deptype = 'i' as _identity,
                format_type(s.seqtypid, null) as "type",
                s.seqstart as "start", s.seqincrement as "increment", s.seqmin as "minimum",
                s.seqmax as "maximum", s.seqcache as "cache",
                case when s.seqcycle then 'yes' end as "cycle",
                case when c.relpersistence = 'u' then 'yes' end as "unlogged",
                quote_ident(pg_get_userbyid(c.relowner)) as "owner"
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_sequence s on s.seqrelid = c.oid
            left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
                and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
            where c.relkind = 'S' and c.relpersistence <> 't' and @user(n) and @own(pg_class, c)
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        if (all.scope().leavesOut(row.text("_schema"), row.text("_relation"))) {
            return;
        }
        Mark mark = new Mark(Catalog.PG_CLASS, row.oid("_oid"));
        Draft column = null;
        if (row.oid("_owner") != 0) {
            column = all.named(new Mark(Catalog.PG_CLASS, row.oid("_owner"), row.number("_owner_column")));
            if (column == null) {
                return;
            }
        }
        if (row.is("_identity")) {
            identity(all.shadow(mark, "sequence", row.text("_name"), column), column, row);
            return;
        }
        Draft draft = all.add(mark, "sequence", row.text("_name"), null);
        row.attributesTo(draft);
        if (column != null) {
            draft.set("owned by", column.name());
        }
    }

    private static void identity(Draft sequence, Draft column, Row row) throws SQLException {
        row.attributesTo(sequence);
        column.set("identity sequence", sequence.name());
        for (String option : new String[] {"start", "increment", "minimum", "maximum", "cache", "cycle", "unlogged"}) {
            column.set("identity " + option, sequence.get(option));
        }
    }
}
