package org.turnstone.run;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of one database, and what their values look like. */
final class ValueShapes {
    private static final int DEEPEST = 6;

    private record Type(
            long oid,
            String name,
            char kind,
            boolean array,
            long element,
            long base,
            int baseModifier,
            long subtype,
            long rangeOfMulti,
            List<String> labels) {}

    private record Field(long type, int modifier) {}

    private final Map<Long, Type> types = new HashMap<>();
    private final Map<Long, List<Field>> fields = new HashMap<>();

    static ValueShapes read(Connection connection) throws SQLException {
        ValueShapes result = new ValueShapes();
        boolean multiranges = connection.getMetaData().getDatabaseMajorVersion() >= 14;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select t.oid::bigint, t.typname, t.typtype, t.typcategory ="
                    + " 'A' and t.typelem <> 0, t.typelem::bigint, t.typbasetype::bigint, t.typtypmod,"
                    + " coalesce((select r.rngsubtype from pg_catalog.pg_range r where r.rngtypid = t.oid), 0)::bigint,"
                    + (multiranges
                            ? " coalesce((select r.rngtypid from pg_catalog.pg_range r where r.rngmultitypid = t.oid),"
                                    + " 0)::bigint,"
                            : " 0::bigint,")
                    + " case when t.typtype = 'e' then array(select e.enumlabel::text from pg_catalog.pg_enum e where"
                    + " e.enumtypid = t.oid order by e.enumsortorder) end from pg_catalog.pg_type t")) {
                while (row.next()) {
                    Array labels = row.getArray(10);
                    Type type = new Type(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3).charAt(0),
                            row.getBoolean(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getInt(7),
                            row.getLong(8),
                            row.getLong(9),
                            labels == null ? List.of() : List.of((String[]) labels.getArray()));
                    result.types.put(type.oid, type);
                }
            }
            try (ResultSet row = statement.executeQuery("select t.oid::bigint, a.atttypid::bigint, a.atttypmod from"
                    + " pg_catalog.pg_type t join pg_catalog.pg_attribute a on a.attrelid = t.typrelid where t.typtype"
                    + " = 'c' and t.oid >= 16384 and a.attnum > 0 and not a.attisdropped order by t.oid, a.attnum")) {
                while (row.next()) {
                    result.fields
                            .computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                            .add(new Field(row.getLong(2), row.getInt(3)));
                }
            }
        }
        return result;
    }

    ValueShape of(long type, int modifier) {
        return of(type, modifier, 0);
    }

    private ValueShape of(long oid, int modifier, int depth) {
        Type type = types.get(oid);
        if (type == null || depth > DEEPEST) {
            return new ValueShape('b', "unknown", -1, List.of(), List.of());
        }
        if (type.array) {
            return new ValueShape('a', type.name, modifier, List.of(), List.of(of(type.element, modifier, depth + 1)));
        }
        List<ValueShape> parts = switch (type.kind) {
            case 'd' -> List.of(of(type.base, type.baseModifier, depth + 1));
            case 'r' -> List.of(of(type.subtype, -1, depth + 1));
            case 'm' -> List.of(of(type.rangeOfMulti, -1, depth + 1));
            case 'c' ->
                fields.getOrDefault(oid, List.of()).stream()
                        .map(field -> of(field.type, field.modifier, depth + 1))
                        .toList();
            default -> List.of();
        };
        return new ValueShape(type.kind, type.name, modifier, type.labels, parts);
    }
}
