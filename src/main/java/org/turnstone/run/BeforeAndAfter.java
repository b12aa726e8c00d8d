package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.SnapshotScope;

/** What is looked at before, in and after a run's work: the schema, and for a dry run what must not change. */
final class BeforeAndAfter {
    /** A run that counts is not kept waiting for a look at more relations than that. */
    private static final int QUICK_TO_READ = 2000;

    private static final String CANCELLED = "57014";

    private final Connection connection;
    private final Set<String> historyTables;
    private final SnapshotScope scope;
    private final boolean rehearsing;
    private final SchemaLook before;
    private final SequenceValues sequences;
    private final HistoryRows history;
    private final Relations relations;
    private String transaction;
    private SchemaLook inside;
    private SchemaDifference change;
    private Evidence evidence;
    private List<String> moved = List.of();

    private BeforeAndAfter(Connection connection, Set<String> historyTables, boolean rehearsing) throws SQLException {
        this.connection = connection;
        this.historyTables = historyTables;
        this.scope = SnapshotScope.of(historyTables);
        this.rehearsing = rehearsing;
        this.before = rehearsing || isQuick() ? SchemaLook.at(connection, scope) : null;
        this.sequences = rehearsing ? SequenceValues.read(connection) : null;
        this.relations = rehearsing ? Relations.read(connection, historyTables) : null;
        // Where the tool's lock is a row in an open transaction, what it sees is not what there was before.
        this.history = rehearsing && connection.getAutoCommit() ? HistoryRows.read(connection, historyTables) : null;
    }

    /** Looks before anything was run. */
    static BeforeAndAfter begin(Connection connection, Set<String> historyTables, boolean rehearsing)
            throws SQLException {
        return new BeforeAndAfter(connection, historyTables, rehearsing);
    }

    private boolean isQuick() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.count(*) from pg_catalog.pg_class")) {
            row.next();
            return row.getInt(1) <= QUICK_TO_READ;
        }
    }

    /** Those that were there before; null when the run counts. */
    Relations relations() {
        return relations;
    }

    /** A rehearsal has begun its transaction. */
    void begun() throws SQLException {
        transaction = NothingChanged.transactionId(connection);
    }

    /** Everything has been carried out well, and in a rehearsal not been taken back yet. */
    void done() throws SQLException {
        if (before == null) {
            return;
        }
        inside = SchemaLook.at(connection, scope);
        change = before.to(inside);
        if (rehearsing && transaction == null) {
            begun();
        }
    }

    /** A rehearsal was taken back: looks whether anything is left of it. A connection that is broken tells nothing. */
    void takenBack() {
        try {
            if (!connection.isClosed()) {
                try {
                    look();
                } catch (SQLException e) {
                    if (!CANCELLED.equals(e.getSQLState())) {
                        throw e;
                    }
                    connection.rollback();
                    look(); // A cancel that was meant for a statement of the run came late.
                }
            }
        } catch (SQLException e) {
            evidence = new Evidence(
                    false, List.of("What the dry run left could not be looked at afterwards: " + e.getMessage()));
        }
    }

    private void look() throws SQLException {
        NothingChanged gathered = new NothingChanged();
        gathered.aborted(connection, transaction);
        gathered.sameSchema(before, SchemaLook.at(connection, scope));
        if (history != null) {
            gathered.sameHistory(history, HistoryRows.read(connection, historyTables));
        }
        moved = SequenceValues.read(connection).movedSince(sequences);
        evidence = gathered.evidence();
    }

    /** What the run did to the schema, or would have done; null when nobody looked. */
    SchemaDifference change() {
        return change;
    }

    /** Null when the run counts, or before it was taken back. */
    Evidence evidence() {
        return evidence;
    }

    /** The sequences that moved on all the same, each with its two values. */
    List<String> moved() {
        return moved;
    }

    /** What could not be looked at, a sentence each. */
    List<String> missing() {
        List<String> sentences = new ArrayList<>();
        if (before != null && change == null && inside != null) {
            sentences.add("What would change in the schema is not known, since it could not be read.");
        }
        return sentences;
    }
}
