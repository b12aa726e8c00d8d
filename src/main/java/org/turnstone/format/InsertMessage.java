package org.turnstone.format;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.turnstone.connection.RunConnection;

/**
 * Several statements as one message to the server, inside a transaction. What the server says against one of them is
 * given as if that one had been sent alone.
 */
final class InsertMessage {
    private final StringBuilder text = new StringBuilder();
    /** Where each statement begins, in the characters the server counts. */
    private final int[] starts;

    private final List<Long> rows = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int failedAt;

    InsertMessage(List<ScriptStatement> statements) {
        starts = new int[statements.size()];
        int characters = 0;
        for (int i = 0; i < starts.length; i++) {
            String sql = statements.get(i).sql();
            starts[i] = characters;
            // On a line of its own, for the statement may end in a comment.
            text.append(sql).append("\n;");
            characters += sql.codePointCount(0, sql.length()) + 2;
        }
    }

    /** How many rows each statement wrote that was carried out. */
    List<Long> rows() {
        return rows;
    }

    List<String> notices() {
        return notices;
    }

    /** Which statement the server refused. */
    int failedAt() {
        return failedAt;
    }

    /** Sends it; what the server said against it, or null. */
    SQLException send(RunConnection run) throws SQLException {
        // A plain statement of the driver's would not tell how far it came.
        QueryExecutor executor = run.connection().unwrap(BaseConnection.class).getQueryExecutor();
        Query query = executor.createQuery(text.toString(), false, false).query;
        Answers answers = new Answers();
        try {
            executor.execute(
                    query, null, answers, 0, 0, QueryExecutor.QUERY_NO_RESULTS | QueryExecutor.QUERY_EXECUTE_AS_SIMPLE);
            return null;
        } catch (SQLException e) {
            failedAt = rows.size();
            return run.explained(placed(e));
        }
    }

    private final class Answers extends ResultHandlerBase {
        @Override
        public void handleCommandStatus(String status, long count, long oid) {
            rows.add(count);
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            notices.add(warning.getMessage());
        }
    }

    /** With the position in the statement instead of the one in the message. */
    private SQLException placed(SQLException e) {
        ServerErrorMessage said = e instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        if (said == null || said.getPosition() == 0) {
            return e;
        }
        int at = starts.length - 1;
        while (at > 0 && starts[at] > said.getPosition() - 1) {
            at--;
        }
        failedAt = at;
        StringBuilder fields = new StringBuilder();
        put(fields, 'S', said.getSeverity());
        put(fields, 'C', said.getSQLState());
        put(fields, 'M', said.getMessage());
        put(fields, 'D', said.getDetail());
        put(fields, 'H', said.getHint());
        put(fields, 'P', Integer.toString(said.getPosition() - starts[at]));
        put(fields, 'W', said.getWhere());
        put(fields, 's', said.getSchema());
        put(fields, 't', said.getTable());
        put(fields, 'c', said.getColumn());
        put(fields, 'd', said.getDatatype());
        put(fields, 'n', said.getConstraint());
        put(fields, 'R', said.getRoutine());
        return new PSQLException(new ServerErrorMessage(fields.toString()));
    }

    private static void put(StringBuilder fields, char kind, String value) {
        if (value != null) {
            fields.append(kind).append(value).append('\0');
        }
    }
}
