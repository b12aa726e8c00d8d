package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of all tables hold at one moment, each as a count and a sum of hashes. Tables and columns are followed
 * by their numbers, so that one that was renamed is the same still, and else by their names.
 */
final class PlantedValues {
    private record Key(long table, int column) {}

    /** One column. */
    private record Held(String table, String column, String type, long rows, long values, String sum) {
        private boolean sameAs(Held other) {
            return rows == other.rows && values == other.values && sum.equals(other.sum);
        }
    }

    private final Map<Key, Held> byNumber = new LinkedHashMap<>();
    private final Map<String, Held> byName = new LinkedHashMap<>();

    private PlantedValues() {}

    static PlantedValues read(Connection connection, Set<String> leftOut) throws SQLException {
        PlantedValues result = new PlantedValues();
        record Column(int number, String name, String type) {}
        Map<Long, String> tables = new LinkedHashMap<>();
        Map<Long, List<Column>> columns = new LinkedHashMap<>();
        String sql = "select c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname), a.attnum, a.attname,"
            + " pg_catalog.format_type(a.atttypid, a.atttypmod), c.relname from pg_catalog.pg_class c join"
            + " pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid ="
            + " c.oid and a.attnum > 0 and not a.attisdropped where c.relkind in ('r', 'p') and c.relpersistence <>"
            + " 't' and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname"
            + " not like 'pg\\_%' order by n.nspname, c.relname, a.attnum";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    if (!leftOut.contains(row.getString(6))) {
                        tables.put(row.getLong(1), row.getString(2));
                        columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                                .add(new Column(row.getInt(3), row.getString(4), row.getString(5)));
                    }
                }
            }
            for (Map.Entry<Long, String> table : tables.entrySet()) {
                List<Column> all = columns.get(table.getKey());
                StringBuilder ask = new StringBuilder("select count(*)");
                for (Column column : all) {
                    String name = ScratchLacks.quoted(column.name);
                    ask.append(", count(")
                            .append(name)
                            .append("), coalesce(sum(pg_catalog.hashtextextended(")
                            .append(name)
                            .append("::text, 0)), 0)::text");
                }
                try (ResultSet row = statement.executeQuery(ask + " from " + table.getValue())) {
                    row.next();
                    for (int i = 0; i < all.size(); i++) {
                        Held held = new Held(
                                table.getValue(),
                                all.get(i).name,
                                all.get(i).type,
                                row.getLong(1),
                                row.getLong(2 + 2 * i),
                                row.getString(3 + 2 * i));
                        result.byNumber.put(new Key(table.getKey(), all.get(i).number), held);
                        result.byName.put(held.table + "." + held.column, held);
                    }
                }
            }
        }
        return result;
    }

    /** What became, until a later moment, of every column that holds rows now. */
    List<ColumnFate> fates(PlantedValues later, String version, Direction direction) {
        List<ColumnFate> fates = new ArrayList<>();
        byNumber.forEach((key, was) -> {
            if (was.rows > 0) {
                Held is = later.byNumber.getOrDefault(key, later.byName.get(was.table + "." + was.column));
                boolean kept = is != null && was.sameAs(is);
                fates.add(new ColumnFate(version, direction, was.table, was.column, kept, detail(was, is)));
            }
        });
        return fates;
    }

    private static String detail(Held was, Held is) {
        if (is == null) {
            return "the column is gone";
        }
        if (was.sameAs(is)) {
            return is.table.equals(was.table) && is.column.equals(was.column)
                    ? "kept"
                    : "kept, as " + is.table + "." + is.column;
        }
        if (is.rows != was.rows) {
            return was.rows + " rows became " + is.rows;
        }
        if (is.values < was.values) {
            return (was.values - is.values) + " of " + was.rows + " values are null now";
        }
        return is.type.equals(was.type)
                ? "its values are others now"
                : "its values read differently as " + is.type + ", which were " + was.type;
    }
}
