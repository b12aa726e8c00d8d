package org.turnstone.run;

import java.util.List;
import java.util.Optional;

/**
 * What a database has, as far as somebody who writes SQL wants to know: its own things, and the server's functions.
 *
 * @param path the schemas a name without one is looked for in
 */
public record Catalog(
        List<String> schemas, List<Relation> relations, List<Routine> routines, List<String> types, List<String> path) {
    /**
     * A table, a view or what else has columns.
     *
     * @param kind in words, such as {@code table}
     * @param rows how many rows the server believes it has; -1 where it does not know
     */
    public record Relation(String schema, String name, String kind, long rows, List<Column> columns) {
        public Optional<Column> column(String wanted) {
            return columns.stream()
                    .filter(column -> column.name().equals(wanted))
                    .findFirst();
        }
    }

    /**
     * A column.
     *
     * @param value its default or what it is generated from, or null
     */
    public record Column(String name, String type, boolean required, String value) {}

    /** A function or procedure, with its arguments as the server writes them. */
    public record Routine(String schema, String name, String arguments, String result) {
        public boolean isBuiltIn() {
            return schema.equals("pg_catalog");
        }
    }

    public static final Catalog EMPTY = new Catalog(List.of(), List.of(), List.of(), List.of(), List.of("public"));

    public Catalog {
        schemas = List.copyOf(schemas);
        relations = List.copyOf(relations);
        routines = List.copyOf(routines);
        types = List.copyOf(types);
        path = List.copyOf(path);
    }

    /** The relation of that name; without a schema, the first one the path leads to. */
    public Optional<Relation> relation(String schema, String name) {
        if (schema != null) {
            return relations.stream()
                    .filter(each -> each.schema().equals(schema) && each.name().equals(name))
                    .findFirst();
        }
        return path.stream()
                .flatMap(each -> relation(each, name).stream())
                .findFirst()
                .or(() -> relations.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst());
    }
}
