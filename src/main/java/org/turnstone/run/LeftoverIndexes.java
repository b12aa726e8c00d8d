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

    private static void remove(Connection connection, String name, List<String> removed) throws SQLException {
        // An index that somebody is building at this moment is invalid as well: its table is locked against other
        // builds, by another process.
        String sql = "select pg_catalog.format('%I.%I', n.nspname, c.relname), i.indrelid::pg_catalog.regclass::text"
                + " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " where c.relname = ? and not i.indisvalid and c.relkind = 'i'"
                + " and pg_catalog.pg_table_is_visible(c.oid) and not exists (select from pg_catalog.pg_locks l"
                + " where l.relation = i.indrelid and l.pid <> pg_catalog.pg_backend_pid()"
                + " and l.mode = 'ShareUpdateExclusiveLock' and l.granted)";
        List<String[]> found = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, name);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    found.add(new String[] {row.getString(1), row.getString(2)});
                }
            }
        }
        for (String[] index : found) {
            try (Statement drop = connection.createStatement()) {
                drop.execute("drop index concurrently if exists " + index[0]);
            }
            removed.add("Removed the invalid index " + index[0] + " on " + index[1]
                    + ", which an interrupted CREATE INDEX CONCURRENTLY had left.");
        }
    }
}
