package org.turnstone.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a schema holds, one line an object, sorted and free of OIDs: tables, columns, constraints, indexes, views,
 * functions, triggers, sequences, types and comments. Good enough to see that a revert forgot something.
 */
public final class SchemaOutline {
    private static final String USER_SCHEMAS =
            " n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%'"
                    + " and n.nspname not like 'pg\\_temp%' ";

    /** One query a kind of object; each gives schema, name and a description. */
    private static final List<String> QUERIES = List.of(
            "select n.nspname, c.relname, case c.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then"
                    + " 'view' when 'm' then 'view' when 'f' then 'table' else 'sequence' end,"
                    + " case when c.relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(c.oid) else"
                    + " c.relpersistence::text end || coalesce(' ' || array_to_string(c.reloptions, ' '), '')"
                    + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where"
                    + " c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and" + USER_SCHEMAS,
            "select n.nspname, c.relname, 'column', a.attname || ' ' || pg_catalog.format_type(a.atttypid,"
                    + " a.atttypmod) || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' ||"
                    + " pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') || a.attidentity::text || a.attgenerated::text"
                    + " from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join"
                    + " pg_catalog.pg_namespace n on n.oid = c.relnamespace left join pg_catalog.pg_attrdef d on"
                    + " d.adrelid = a.attrelid and d.adnum = a.attnum where a.attnum > 0 and not a.attisdropped and"
                    + " c.relkind in ('r', 'p', 'f', 'c') and" + USER_SCHEMAS,
            // PostgreSQL 18 lists NOT NULL as constraints; the column says it already.
            "select n.nspname, c.relname, 'constraint', k.conname || ' ' ||"
                    + " pg_catalog.pg_get_constraintdef(k.oid) || case when k.convalidated then '' else ' (not"
                    + " validated)' end from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid ="
                    + " k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace where k.contype <> 'n'"
                    + " and" + USER_SCHEMAS,
            "select n.nspname, c.relname, 'index', pg_catalog.pg_get_indexdef(i.indexrelid) || case when"
                    + " i.indisvalid then '' else ' (invalid)' end from pg_catalog.pg_index i join pg_catalog.pg_class"
                    + " c on c.oid = i.indrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace where"
                    + USER_SCHEMAS,
            "select n.nspname, p.proname, 'function', pg_catalog.pg_get_function_identity_arguments(p.oid) || ' ' ||"
                + " coalesce(pg_catalog.pg_get_function_result(p.oid), '') || ' ' || md5(p.prosrc) || ' ' ||"
                + " p.provolatile::text || p.prosecdef::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n"
                + " on n.oid = p.pronamespace where not exists (select from pg_catalog.pg_depend e where e.objid ="
                + " p.oid and e.deptype = 'e') and" + USER_SCHEMAS,
            "select n.nspname, c.relname, 'trigger', pg_catalog.pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text"
                    + " from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join"
                    + " pg_catalog.pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and"
                    + USER_SCHEMAS,
            "select n.nspname, t.typname, 'type', coalesce((select string_agg(e.enumlabel, ', ' order by"
                    + " e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = t.oid), t.typtype::text) from"
                    + " pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.typtype"
                    + " in ('e', 'd', 'r') and" + USER_SCHEMAS,
            "select n.nspname, c.relname, 'comment', coalesce((select a.attname || ': ' from"
                    + " pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum = d.objsubid), '') ||"
                    + " d.description from pg_catalog.pg_description d join pg_catalog.pg_class c on c.oid = d.objoid"
                    + " and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass join pg_catalog.pg_namespace n on"
                    + " n.oid = c.relnamespace where" + USER_SCHEMAS);

    private static final Set<String> PARTS = Set.of("column", "comment");

    private final Set<String> lines;
    private final int objects;

    private SchemaOutline(Set<String> lines, int objects) {
        this.lines = lines;
        this.objects = objects;
    }

    /** Reads the outline. What belongs to a table of these names, the history's, is left out. */
    public static SchemaOutline read(Connection connection, Set<String> except) throws SQLException {
        Set<String> lines = new TreeSet<>();
        int objects = 0;
        try (Statement statement = connection.createStatement()) {
            for (String query : QUERIES) {
                try (ResultSet row = statement.executeQuery(query)) {
                    while (row.next()) {
                        if (except.contains(row.getString(2))) {
                            continue;
                        }
                        String kind = row.getString(3);
                        lines.add(kind + " " + row.getString(1) + "." + row.getString(2) + ": "
                                + row.getString(4).replaceAll("\\s+", " ").strip());
                        objects += PARTS.contains(kind) ? 0 : 1;
                    }
                }
            }
        }
        return new SchemaOutline(lines, objects);
    }

    /** How many objects there are, columns and comments not counted. */
    public int objects() {
        return objects;
    }

    /** What this one has that the other has not. */
    public Set<String> beyond(SchemaOutline other) {
        Set<String> result = new TreeSet<>(lines);
        result.removeAll(other.lines);
        return result;
    }

    /** How this one differs from what was expected, a line each, without what is in {@code ignored}. */
    public List<String> differencesFrom(SchemaOutline expected, Set<String> ignored) {
        List<String> result = new ArrayList<>();
        for (String line : expected.beyond(this)) {
            if (!ignored.contains(line)) {
                result.add("- " + line);
            }
        }
        for (String line : beyond(expected)) {
            if (!ignored.contains(line)) {
                result.add("+ " + line);
            }
        }
        return result;
    }
}
