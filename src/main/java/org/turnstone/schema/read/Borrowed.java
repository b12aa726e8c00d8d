package org.turnstone.schema.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/**
 * A moment on somebody's connection, after which it is as it was: in the transaction that was open, with the settings
 * it had. Where no transaction was open, one is, for reading one moment of the database, and is ended.
 */
final class Borrowed implements AutoCloseable {
    /**
     * What deparsed text depends on. Objects' names are qualified when the path holds the system's schema only. A
     * definition is not waited for without end when somebody has locked its table exclusively.
     */
    private static final String SETTINGS = """
        select set_config('search_path', 'pg_catalog, pg_temp', true), set_config('TimeZone', 'UTC', true),
            set_config('DateStyle', 'ISO, MDY', true), set_config('IntervalStyle', 'postgres', true),
            set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true),
            set_config('quote_all_identifiers', 'off', true), set_config('lc_monetary', 'C', true),
            set_config('standard_conforming_strings', 'on', true), set_config('jit', 'off', true),
            set_config('max_parallel_workers_per_gather', '0', true),
            case when current_setting('lock_timeout') = '0' then set_config('lock_timeout', '10s', true) end\
        """;

    private static final String ALREADY_IN_TRANSACTION = "25001";

    private final Connection connection;
    private final boolean ours;

    Borrowed(Connection connection) throws SQLException {
        this.connection = connection;
        this.ours = connection.getAutoCommit() && begin();
        if (ours) {
            execute("set transaction isolation level repeatable read, read only");
        } else {
            execute("savepoint turnstone_snapshot");
        }
        try {
            execute(SETTINGS);
        } catch (SQLException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Begins a transaction. A script may have begun one by itself: then the server only warns, and it stays theirs. */
    private boolean begin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin");
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                if (ALREADY_IN_TRANSACTION.equals(w.getSQLState())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Makes a query's failure harmless for what comes after it. */
    void mark() throws SQLException {
        execute("savepoint turnstone_query");
    }

    void backToMark() throws SQLException {
        execute("rollback to savepoint turnstone_query");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void closeAfter(SQLException failure) {
        try {
            close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (ours) {
            execute("rollback");
        } else {
            execute("rollback to savepoint turnstone_snapshot");
            execute("release savepoint turnstone_snapshot");
        }
    }
}
