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
                (select string_agg(case k when 'd' then 'ndistinct' when 'f' then 'dependencies'
                    when 'm' then 'mcv' end, ', ' order by k) from unnest(s.stxkind) k where k <> 'e') as "kinds",
                (select string_agg(quote_ident(a.attname), ', ' order by a.attname) from pg_attribute a
                    where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys)) as "columns",
                array_to_string(pg_get_statisticsobjdef_expressions(s.oid), ', ') as "expressions",
                pg_get_statisticsobjdef(s.oid) as _definition,
                case when s.stxstattarget >= 0 then s.stxstattarget end as "statistics target",
                quote_ident(pg_get_userbyid(s.stxowner)) as "owner"
            from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
            where @user(n)
            """;
    }

    @Override
    String onlyIf() {
        return "exists (select from pg_statistic_ext)";
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        Draft table = all.at(Catalog.PG_CLASS, row.oid("_relation"));
        if (table != null) {
            Draft draft = all.add(
                    new Mark(Catalog.PG_STATISTIC_EXT, row.oid("_oid")), "statistics", row.text("_name"), table);
            row.attributesTo(draft);
            draft.statement(row.text("_definition"));
        }
    }
}
