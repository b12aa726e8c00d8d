package org.turnstone.scratch;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.Driver;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Target;

/** Creates and drops the databases of one running cluster. */
record ScratchDatabases(Cluster cluster) {
    private static final String HOST = "127.0.0.1";
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String DEPENDENT_OBJECTS = "2BP01";

    /** The server cuts longer names off, which would let two of them meet. */
    private static final int LONGEST_NAME = 63;

    Target create(String name) throws ConnectionFailure {
        try (var connection = connect()) {
            var unique = createUnique(connection, name);
            return new Target(unique, address(unique), Limits.DEFAULT);
        } catch (SQLException e) {
            throw failure("could not create the database " + name, e);
        }
    }

    void drop(String name) throws ConnectionFailure {
        try (var connection = connect()) {
            execute(connection, "DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
        } catch (SQLException e) {
            throw failure("could not drop the database " + name, e);
        }
    }

    /** A copy of a database that nobody is in. */
    Target copy(String original, String name) throws ConnectionFailure {
        try (var connection = connect()) {
            execute(connection, "CREATE DATABASE " + quoted(name) + " TEMPLATE " + quoted(original));
            return new Target(name, address(name), Limits.DEFAULT);
        } catch (SQLException e) {
            throw failure("could not copy the database " + original, e);
        }
    }

    Set<String> roles() throws ConnectionFailure {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT rolname FROM pg_catalog.pg_roles")) {
            Set<String> roles = new TreeSet<>();
            while (row.next()) {
                roles.add(row.getString(1));
            }
            return roles;
        } catch (SQLException e) {
            throw failure("could not list its roles", e);
        }
    }

    /** As far as nothing depends on them. */
    void dropRoles(Set<String> names) throws ConnectionFailure {
        try (var connection = connect()) {
            for (var name : names) {
                try {
                    execute(connection, "DROP ROLE " + quoted(name));
                } catch (SQLException e) {
                    if (!DEPENDENT_OBJECTS.equals(e.getSQLState())) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            throw failure("could not drop roles", e);
        }
    }

    void logStatements(String name) throws ConnectionFailure {
        try (var connection = connect()) {
            execute(connection, "ALTER DATABASE " + quoted(name) + " SET log_statement = 'all'");
        } catch (SQLException e) {
            throw failure("could not be told to log what is sent to " + name, e);
        }
    }

    private static String createUnique(Connection connection, String name) throws SQLException {
        for (int number = 1; ; number++) {
            var suffix = number == 1 ? "" : "_" + number;
            var candidate = shortened(name, LONGEST_NAME - suffix.length()) + suffix;
            try {
                execute(connection, "CREATE DATABASE " + quoted(candidate));
                return candidate;
            } catch (SQLException e) {
                if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", ClusterTemplate.SUPERUSER);
        properties.setProperty("password", cluster.password().reveal());
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "turnstone");
        return new Driver().connect("jdbc:postgresql://" + HOST + ":" + cluster.port() + "/postgres", properties);
    }

    private Address address(String database) {
        // The server has no certificate; saying so saves every session a question.
        return new Address(
                HOST,
                cluster.port(),
                database,
                ClusterTemplate.SUPERUSER,
                cluster.password(),
                Map.of("sslmode", "disable"));
    }

    private static String shortened(String name, int bytes) {
        var result = name;
        while (result.getBytes(StandardCharsets.UTF_8).length > bytes) {
            result = result.substring(0, result.offsetByCodePoints(result.length(), -1));
        }
        return result;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private ConnectionFailure failure(String what, SQLException cause) {
        var log = cluster.logTail()
                .replace(cluster.password().reveal(), cluster.password().toString());
        var failure = new ConnectionFailure(
                ConnectionFailure.Kind.DATABASE,
                (cluster.label() + " " + what + ": " + cause.getMessage() + "\n" + log).strip());
        failure.initCause(cause);
        return failure;
    }
}
