package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;

/** Gathers why it can be believed that a run changed nothing. */
final class NothingChanged {
    /** More names than that tell nobody more. */
    private static final int NAMED = 5;

    private final List<String> proofs = new ArrayList<>();
    private boolean holds = true;

    /** The number that the server gave the transaction of the moment because it wrote something, or null. */
    static String transactionId(Connection connection) throws SQLException {
        return text(connection, "select pg_catalog.txid_current_if_assigned()::text");
    }

    /** Of a session that may only read, at its end. */
    static Evidence onlyRead(Connection connection) throws SQLException {
        NothingChanged gathered = new NothingChanged();
        String id = transactionId(connection);
        gathered.holds &= id == null;
        gathered.proofs.add(
                id == null
                        ? "The server gave the transaction no number, as it does when one writes:"
                                + " pg_current_xact_id_if_assigned() is null at its end."
                        : "The server gave the transaction the number " + id + ", as it does when one writes.");
        boolean readOnly = text(connection, "select pg_catalog.current_setting('transaction_read_only')")
                .equals("on");
        gathered.holds &= readOnly;
        gathered.proofs.add(
                readOnly
                        ? "It was READ ONLY: the server refuses to write in it."
                        : "It was not READ ONLY when its end was looked at.");
        return gathered.evidence();
    }

    /** Asks the server what became of a rehearsal's transaction. */
    void aborted(Connection connection, String id) throws SQLException {
        if (id == null) {
            return;
        }
        String status = text(connection, "select pg_catalog.txid_status(" + id + ")");
        holds &= "aborted".equals(status);
        proofs.add("The server says of the dry run's transaction, number " + id + ": " + status + ".");
    }

    /** The schema before and after. */
    void sameSchema(SchemaLook before, SchemaLook after) {
        SchemaDifference difference = before.to(after);
        if (difference == null) {
            String why = before.failure() != null ? before.failure() : after.failure();
            proofs.add("The schema was not compared with what it was before, since it could not be read: " + why);
            return;
        }
        holds &= difference.isEmpty();
        proofs.add(
                difference.isEmpty()
                        ? "The schema is what it was before, object by object: "
                                + Texts.count(before.snapshot().count(), "object") + ", fingerprint "
                                + before.snapshot().fingerprint().substring(0, 12) + "."
                        : "The schema is not what it was before: " + names(difference)
                                + ". A transaction that was aborted cannot have done that; another session has.");
        if (!before.snapshot().notVisible().isEmpty()) {
            proofs.add("Not compared, because this role may not see them: "
                    + String.join(", ", before.snapshot().notVisible()) + ".");
        }
    }

    private static String names(SchemaDifference difference) {
        List<String> names = difference.changes().stream()
                .limit(NAMED)
                .map(NothingChanged::name)
                .toList();
        int more = difference.changes().size() - names.size();
        return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String name(SchemaChange change) {
        return change.object().kind() + " " + change.object().name() + " "
                + change.kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The tool's own rows before and after. */
    void sameHistory(HistoryRows before, HistoryRows after) {
        int changes = after.changesSince(before).size();
        holds &= changes == 0;
        proofs.add(
                changes == 0
                        ? "The history holds the same " + Texts.count(before.count(), "row") + " as before."
                        : "The history differs in " + Texts.count(changes, "row")
                                + " from before: another session has written in it.");
    }

    Evidence evidence() {
        return new Evidence(holds, proofs);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
