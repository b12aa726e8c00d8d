package org.turnstone.schema.read;

import java.sql.SQLException;

/** Which object needs which, as the server keeps it. */
final class Dependencies {
    /** Rows that are not objects of ours, but stand for one: a row type, an array type, a default, a view's rule. */
    static final CatalogQuery ALIASES = new CatalogQuery() {
        @Override
        String topic() {
            return "parts";
        }

        @Override
        String sql() {
            return """
                select 1247 as _class, t.oid as _oid, 1259 as _of_class, t.typrelid as _of, 0 as _sub
                    from pg_type t where t.typrelid >= 16384
                union all select 1247, t.typarray, 1247, t.oid, 0 from pg_type t
                    where t.typarray >= 16384
                union all select 1247, r.rngmultitypid, 1247, r.rngtypid, 0 from pg_range r
                    where r.rngmultitypid >= 16384
                union all select 2604, d.oid, 1259, d.adrelid, d.adnum from pg_attrdef d
                union all select 2618, r.oid, 1259, r.ev_class, 0 from pg_rewrite r
                    where r.rulename = '_RETURN' and r.ev_class >= 16384
                union all select 1255, d.objid, d.refclassid, d.refobjid, 0 from pg_depend d
                    where d.classid = 'pg_proc'::regclass and d.deptype = 'i'
                union all select 6106, r.oid, 6104, r.prpubid, 0 from pg_publication_rel r
                """;
        }

        @Override
        void take(Row row, Gathered all) throws SQLException {
            Catalog of = Catalog.of(row.number("_of_class"));
            if (of != null) {
                all.alias(
                        new Mark(Catalog.of(row.number("_class")), row.oid("_oid")),
                        new Mark(of, row.oid("_of"), row.number("_sub")));
            }
        }
    };

    static final CatalogQuery NEEDS = new CatalogQuery() {
        @Override
        String topic() {
            return "dependencies";
        }

        @Override
        String sql() {
            return """
                select d.classid as _class, d.objid as _oid, d.objsubid as _sub,
                    d.refclassid as _on_class, d.refobjid as _on, d.refobjsubid as _on_sub
                from pg_depend d
                where d.objid >= 16384 and d.deptype <> 'e'
                    and (d.refobjid >= 16384 or d.refobjid = 2200)
                """;
        }

        @Override
        void take(Row row, Gathered all) throws SQLException {
            Catalog one = Catalog.of(row.number("_class"));
            Catalog other = Catalog.of(row.number("_on_class"));
            if (one != null && other != null) {
                all.needs(
                        new Mark(one, row.oid("_oid"), row.number("_sub")),
                        new Mark(other, row.oid("_on"), row.number("_on_sub")));
            }
        }
    };

    private Dependencies() {}
}
