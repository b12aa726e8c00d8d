package org.turnstone.schema.read;

import java.sql.SQLException;

/** Extended statistics. */
final class Statistics extends CatalogQuery {
    @Override
    String topic() {
        return "statistics";
    }

    @Override
    String sql() {
        return """
            select s.oid as _oid, s.stxrelid as _relation, format('%I.%I', n.nspname, s.stxname) as _name,
                pg_get_statisticsobjdef(s.oid) as "definition",
                case when s.stxstattarget >= 0 then s.stxstattarget end as "statistics target",
                pg_get_userbyid(s.stxowner) as "owner"
            from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
            where @user(n)
            """;
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        Draft table = all.at(Catalog.PG_CLASS, row.oid("_relation"));
        if (table != null) {
            Draft draft = all.add(
                    new Mark(Catalog.PG_STATISTIC_EXT, row.oid("_oid")), "statistics", row.text("_name"), table);
            row.attributesTo(draft);
            draft.statement(draft.get("definition"));
        }
    }
}
