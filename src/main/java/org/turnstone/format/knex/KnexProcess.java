package org.turnstone.format.knex;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.HostSpec;
import org.turnstone.connection.Address;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import tools.jackson.databind.JsonNode;

/**
 * Knex at work in a Node process, on the target that its environment names. It does one task after another, since starting
 * Node and loading knex takes longer than most migrations, and ends with its session, at the latest with us.
 */
final class KnexProcess implements AutoCloseable {
    private static final long GRACE_SECONDS = 5;
    private static final long PAUSE_NANOS = 100_000_000L;

    private final Target target;
    private final String application;
    private final String mark = KnexfileReader.newMark();
    private final Process process;
    private final BufferedReader lines;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** The session's, which is started at its first task and after one that ended it. */
    static KnexProcess of(Node node, KnexSettings settings, Session session) throws IOException, SQLException {
        if (session.companion() instanceof KnexProcess there && there.isReady()) {
            return there;
        }
        KnexProcess started = new KnexProcess(node, settings, session);
        session.accompaniedBy(started);
        return started;
    }

    /** @param session the run's own: its target, its limits, its name, whether it is encrypted */
    private KnexProcess(Node node, KnexSettings settings, Session session) throws IOException, SQLException {
        target = session.target();
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("serve", true);
        String own;
        boolean encrypted;
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("select current_setting('application_name'), coalesce((select"
                        + " ssl from pg_catalog.pg_stat_ssl where pid = pg_catalog.pg_backend_pid()), false)")) {
            row.next();
            own = row.getString(1);
            encrypted = row.getBoolean(2);
        }
        application = own.substring(0, Math.min(own.length(), 55)) + " (knex)";
        whole.put("mark", mark);
        whole.put("application", application);
        whole.put("limits", limits(target.limits()));
        if (settings.knexfile() != null) {
            whole.put("knexfile", settings.knexfile().toString());
        }
        if (encrypted) {
            whole.put("ssl", encryption(target.address().parameters()));
        }
        process = node.start(settings.base(), whole, variables(taken(session)));
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** With the host that answered, where the address names several. */
    private static Address taken(Session session) throws SQLException {
        Address address = session.target().address();
        HostSpec host = session.connection()
                .unwrap(BaseConnection.class)
                .getQueryExecutor()
                .getHostSpec();
        return new Address(
                host.getHost(),
                host.getPort(),
                address.database(),
                address.user(),
                address.password(),
                address.parameters());
    }

    /** What libpq and its like, pg among them, take an address from. DATABASE_URL is for what a script opens itself. */
    private static Map<String, String> variables(Address address) {
        Map<String, String> result = new HashMap<>();
        result.put("PGHOST", address.host());
        result.put("PGPORT", String.valueOf(address.port()));
        result.put("PGUSER", address.user());
        result.put("PGDATABASE", address.database());
        result.put("PGOPTIONS", address.parameters().getOrDefault("options", ""));
        result.put("DATABASE_URL", Addresses.withPassword(address));
        if (address.password() != null) {
            result.put("PGPASSWORD", address.password().reveal());
        }
        return result;
    }

    private static List<Map<String, Object>> limits(Limits limits) {
        return List.of(
                Map.of("sql", "set lock_timeout = " + limits.lockTimeout().toMillis(), "optional", false),
                Map.of(
                        "sql",
                        "set statement_timeout = " + limits.statementTimeout().toMillis(),
                        "optional",
                        false),
                Map.of("sql", "set client_connection_check_interval = 1000", "optional", true));
    }

    private static Map<String, Object> encryption(Map<String, String> parameters) {
        Map<String, Object> result = new HashMap<>();
        result.put(
                "verify",
                switch (parameters.getOrDefault("sslmode", "prefer")) {
                    case "verify-full" -> "full";
                    case "verify-ca" -> "ca";
                    default -> "none";
                });
        result.put("ca", parameters.get("sslrootcert"));
        result.put("cert", parameters.get("sslcert"));
        result.put("key", parameters.get("sslkey"));
        return result;
    }

    /** The next thing the driver says, or null at its end; what the migrations print in between goes to {@code output}. */
    JsonNode next(Consumer<String> output) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(mark)) {
                return Node.Json.MAPPER.readTree(line.substring(mark.length()));
            }
            if (!line.isBlank()) {
                output.accept(line);
            }
        }
        return null;
    }

    private boolean isReady() {
        return process.isAlive() && !cancelled.get();
    }

    /** Has it do something. What it says then ends with {@code idle}, or with its own end. */
    void begin(Map<String, Object> task) throws IOException {
        say(Node.Json.MAPPER.writeValueAsString(task));
    }

    void answer(String word) throws IOException {
        say(word);
    }

    private void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends what it does on the server, then itself, and lets knex roll back and free its lock if it can. */
    void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            Thread.ofVirtual().name("cancel of knex").start(() -> {
                signalBackends("pg_cancel_backend");
                if (!endsBy(GRACE_SECONDS)) {
                    process.destroyForcibly();
                }
            });
        }
    }

    private boolean endsBy(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its server processes that are still there. */
    private List<Integer> signalBackends(String function) {
        List<Integer> pids = new ArrayList<>();
        try (Session second = Session.open(target, "turnstone cancel");
                PreparedStatement ask = second.connection()
                        .prepareStatement(
                                "select pid, pg_catalog." + function + "(pid) from pg_catalog.pg_stat_activity"
                                        + " where application_name = ? and datname = current_database()")) {
            ask.setString(1, application);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    pids.add(row.getInt(1));
                }
            }
        } catch (SQLException | ConnectionFailure e) {
            // The server is out of reach; it notices by itself that its client is gone.
        }
        return pids;
    }

    /** Only when nothing of it works on the server any more may the lock be given to others. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        if (!endsBy(GRACE_SECONDS)) {
            process.destroyForcibly();
            endsBy(GRACE_SECONDS);
        }
        if (process.isAlive() || process.exitValue() != 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            for (int i = 0; i < 50 && !signalBackends("pg_terminate_backend").isEmpty(); i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
