package org.turnstone.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.format.Migration;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptText;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.StatementTraits;

/**
 * Invalid indexes that an interrupted CREATE INDEX CONCURRENTLY left behind. The next attempt would meet them as
 * "already exists" or, with IF NOT EXISTS, would silently leave them invalid. No query uses an invalid index, so
 * removing the one a pending migration is about to build takes nothing from anybody.
 */
final class LeftoverIndexes {
    private LeftoverIndexes() {}

    /** Removes those that the migrations' scripts are about to build. Gives a sentence for each. */
    static List<String> removeFor(Connection connection, List<Migration> migrations)
            throws SQLException, ProjectProblem {
        List<String> removed = new ArrayList<>();
        for (Migration migration : migrations) {
            if (migration.transactional()) {
                continue;
            }
            String text =
                    ScriptText.read(migration.scriptName(), migration.script()).text();
            for (org.turnstone.sql.Statement statement : Splitter.split(text).statements()) {
                StatementTraits traits = StatementTraits.of(statement.text(text));
                if (traits.concurrentIndex() && traits.indexName() != null) {
                    remove(connection, traits.indexName(), removed);
                }
            }
        }
        return removed;
    }

    /** Every one in the database. */
    static List<LeftoverIndex> all(Connection connection) throws SQLException {
        List<LeftoverIndex> found = new ArrayList<>();
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(LEFT + " order by 1")) {
            while (row.next()) {
                found.add(leftover(row));
            }
        }
        return found;
    }

    private static LeftoverIndex leftover(ResultSet row) throws SQLException {
        return new LeftoverIndex(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4));
    }

    /**
     * An index that somebody is building at this moment is invalid as well: its table is locked against other builds,
     * by another process. One on a partitioned table is invalid until each partition has its own.
     */
    private static final String LEFT = "select pg_catalog.format('%I.%I', n.nspname, c.relname),"
            + " (select pg_catalog.format('%I.%I', tn.nspname, t.relname) from pg_catalog.pg_class t join"
            + " pg_catalog.pg_namespace tn on tn.oid = t.relnamespace where t.oid = i.indrelid),"
            + " pg_catalog.pg_get_indexdef(i.indexrelid), c.relname ~ '_cc(new|old)[0-9]*$'"
            + " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where not i.indisvalid and c.relkind = 'i'"
            + " and not exists (select from pg_catalog.pg_locks l"
            + " where l.relation = i.indrelid and l.pid <> pg_catalog.pg_backend_pid()"
            + " and l.mode = 'ShareUpdateExclusiveLock' and l.granted)";

    private static void remove(Connection connection, String name, List<String> removed) throws SQLException {
        List<LeftoverIndex> found = new ArrayList<>();
        try (PreparedStatement ask =
                connection.prepareStatement(LEFT + " and c.relname = ? and pg_catalog.pg_table_is_visible(c.oid)")) {
            ask.setString(1, name);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    found.add(leftover(row));
                }
            }
        }
        for (LeftoverIndex each : found) {
            drop(connection, each.index());
            removed.add("Removed the invalid index " + each.index() + " on " + each.table()
                    + ", which an interrupted CREATE INDEX CONCURRENTLY had left.");
        }
    }

    /** @param index one of those found here, as found */
    static void drop(Connection connection, String index) throws SQLException {
        try (Statement drop = connection.createStatement()) {
            drop.execute("drop index concurrently if exists " + index);
        }
    }
}
