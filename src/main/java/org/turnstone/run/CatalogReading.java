package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a catalog in a handful of queries. What belongs to the server itself is left out, but for its functions. */
final class CatalogReading {
    private static final String OWN =
            " n.nspname !~ '^pg_(toast|temp)' and n.nspname not in ('pg_catalog'," + " 'information_schema')";

    private static final String RELATIONS = """
        select c.oid, n.nspname, c.relname,
          case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
            when 'm' then 'materialized view' when 'f' then 'foreign table' end,
          c.reltuples::bigint
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and\
        """ + OWN + " order by 2, 3";

    private static final String COLUMNS = """
        select a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
          pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attidentity <> ''
        from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped and\
        """ + OWN + " order by" + " a.attrelid," + " a.attnum";

    /** Without the server's functions that serve its own types, which nobody calls by name. */
    private static final String ROUTINES = """
        select n.nspname, p.proname, pg_catalog.pg_get_function_arguments(p.oid),
          pg_catalog.pg_get_function_result(p.oid)
        from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        where (n.nspname = 'pg_catalog' or\
        """ + OWN + """
        ) and p.prorettype not in ('pg_catalog.internal'::pg_catalog.regtype, 'pg_catalog.cstring'::pg_catalog.regtype)
          and not 'pg_catalog.internal'::pg_catalog.regtype = any (p.proargtypes)
          and not 'pg_catalog.cstring'::pg_catalog.regtype = any (p.proargtypes)
        order by 1, 2, 3\
        """;

    private static final String TYPES = """
        select case when pg_catalog.pg_type_is_visible(t.oid) then '' else n.nspname || '.' end || t.typname
        from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        where t.typtype in ('e', 'd', 'r', 'b') and t.typelem = 0 and\
        """ + OWN + " order by 1";

    private CatalogReading() {}

    static Catalog of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> schemas = strings(
                    statement,
                    "select n.nspname from pg_catalog.pg_namespace n where" + OWN
                            + " or n.nspname = 'public' order by 1");
            List<String> path = strings(statement, "select pg_catalog.unnest(pg_catalog.current_schemas(false))");
            return new Catalog(schemas, relations(statement), routines(statement), strings(statement, TYPES), path);
        }
    }

    private static List<Catalog.Relation> relations(Statement statement) throws SQLException {
        Map<Long, List<Catalog.Column>> columns = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                String value = row.getBoolean(6) ? "identity" : row.getString(5);
                columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new Catalog.Column(row.getString(2), row.getString(3), row.getBoolean(4), value));
            }
        }
        List<Catalog.Relation> relations = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(RELATIONS)) {
            while (row.next()) {
                relations.add(new Catalog.Relation(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        columns.getOrDefault(row.getLong(1), List.of())));
            }
        }
        return relations;
    }

    private static List<Catalog.Routine> routines(Statement statement) throws SQLException {
        List<Catalog.Routine> routines = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(ROUTINES)) {
            while (row.next()) {
                routines.add(
                        new Catalog.Routine(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        return routines;
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> result = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                result.add(row.getString(1));
            }
        }
        return result;
    }
}
