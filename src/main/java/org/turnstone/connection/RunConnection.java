package org.turnstone.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The connection a format works through, which does not know whether it counts. A rehearsing one carries every
 * statement out inside one transaction, takes no commit seriously, and ends in a rollback; a counting one commits, and
 * when the answer to a commit is lost it asks the server what became of it instead of guessing.
 */
public final class RunConnection {
    /** Sees every statement before it is sent and after it failed. */
    public interface Watch {
        /** It will be asked about this connection. */
        default void over(RunConnection run) {}

        /** Called before anything is sent, the format's own statements too; throws to end the run here. */
        void beforeSending() throws SQLException;

        /** In a rehearsal: whether this statement may fail for reasons of the rehearsal, and is worth a savepoint. */
        boolean mayFailInRehearsal(String sql);

        /**
         * Whether such a failure is put up with. What the statement did is undone already; the transaction goes on if
         * it is, and the statement looks as if it had returned nothing.
         */
        boolean absorbs(String sql, SQLException failure);

        /**
         * In a rehearsal: whether this statement, which may be one of the format's callbacks, is not to be sent at all.
         */
        boolean leavesOut(String sql);

        /** In a rehearsal: the temporary tables that a commit at this moment would take away. */
        List<String> goneAtCommit();

        /** A statement was carried out and wrote this many rows; negative when it has no such number. */
        void wrote(long rows);

        /** What was sent last was answered: well, with null, or with a failure. */
        default void answered(SQLException failure) {}

        /** What was done since the last commit is now kept; in a rehearsal, it would be. */
        void committed();

        /** What was done since the last commit was taken back. */
        void rolledBack();
    }

    private static final Set<String> SENDING = Set.of(
            "execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "executeBatch", "executeLargeBatch");
    private static final String LOST = "08";

    /** PostgreSQL's code for ending a transaction where that is not allowed. */
    private static final String INVALID_TRANSACTION_TERMINATION = "2D000";

    private final Session session;
    private final boolean rehearsing;
    private final Watch watch;
    private final Connection raw;
    private final Connection proxy;
    private final CommitGuard guard;
    /** What the format believes: a rehearsal never really switches it on. */
    private boolean autoCommit = true;

    private SQLException lastFailure;

    public RunConnection(Session session, boolean rehearsing, Watch watch) throws SQLException {
        this.session = session;
        this.rehearsing = rehearsing;
        this.watch = watch;
        this.raw = session.connection();
        this.proxy = proxyOf(Connection.class, this::onConnection);
        this.guard = new CommitGuard(raw);
        watch.over(this);
        if (rehearsing) {
            raw.setAutoCommit(false);
            guard.set();
        }
    }

    /** What a format is handed. Closing it closes nothing: the session's owner does. */
    public Connection connection() {
        return proxy;
    }

    public Session session() {
        return session;
    }

    public boolean isRehearsing() {
        return rehearsing;
    }

    /** Whether the format believes that every statement is kept by itself. */
    public boolean isAutoCommit() {
        return autoCommit;
    }

    /** What the server said against what was sent last, or null when it said nothing against it. */
    public SQLException lastFailure() {
        return lastFailure;
    }

    /** Whether this statement would be sent with a savepoint before it, and so must be sent alone. */
    public boolean guards(String sql) {
        return rehearsing && watch.mayFailInRehearsal(sql);
    }

    /** What a failure means that came past this connection: in a rehearsal, perhaps that it met our guard. */
    public SQLException explained(SQLException failure) {
        return rehearsing && guard.caused(failure) ? stopped(failure) : failure;
    }

    /** Passes on how many rows a statement wrote that was sent together with others. */
    public void wrote(long rows) {
        watch.wrote(rows);
    }

    /** Whether nothing more will be sent, because somebody cancelled the run. */
    public boolean isEnded() {
        try {
            watch.beforeSending();
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    /** For a format: takes back the transaction it is in, if any, after a failure that counts more than one of this. */
    public void rollBack(Exception reason) {
        try {
            if (!autoCommit) {
                proxy.rollback();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** For a format: from now on every statement is kept by itself again. */
    public void endTransactions() {
        try {
            if (!raw.isClosed()) {
                proxy.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // The connection is broken: the run ends, and what was open in it is rolled back by the server.
        }
    }

    /** Takes back everything a rehearsal did. */
    public void discard() throws SQLException {
        if (!raw.isClosed()) {
            raw.rollback();
        }
    }

    /** In a rehearsal: fails when a commit at this moment would. */
    public void askDeferredConstraints() throws SQLException {
        DeferredConstraints.ask(raw);
    }

    private Object onConnection(Object self, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close":
                return null;
            case "unwrap", "isWrapperFor":
                return unwrap(method, (Class<?>) arguments[0]);
            case "createStatement":
                return statement(Statement.class, (Statement) call(raw, method, arguments), null);
            case "prepareStatement":
                return statement(PreparedStatement.class, (PreparedStatement) call(raw, method, arguments), (String)
                        arguments[0]);
            case "prepareCall":
                return statement(CallableStatement.class, (CallableStatement) call(raw, method, arguments), (String)
                        arguments[0]);
            case "commit":
                if (rehearsing) {
                    pretendToCommit();
                } else {
                    commit();
                }
                return null;
            case "rollback":
                if (arguments == null) {
                    watch.rolledBack();
                }
                return call(raw, method, arguments);
            case "setAutoCommit":
                autoCommit = (boolean) arguments[0];
                if (!rehearsing) {
                    raw.setAutoCommit(autoCommit);
                }
                return null;
            case "getAutoCommit":
                return autoCommit;
            default:
                return call(raw, method, arguments);
        }
    }

    private Object unwrap(Method method, Class<?> type) throws SQLException {
        boolean ours = type.isInstance(raw);
        if (method.getName().equals("isWrapperFor")) {
            return ours || raw.isWrapperFor(type);
        }
        watch.beforeSending(); // Only COPY asks for the driver's own connection, to send with it.
        lastFailure = null;
        return ours ? raw : raw.unwrap(type);
    }

    private void pretendToCommit() throws SQLException {
        askDeferredConstraints();
        for (String table : watch.goneAtCommit()) {
            try (Statement statement = raw.createStatement()) {
                statement.execute("drop table if exists pg_temp.\"" + table.replace("\"", "\"\"") + "\"");
            }
        }
        watch.committed();
    }

    private void commit() throws SQLException {
        String transaction = transactionId();
        try {
            raw.commit();
            watch.committed();
        } catch (SQLException e) {
            if (transaction == null
                    || e.getSQLState() == null
                    || !e.getSQLState().startsWith(LOST)) {
                throw e;
            }
            throw lostCommit(transaction, e);
        }
    }

    private String transactionId() throws SQLException {
        if (session.server().versionNumber() < 130000) {
            return null;
        }
        try (Statement statement = raw.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_current_xact_id_if_assigned()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The server was asked to commit and its answer never came: it knows what it did. */
    private SQLException lostCommit(String transaction, SQLException lost) {
        String answer = null;
        try (Session second = Session.open(session.target(), "turnstone commit check");
                PreparedStatement ask =
                        second.connection().prepareStatement("select pg_catalog.pg_xact_status(?::text::xid8)")) {
            ask.setString(1, transaction);
            for (int i = 0; i < 50 && (answer == null || answer.equals("in progress")); i++) {
                try (ResultSet row = ask.executeQuery()) {
                    row.next();
                    answer = row.getString(1);
                }
                if ("in progress".equals(answer)) {
                    Thread.sleep(200);
                }
            }
        } catch (SQLException | ConnectionFailure e) {
            lost.addSuppressed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String verdict = answer == null || answer.equals("in progress")
                ? "and the server cannot be asked what became of it; look at the status before going on"
                : answer.equals("committed")
                        ? "but the server says it was committed"
                        : "and the server says it was rolled back";
        return new SQLException("The connection was lost while committing, " + verdict + ".", "08007", lost);
    }

    private <T extends Statement> T statement(Class<T> type, T real, String preparedSql) {
        return proxyOf(type, new InvocationHandler() {
            /** Set when a failure was tolerated: the statement then looks as if it had returned nothing. */
            private boolean undone;

            @Override
            public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
                if (!SENDING.contains(method.getName())) {
                    return undone && !method.getName().equals("close")
                            ? emptyAnswer(method.getName(), real, method, arguments)
                            : call(real, method, arguments);
                }
                watch.beforeSending();
                undone = false;
                String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                        ? text
                        : preparedSql;
                if (rehearsing && preparedSql == null && sql != null && watch.leavesOut(sql)) {
                    undone = true;
                    return nothing(method);
                }
                if (rehearsing && sql != null && watch.mayFailInRehearsal(sql)) {
                    return guarded(method, arguments, sql);
                }
                return sent(method, arguments);
            }

            private Object sent(Method method, Object[] arguments) throws Throwable {
                lastFailure = null;
                try {
                    Object result = call(real, method, arguments);
                    if (rehearsing && !inTransaction()) {
                        throw stopped(null);
                    }
                    if (method.getName().equals("execute")) {
                        watch.wrote(Boolean.TRUE.equals(result) ? -1 : real.getLargeUpdateCount());
                    }
                    return result;
                } catch (SQLException e) {
                    lastFailure = guard.caused(e) ? stopped(e) : e;
                    throw lastFailure;
                } finally {
                    watch.answered(lastFailure);
                }
            }

            private Object guarded(Method method, Object[] arguments, String sql) throws Throwable {
                Savepoint savepoint = raw.setSavepoint();
                try {
                    Object result = sent(method, arguments);
                    raw.releaseSavepoint(savepoint);
                    return result;
                } catch (SQLException e) {
                    raw.rollback(savepoint);
                    if (guard.caused(e.getCause() instanceof SQLException cause ? cause : e)) {
                        return withoutGuard(method, arguments);
                    }
                    if (!watch.absorbs(sql, e)) {
                        throw e;
                    }
                    undone = true;
                    return nothing(method);
                }
            }

            /** It asked all constraints, and met ours. */
            private Object withoutGuard(Method method, Object[] arguments) throws Throwable {
                guard.lift();
                Object result = sent(method, arguments);
                guard.restore();
                return result;
            }
        });
    }

    private boolean inTransaction() throws SQLException {
        return raw.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    private static SQLException stopped(SQLException e) {
        return new SQLException(
                "This ends the transaction that a rehearsal must stay inside, so the rehearsal was ended here.",
                INVALID_TRANSACTION_TERMINATION,
                e);
    }

    private static Object nothing(Method method) {
        Class<?> type = method.getReturnType();
        return type == boolean.class ? false : type == int.class ? 0 : type == long.class ? (Object) 0L : null;
    }

    private static Object emptyAnswer(String name, Statement real, Method method, Object[] arguments) throws Throwable {
        return switch (name) {
            case "getUpdateCount" -> -1;
            case "getLargeUpdateCount" -> -1L;
            case "getMoreResults" -> false;
            case "getWarnings" -> null;
            default -> call(real, method, arguments);
        };
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxyOf(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RunConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
