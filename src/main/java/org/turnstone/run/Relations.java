package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The relations that were there before a run: what it makes itself nobody else can wait for. */
final class Relations {
    /**
     * One of them.
     *
     * @param name qualified, as it was called before the run
     * @param bareName without its schema and quotes
     * @param rows how many the planner thinks there are; null when nobody knows
     * @param table for an index: the table it belongs to; 0 for others
     * @param history whether it is one of the migration tool's own
     */
    record Relation(
            long oid, String name, String bareName, Kind kind, long file, Long rows, long table, boolean history) {
        /** Whether rows read and written in it are of interest. */
        boolean countsRows() {
            return kind.hasRows() && !history;
        }
    }

    /** What a relation is, as people say it. */
    enum Kind {
        TABLE("table"),
        INDEX("index"),
        SEQUENCE("sequence"),
        VIEW("view"),
        MATERIALIZED_VIEW("materialized view"),
        FOREIGN_TABLE("foreign table"),
        TYPE("composite type");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Whether it has rows that are scanned and written. */
        boolean hasRows() {
            return this == TABLE || this == MATERIALIZED_VIEW;
        }

        private static Kind of(String relkind) {
            return switch (relkind) {
                case "i", "I" -> INDEX;
                case "S" -> SEQUENCE;
                case "v" -> VIEW;
                case "m" -> MATERIALIZED_VIEW;
                case "f" -> FOREIGN_TABLE;
                case "c" -> TYPE;
                default -> TABLE;
            };
        }
    }

    /** TOAST tables follow their tables and are left out. Where nobody has analysed, the live rows counted are asked. */
    private static final String QUERY = """
        select c.oid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), c.relname,
            c.relkind, c.relfilenode, i.indrelid,
            case when c.relkind not in ('r', 'p', 'm', 'f') then null
                when c.reltuples > 0 or c.reltuples = 0 and c.relpages > 0 then c.reltuples::bigint
                else nullif(pg_catalog.pg_stat_get_live_tuples(c.oid), 0) end
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_index i on i.indexrelid = c.oid
        where c.oid >= 16384 and c.relkind <> 't' and n.nspname !~ '^pg_(toast|temp)'
        """;

    private final Map<Long, Relation> relations;
    private final Set<String> bareNames;
    private final long newest;

    private Relations(Map<Long, Relation> relations, long newest) {
        this.relations = relations;
        this.bareNames = relations.values().stream().map(Relation::bareName).collect(Collectors.toSet());
        this.newest = newest;
    }

    /** Reads them. Before anything was run, so that names mean what they say. */
    static Relations read(Connection connection, Set<String> historyTables) throws SQLException {
        Map<Long, Relation> relations = new HashMap<>();
        long newest = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                long oid = row.getLong(1);
                newest = Math.max(newest, oid);
                relations.put(
                        oid,
                        new Relation(
                                oid,
                                row.getString(2),
                                row.getString(3),
                                Kind.of(row.getString(4)),
                                row.getLong(5),
                                row.getObject(7, Long.class),
                                row.getLong(6),
                                historyTables.contains(row.getString(3))));
            }
        }
        return new Relations(relations, newest);
    }

    /** Null when it was not there before the run. */
    Relation of(long oid) {
        return relations.get(oid);
    }

    /** What a script may call them. */
    Set<String> bareNames() {
        return bareNames;
    }

    /** The OIDs of those that are filled by a statement of their own. */
    List<Long> materializedViews() {
        return relations.values().stream()
                .filter(relation -> relation.kind() == Kind.MATERIALIZED_VIEW)
                .map(Relation::oid)
                .toList();
    }

    /** The highest OID among them. */
    long newest() {
        return newest;
    }
}
