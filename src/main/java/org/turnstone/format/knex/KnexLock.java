package org.turnstone.format.knex;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knex's lock: its one row, set from 0 to 1 (Migrator._lockMigrations). It is taken in a transaction that stays open, as
 * knex does where all migrations are one transaction, so that a crash leaves nothing behind. A run that needs several
 * transactions keeps it by committing it, and must give it back.
 */
final class KnexLock implements org.turnstone.format.MigrationLock {
    private enum State {
        FREE,
        IN_TRANSACTION,
        KEPT
    }

    /** Somebody else is making the tables, or holds the row, at this moment. */
    private static final Set<String> TAKEN_MEANWHILE = Set.of("55P03", "23505", "42P07");

    private static final String CANCELLED = "57014";

    private final Connection connection;
    private final KnexTables tables;
    private State state = State.FREE;
    private boolean madeTables;

    /** By the session's own connection, not the one a run observes. */
    KnexLock(Connection connection, KnexTables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    KnexTables tables() {
        return tables;
    }

    boolean isTaken() {
        return state != State.FREE;
    }

    @Override
    public boolean tryTake() throws SQLException {
        connection.setAutoCommit(false);
        try {
            madeTables = tables.create();
            if (takeRow()) {
                state = State.IN_TRANSACTION;
                return true;
            }
            end(false);
            return false;
        } catch (SQLException e) {
            end(false);
            if (TAKEN_MEANWHILE.contains(String.valueOf(e.getSQLState()))) {
                return false;
            }
            throw e;
        }
    }

    /** Without waiting for somebody whose transaction has it. */
    private boolean takeRow() throws SQLException {
        int free = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select \"index\" from " + tables.lock() + " where \"is_locked\" = 0 for update skip locked")) {
            while (row.next()) {
                free++;
            }
        }
        // As knex has it: none is locked, and so are two.
        return free == 1
                && tables.execute("update " + tables.lock() + " set \"is_locked\" = 1 where \"is_locked\" = 0") == 1;
    }

    /** Lets the lock outlast transactions: from now on it is seen by everybody. */
    void keep() throws SQLException {
        if (state == State.IN_TRANSACTION) {
            end(true);
            state = State.KEPT;
        }
    }

    /** For a run that is one transaction: knex's tables stay even if it fails. */
    void keepTables() throws SQLException {
        if (state == State.IN_TRANSACTION && madeTables) {
            free(connection);
            connection.commit();
            madeTables = false;
            if (!takeRow()) {
                end(false);
                throw new SQLException("Somebody else took knex's migration lock at this moment.", "55P03");
            }
        }
    }

    /** Lets knex take it by itself, in its own transaction. */
    void handOver() throws SQLException {
        if (state == State.IN_TRANSACTION) {
            end(false);
        }
    }

    /** The transaction in which it was taken has ended by other hands. */
    void ended() {
        if (state == State.IN_TRANSACTION) {
            state = State.FREE;
        }
    }

    /** Writes that nobody holds it, as knex does before it commits. */
    void free(Connection by) throws SQLException {
        tables.by(by).execute("update " + tables.lock() + " set \"is_locked\" = 0");
    }

    private void end(boolean commit) throws SQLException {
        state = State.FREE;
        if (commit) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    @Override
    public void release(Connection by) throws SQLException {
        if (state == State.IN_TRANSACTION) {
            if (by == connection) {
                end(false);
            }
            state = State.FREE; // A broken session's transaction is gone with it.
            return;
        }
        if (state == State.KEPT) {
            if (!by.getAutoCommit()) {
                by.rollback();
                by.setAutoCommit(true);
            }
            freeDespiteCancel(by);
            state = State.FREE;
        }
    }

    /** A cancel sent for the migration may arrive only now. */
    private void freeDespiteCancel(Connection by) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                free(by);
                return;
            } catch (SQLException e) {
                if (attempt == 3 || !CANCELLED.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Optional<String> holder() throws SQLException {
        if (tables.lockExists()) {
            int[] rows = tables.lockRows();
            if (rows[1] > 0 || rows[0] > 1) {
                return Optional.of(stuck(tables, rows));
            }
        }
        return holderInTransaction();
    }

    /** What a set lock means, and the way out. */
    static String stuck(KnexTables tables, int[] rows) {
        return rows[0] > 1
                ? tables.lock() + " has " + rows[0] + " rows, which knex takes for locked; `npx knex migrate:unlock`"
                        + " makes it one again"
                : tables.lock() + " says is_locked = 1: knex or Turnstone is migrating, or one that was killed left it"
                        + " so. When nobody is migrating, `npx knex migrate:unlock` frees it";
    }

    @Override
    public List<Integer> holders() throws SQLException {
        List<Integer> pids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select l.pid from pg_catalog.pg_locks l where " + inTransaction())) {
            while (row.next()) {
                pids.add(row.getInt(1));
            }
        }
        return pids;
    }

    private String inTransaction() {
        return "l.locktype = 'relation' and l.granted"
                + " and l.mode = 'RowExclusiveLock' and l.pid <> pg_catalog.pg_backend_pid()"
                + " and l.database = (select oid from pg_catalog.pg_database where datname = current_database())"
                + " and l.relation = pg_catalog.to_regclass('" + tables.lock().replace("'", "''") + "')";
    }

    private Optional<String> holderInTransaction() throws SQLException {
        String sql = "select l.pid, a.application_name, a.usename, a.client_addr::text from pg_catalog.pg_locks l"
                + " left join pg_catalog.pg_stat_activity a using (pid) where " + inTransaction();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            String application = row.getString(2);
            return Optional.of("server process " + row.getInt(1)
                    + (application == null || application.isEmpty() ? "" : " (" + application + ")")
                    + (row.getString(3) == null ? "" : ", user " + row.getString(3))
                    + (row.getString(4) == null ? "" : ", from " + row.getString(4)));
        }
    }
}
