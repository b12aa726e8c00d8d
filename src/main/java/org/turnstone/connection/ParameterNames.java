package org.turnstone.connection;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGProperty;

/**
 * The names parameters have in libpq, the Java driver, SQLAlchemy, Prisma, sqlx and Npgsql, brought to libpq's, and
 * their values with them.
 */
final class ParameterNames {
    private static final Set<String> LIBPQ = Set.of(("host hostaddr port dbname user password passfile require_auth"
                    + " channel_binding connect_timeout client_encoding options application_name"
                    + " fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count"
                    + " tcp_user_timeout replication gssencmode sslmode requiressl sslnegotiation sslcompression"
                    + " sslcert sslkey sslkeylogfile sslpassword sslcertmode sslrootcert sslcrl sslcrldir sslsni"
                    + " requirepeer ssl_min_protocol_version ssl_max_protocol_version min_protocol_version"
                    + " max_protocol_version krbsrvname gsslib gssdelegation scram_client_key scram_server_key service"
                    + " servicefile target_session_attrs load_balance_hosts")
            .split(" "));

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("channelbinding", "channel_binding"),
            Map.entry("requireauth", "require_auth"),
            Map.entry("connecttimeout", "connect_timeout"),
            Map.entry("applicationname", "application_name"),
            Map.entry("targetservertype", "target_session_attrs"),
            Map.entry("loadbalancehosts", "load_balance_hosts"),
            Map.entry("tcpkeepalive", "keepalives"),
            Map.entry("kerberosservername", "krbsrvname"),
            Map.entry("ssl-mode", "sslmode"),
            Map.entry("ssl-root-cert", "sslrootcert"),
            Map.entry("ssl-ca", "sslrootcert"),
            Map.entry("ssl-cert", "sslcert"),
            Map.entry("ssl-key", "sslkey"),
            Map.entry("database", "dbname"),
            Map.entry("username", "user"),
            Map.entry("pgdatabase", "dbname"),
            Map.entry("pghost", "host"),
            Map.entry("pgport", "port"),
            Map.entry("schema", "search_path"),
            Map.entry("currentschema", "search_path"),
            Map.entry("search_path", "search_path"),
            Map.entry("ssl", "ssl"));

    private static final Map<String, String> SESSION_ATTRIBUTES = Map.of(
            "master", "primary",
            "slave", "standby",
            "secondary", "standby",
            "preferslave", "prefer-standby",
            "prefersecondary", "prefer-standby",
            "preferprimary", "any");

    /** Settings of a tool's own connection pool and the like, which mean nothing to a server. */
    private static final Set<String> PRISMA = Set.of(
            "schema",
            "connection_limit",
            "pool_timeout",
            "socket_timeout",
            "pgbouncer",
            "statement_cache_size",
            "sslaccept",
            "sslidentity",
            "max_connection_lifetime",
            "max_idle_connection_lifetime");

    private static final Set<String> OTHER_TOOLS = Set.of(
            "statement-cache-capacity",
            "uselibpqcompat",
            "prepared_statement_cache_size",
            "prepared_statement_name_func",
            "pool_mode",
            "supa",
            "workaround");

    private ParameterNames() {}

    /** libpq's name, {@code ssl} or {@code search_path}, which have to be translated with their value; else null. */
    static String keyword(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return LIBPQ.contains(lower) ? lower : ALIASES.get(lower);
    }

    static boolean isLibpq(String name) {
        return LIBPQ.contains(name);
    }

    static boolean isPrisma(String name) {
        return PRISMA.contains(name);
    }

    /** Whether some tool knows this name, so that it says which tool a URL was written for, not that it is wrong. */
    static boolean isKnown(String name) {
        return keyword(name) != null
                || isPrisma(name)
                || OTHER_TOOLS.contains(name)
                || name.startsWith("options[")
                || PGProperty.forName(name) != null;
    }

    /** What a tool's value means to libpq. */
    static String value(String keyword, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (keyword) {
            case "target_session_attrs" -> SESSION_ATTRIBUTES.getOrDefault(lower, value);
            case "load_balance_hosts" -> "true".equals(lower) ? "random" : "false".equals(lower) ? "disable" : value;
            case "keepalives" -> "true".equals(lower) ? "1" : "false".equals(lower) ? "0" : value;
            case "sslmode" -> lower.equals("no-verify") ? "require" : value;
            default -> value;
        };
    }
}
