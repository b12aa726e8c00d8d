package org.turnstone.connection;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.turnstone.connection.ConnectionFailure.Kind;

/**
 * An open connection to a target, with the limits and the name a run's session has, so that people who look at the
 * server see who is working and the server notices when Turnstone is gone.
 */
public final class Session implements AutoCloseable {
    /** libpq's parameters that the driver knows, and its names for them. */
    private static final Map<String, String> DRIVER_PARAMETERS = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("require_auth", "requireAuth"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("options", "options"),
            Map.entry("target_session_attrs", "targetServerType"),
            Map.entry("gssencmode", "gssEncMode"));

    private final Target target;
    private final Connection connection;
    private final ServerInfo server;
    /** Cancels what works for this session elsewhere; null when nothing does. */
    private volatile Runnable elsewhere;

    private Session(Target target, Connection connection, ServerInfo server) {
        this.target = target;
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
        if (address.password() != null) {
            properties.setProperty("password", address.password().reveal());
        }
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        // Scripts reach the server byte for byte as one message; only our own queries with parameters are prepared.
        properties.setProperty("preferQueryMode", "extendedForPrepared");
        // Our few prepared queries gain nothing from names on the server, and a pooler would trip over them.
        properties.setProperty("prepareThreshold", "0");
        address.parameters().forEach((name, value) -> {
            String driverName = DRIVER_PARAMETERS.get(name);
            if (driverName != null) {
                properties.setProperty(driverName, value);
            }
        });
        Connection connection = null;
        try {
            // The database's name is the only part of an address in this URL; everything else goes by properties.
            connection = new Driver()
                    .connect(
                            "jdbc:postgresql://" + Addresses.server(address) + "/"
                                    + PercentEncoding.encode(address.database()),
                            properties);
            ServerInfo server = limit(connection, target.limits());
            return new Session(target, connection, server);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw failure(e, target);
        }
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
        return Redaction.of(target.address().password());
    }

    /** What a cancel has to end as well, such as a program that works on the target for this session; null for nothing. */
    public void cancelsToo(Runnable cancelElsewhere) {
        elsewhere = cancelElsewhere;
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

    /** Whether a pooler hands each transaction to another server process, which would lose a session's lock. */
    public boolean isPooledByTransaction() throws SQLException {
        int announced = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1) != announced;
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    private static ServerInfo limit(Connection connection, Limits limits) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ServerInfo server;
            try (ResultSet row = statement.executeQuery("select pg_catalog.current_setting('server_version'),"
                    + " pg_catalog.current_setting('server_version_num')::int, pg_catalog.current_database(),"
                    + " current_user, pg_catalog.pg_is_in_recovery()")) {
                row.next();
                String version = row.getString(1);
                int space = version.indexOf(' ');
                server = new ServerInfo(
                        space < 0 ? version : version.substring(0, space),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5));
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
        Address address = target.address();
        String server = Addresses.server(address);
        String said = Redaction.of(address.password()).apply(e.getMessage());
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (causedBy(e, UnknownHostException.class)) {
            return new ConnectionFailure(
                    Kind.NAME_RESOLUTION,
                    "The host " + address.host()
                            + " is not known here. Check its spelling, and whether it needs a VPN.");
        }
        if (causedBy(e, SSLException.class)) {
            return new ConnectionFailure(Kind.TLS, "No encrypted connection to " + server + ": " + said);
        }
        if (causedBy(e, ConnectException.class)
                || causedBy(e, NoRouteToHostException.class)
                || causedBy(e, SocketTimeoutException.class)) {
            return new ConnectionFailure(
                    Kind.REACHABILITY,
                    "Nothing answers at " + server
                            + ". Check host and port, that the server runs, and that no firewall is in between.");
        }
        return switch (state) {
            case "28P01" ->
                new ConnectionFailure(
                        Kind.AUTHENTICATION,
                        server + " does not accept this password for user " + address.user()
                                + ". If it holds special characters, a URL needs it encoded: see `turnstone encode`.");
            case "28000" ->
                new ConnectionFailure(
                        Kind.AUTHENTICATION, server + " does not let user " + address.user() + " in: " + said);
            case "3D000" ->
                new ConnectionFailure(
                        Kind.DATABASE, "There is no database named " + address.database() + " at " + server + ".");
            case "42501" ->
                new ConnectionFailure(
                        Kind.RIGHTS,
                        "User " + address.user() + " may not enter database " + address.database() + " at " + server
                                + ": " + said);
            case "08004" ->
                new ConnectionFailure(
                        Kind.AUTHENTICATION,
                        server + " asks for a password, and the address has none for user " + address.user() + ".");
            default -> new ConnectionFailure(Kind.OTHER, "Cannot connect to " + server + ": " + said);
        };
    }

    private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static void closeQuietly(Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Closing tells the server; when it cannot be told, it notices by itself.
            }
        }
    }
}
