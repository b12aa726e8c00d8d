package org.turnstone.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.turnstone.connection.ConnectionFailure.Kind;

/**
 * An open connection to a target, with the limits and the name a run's session has, so that people who look at the
 * server see who is working and the server notices when Turnstone is gone.
 */
public final class Session implements AutoCloseable {
    /** A run has its own name, and TLS parameters mean other things to libpq: see {@link TlsProperties}. */
    private static final Set<String> SET_ELSEWHERE =
            Set.of("ApplicationName", "sslmode", "sslrootcert", "sslcert", "sslkey");

    private final Target target;
    private final Connection connection;
    private final ServerInfo server;
    /** Cancels what works for this session elsewhere; null when nothing does. */
    private volatile Runnable elsewhere;
    /** A program that works for this session, one task after another; null when there is none. */
    private AutoCloseable companion;

    private volatile Redaction redaction;

    private Session(Target target, Connection connection, ServerInfo server) {
        this.target = target;
        this.redaction = Redaction.of(target.address());
        this.connection = connection;
        this.server = server;
    }

    /** Opens a session that may only read, and sees one moment of the database throughout. */
    public static Session openReadOnly(Target target, String applicationName) throws ConnectionFailure {
        Session session = open(target, applicationName);
        try {
            session.connection.setReadOnly(true);
            session.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            session.connection.setAutoCommit(false);
            return session;
        } catch (SQLException e) {
            session.close();
            throw failure(e, target);
        }
    }

    /** Opens a session with the target's limits. */
    public static Session open(Target target, String applicationName) throws ConnectionFailure {
        Address address = target.address();
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        // Without a password the driver would look into .pgpass itself, whoever may read that file.
        properties.setProperty(
                "password", address.password() == null ? "" : address.password().reveal());
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        // Scripts reach the server byte for byte as one message; only our own queries with parameters are prepared.
        properties.setProperty("preferQueryMode", "extendedForPrepared");
        // Our few prepared queries gain nothing from names on the server, and a pooler would trip over them.
        properties.setProperty("prepareThreshold", "0");
        Map<String, String> parameters = DriverParameters.of(address);
        parameters.keySet().removeAll(SET_ELSEWHERE);
        parameters.forEach(properties::setProperty);
        TlsProperties.put(address.parameters(), properties);
        Connection connection = null;
        try {
            // The database's name is the only part of an address in this URL; everything else goes by properties.
            connection = new Driver()
                    .connect(
                            "jdbc:postgresql://" + hosts(address) + "/" + PercentEncoding.encode(address.database()),
                            properties);
            ServerInfo server = limit(connection, target.limits());
            setUp(connection, target.setup());
            return new Session(target, connection, server);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw failure(e, target);
        } catch (ConnectionFailure e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** The driver knows no sockets and no hostaddr; where there is an IP address, it is the one to connect to. */
    private static String hosts(Address address) throws ConnectionFailure {
        List<String> hosts = new ArrayList<>();
        for (Host host : address.hosts()) {
            if (host.isSocket()) {
                throw new ConnectionFailure(
                        Kind.ADDRESS,
                        "The address names the folder of a Unix socket, and Turnstone connects over TCP only. Give a"
                                + " host instead, such as localhost.");
            }
            hosts.add(
                    host.address() == null
                            ? host.toString()
                            : Host.of(host.address(), host.port()).toString());
        }
        return String.join(",", hosts);
    }

    public Target target() {
        return target;
    }

    public Connection connection() {
        return connection;
    }

    public ServerInfo server() {
        return server;
    }

    /** Takes the target's password out of a text. */
    public Redaction redaction() {
        return redaction;
    }

    /** Has these taken out as well: what a project fills into its scripts may be a password, too. */
    public void hide(Collection<Secret> secrets) {
        redaction = Redaction.of(target.address()).withFilledIn(secrets);
    }

    /** What a cancel has to end as well, such as a program that works on the target for this session; null for nothing. */
    public void cancelsToo(Runnable cancelElsewhere) {
        elsewhere = cancelElsewhere;
    }

    /** The program that works for this session, or null. */
    public AutoCloseable companion() {
        return companion;
    }

    /** Has a program work for this session from now on, and ends the one before. It ends with the session. */
    public void accompaniedBy(AutoCloseable next) {
        closeQuietly(companion);
        companion = next;
    }

    /** Cancels on the server what this session is doing at this moment. Safe from any thread. */
    public void cancel() {
        Runnable other = elsewhere;
        if (other != null) {
            other.run();
        }
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The statement has ended or the connection is gone: there is nothing left to cancel.
        }
    }

    /** Whether a pooler is in between, which may hand each transaction to another server process. */
    public boolean isPooled() throws SQLException {
        int announced = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1) != announced;
        }
    }

    @Override
    public void close() {
        closeQuietly(companion);
        closeQuietly(connection);
    }

    private static ServerInfo limit(Connection connection, Limits limits) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ServerInfo server;
            boolean pooled;
            try (ResultSet row = statement.executeQuery("select pg_catalog.current_setting('server_version'),"
                    + " pg_catalog.current_setting('server_version_num')::int, pg_catalog.current_database(),"
                    + " current_user, pg_catalog.pg_is_in_recovery(), pg_catalog.pg_backend_pid()")) {
                row.next();
                pooled = row.getInt(6) != connection.unwrap(PGConnection.class).getBackendPID();
                String version = row.getString(1);
                int space = version.indexOf(' ');
                server = new ServerInfo(
                        space < 0 ? version : version.substring(0, space),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5));
            }
            if (pooled) {
                // The process is other people's, too: what is set in it would stay for them.
                return server;
            }
            statement.execute("set lock_timeout = " + limits.lockTimeout().toMillis());
            statement.execute(
                    "set statement_timeout = " + limits.statementTimeout().toMillis());
            if (server.versionNumber() >= 140000) {
                setWhereSupported(statement, "set client_connection_check_interval = 1000");
            }
            return server;
        }
    }

    /** The server stops a statement whose client is gone; some platforms' servers cannot and refuse the setting. */
    private static void setWhereSupported(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!"22023".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Puts what the driver says into one of the kinds people can do something about, without the password. */
    public static ConnectionFailure failure(SQLException e, Target target) {
        return new FailureReading(e, target).failure();
    }

    private static void setUp(Connection connection, SessionSetup setup) throws SQLException, ConnectionFailure {
        try (Statement statement = connection.createStatement()) {
            if (!setup.role().isEmpty()) {
                assume(setup.role(), statement);
            }
            if (!setup.searchPath().isEmpty()) {
                String path = setup.searchPath().stream().map(Session::quoted).collect(Collectors.joining(", "));
                statement.execute("set search_path = " + path);
            }
        }
    }

    private static void assume(String role, Statement statement) throws SQLException, ConnectionFailure {
        try {
            statement.execute("set role " + quoted(role));
        } catch (SQLException e) {
            String why = switch (e.getSQLState()) {
                case "42501" -> "may not become it. Somebody who may grants it: GRANT role TO user";
                case "22023" -> "cannot become it, because there is no such role";
                case null, default -> throw e;
            };
            throw new ConnectionFailure(
                    Kind.RIGHTS, "The profile assumes the role " + role + ", and the user who enters " + why + ".");
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static void closeQuietly(AutoCloseable open) {
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                // Closing tells the server; when it cannot be told, it notices by itself.
            }
        }
    }
}
