package org.turnstone.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Enters a database as a run would, and reports what somebody should know before running anything in it. */
public final class ConnectionTest {
    private static final int PINGS = 3;
    private static final List<String> SETTINGS = List.of(
            "server_encoding",
            "search_path",
            "default_transaction_read_only",
            "default_transaction_isolation",
            "standard_conforming_strings",
            "idle_in_transaction_session_timeout",
            "max_connections",
            "TimeZone");

    private final Target target;
    private final Session session;
    private final List<String> remarks = new ArrayList<>();

    private ConnectionTest(Target target, Session session) {
        this.target = target;
        this.session = session;
    }

    /** Changes nothing. The failure's kind says how far the connection got, its message what to try. */
    public static ConnectionReport run(Target target) throws ConnectionFailure {
        try (Session session = Session.openReadOnly(target, "turnstone test connection")) {
            return new ConnectionTest(target, session).report();
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    private ConnectionReport report() throws SQLException {
        Duration latency = latency();
        Map<String, String> settings = settings();
        String schema = text("select coalesce(pg_catalog.current_schema(), '')");
        boolean readOnly = "on".equals(settings.get("default_transaction_read_only"));
        boolean pooled = session.isPooled();
        Rights rights = rights();
        remark(rights, schema, readOnly, pooled, settings);
        return new ConnectionReport(
                session.server(),
                schema,
                latency,
                encryption(pooled),
                rights,
                readOnly,
                pooled,
                settings,
                List.copyOf(remarks));
    }

    private Duration latency() throws SQLException {
        long[] times = new long[PINGS];
        for (int i = 0; i < PINGS; i++) {
            long start = System.nanoTime();
            text("select 1");
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return Duration.ofNanos(times[PINGS / 2]);
    }

    private Map<String, String> settings() throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            found.put(name, text("select pg_catalog.current_setting('" + name + "')"));
        }
        // What the session itself was told to be read-only for this test does not count.
        return found;
    }

    private Rights rights() throws SQLException {
        Map<String, Boolean> histories = new LinkedHashMap<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("""
                    select pg_catalog.format('%I.%I', n.nspname, c.relname),
                           pg_catalog.has_table_privilege(c.oid, 'select')
                             and pg_catalog.has_schema_privilege(n.oid, 'usage')
                    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and c.relname in
                      ('flyway_schema_history', '_sqlx_migrations', '_prisma_migrations', 'knex_migrations')
                    order by 1\
                    """)) {
            while (row.next()) {
                histories.put(row.getString(1), row.getBoolean(2));
            }
        }
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("""
                    select coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'create'), false),
                           pg_catalog.has_database_privilege(pg_catalog.current_database(), 'create'),
                           rolcreatedb or rolsuper, rolsuper
                    from pg_catalog.pg_roles where rolname = current_user\
                    """)) {
            row.next();
            return new Rights(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), histories);
        }
    }

    private Encryption encryption(boolean pooled) throws SQLException {
        Address address = target.address();
        String statement = TlsStatement.of(Tls.of(address.parameters()), address.host());
        try (Statement ask = session.connection().createStatement();
                ResultSet row = ask.executeQuery(
                        "select version, cipher from pg_catalog.pg_stat_ssl where pid = pg_catalog.pg_backend_pid()"
                                + " and ssl")) {
            boolean on = row.next();
            if (pooled) {
                remarks.add("What is said about TLS is between the pooler and the server; the pooler does not tell how"
                        + " it is reached.");
            }
            return on
                    ? new Encryption(row.getString(1), row.getString(2), statement)
                    : new Encryption(
                            "",
                            "",
                            Loopback.is(address.host())
                                    ? "Not encrypted; nothing leaves this machine."
                                    : "Not encrypted: everybody on the way can read and change what is sent.");
        }
    }

    private void remark(Rights rights, String schema, boolean readOnly, boolean pooled, Map<String, String> settings) {
        String host = target.address().host();
        if (session.server().standby()) {
            remarks.add("This is a standby: status can be read, a run needs the primary.");
        } else if (readOnly) {
            remarks.add("Transactions are read-only here (default_transaction_read_only): a run could not write.");
        }
        if (schema.isEmpty()) {
            remarks.add("No schema of the search path " + settings.get("search_path")
                    + " exists, or may be used; set the profile's search path.");
        } else if (!rights.createInSchema()) {
            remarks.add("The role may not create anything in schema " + schema + ": status works, a run that creates"
                    + " tables does not. The schema's owner grants it: GRANT CREATE ON SCHEMA …");
        }
        rights.histories().forEach((table, readable) -> {
            if (!readable) {
                remarks.add("The role may not read the history " + table + ", so not even status works.");
            }
        });
        if (pooled) {
            remarks.add("A pooler is in between. Where it pools by transaction, a migration lock does not hold from one"
                    + " transaction to the next, and Turnstone refuses to run: connect to the server directly.");
        } else if (host.contains("-pooler.") || target.address().port() == 6543) {
            remarks.add("The address looks like a pooler's; for migrations use the server's own.");
        }
        if (!"UTF8".equals(settings.get("server_encoding"))) {
            remarks.add("The database's encoding is " + settings.get("server_encoding")
                    + ": characters it does not know cannot be stored.");
        }
        if ("off".equals(settings.get("standard_conforming_strings"))) {
            remarks.add("standard_conforming_strings is off: a backslash in '…' means something else than usual.");
        }
        if (!"0".equals(settings.get("idle_in_transaction_session_timeout"))) {
            remarks.add("The server ends a transaction that is idle for "
                    + settings.get("idle_in_transaction_session_timeout") + ".");
        }
        TlsStatement.suggestion(Tls.of(target.address().parameters()), host).ifPresent(remarks::add);
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
