package org.turnstone.connection;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a connection test found out.
 *
 * @param schema where new tables would go; empty where the search path names no schema that exists
 * @param latency of a question and its answer: the median of three
 * @param readOnly whether transactions are read-only unless they say otherwise
 * @param pooled whether a pooler is in between
 * @param settings the server's settings of note
 * @param remarks what somebody who is going to migrate should know, in sentences
 */
public record ConnectionReport(
        ServerInfo server,
        String schema,
        Duration latency,
        Encryption encryption,
        Rights rights,
        boolean readOnly,
        boolean pooled,
        Map<String, String> settings,
        List<String> remarks) {
    /** One line: the server, how fast, how safe, and whether it can be worked with. */
    public String summary() {
        String safe = encryption.on() ? encryption.version().replace("TLSv", "TLS ") : "not encrypted";
        return "PostgreSQL " + server.version() + " in " + millis(latency) + " · " + safe + " · " + can();
    }

    private String can() {
        if (server.standby()) {
            return "standby, can only be read";
        }
        if (schema.isEmpty()) {
            return "no schema to create tables in";
        }
        return (rights.createInSchema() ? "can" : "cannot") + " create tables in " + schema;
    }

    /** As people say it: {@code 0.4 ms}, {@code 12 ms}. */
    public static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}
