package org.turnstone.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** A server with the roles and the base schema that the corpus needs, and databases that have just that. */
final class CorpusServer {
    private static final SnapshotScope ALL = SnapshotScope.of(Set.of());

    final int port;
    private final String user;
    private final String password;
    private final String base;

    CorpusServer(int port, String user, String password, String base) throws SQLException {
        this.port = port;
        this.user = user;
        this.password = password;
        this.base = base;
        try (Connection connection = connect("postgres")) {
            for (String role : List.of("corpus_anna", "corpus_readers", "corpus_super superuser")) {
                execute(
                        connection,
                        "do $$ begin create role " + role + "; exception when duplicate_object then end $$");
            }
            execute(connection, "create database " + base);
        }
        try (Connection connection = connect(base)) {
            execute(connection, Corpus.base());
        }
    }

    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("preferQueryMode", "extendedForPrepared");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** A database with the base schema in it, which is undone by its inverse or made anew. */
    final class Database implements AutoCloseable {
        final String name;
        private Connection connection;
        private Snapshot before;

        Database(String name) throws SQLException {
            this.name = name;
            make();
        }

        Snapshot before() {
            return before;
        }

        Snapshot now() throws SQLException {
            return Snapshot.read(connection, ALL);
        }

        void apply(String sql) throws SQLException {
            execute(connection, sql);
        }

        /** Runs a derived revert in one transaction. */
        void revert(DerivedRevert revert) throws SQLException {
            execute(connection, "reset all; reset role");
            connection.setAutoCommit(false);
            try {
                for (String statement : revert.statements()) {
                    execute(connection, statement);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }

        /** The database is as it was before, but its rows may be others. */
        void restored(Snapshot again) throws SQLException {
            before = again;
            execute(connection, "reset all; reset role");
        }

        void anew() throws SQLException {
            close();
            make();
        }

        private void make() throws SQLException {
            try (Connection admin = connect("postgres")) {
                execute(admin, "create database " + name + " template " + base);
            }
            connection = connect(name);
            before = now();
        }

        @Override
        public void close() throws SQLException {
            forgetSubscriptions();
            connection.close();
            try (Connection admin = connect("postgres")) {
                execute(admin, "drop database " + name + " with (force)");
            }
        }

        /** One that is left would keep the database from being dropped. */
        private void forgetSubscriptions() throws SQLException {
            execute(connection, "rollback; reset all; reset role");
            List<String> names = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select subname from pg_subscription where subdbid ="
                            + " (select oid from pg_database where datname = current_database())")) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            for (String subscription : names) {
                execute(connection, "alter subscription " + subscription + " disable");
                execute(connection, "alter subscription " + subscription + " set (slot_name = none)");
                execute(connection, "drop subscription " + subscription);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
