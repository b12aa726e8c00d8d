package org.turnstone.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a connection is encrypted and what is verified, in libpq's words. An empty text means libpq's default place.
 *
 * @param rootCertificate the file of authorities to trust, or {@link #SYSTEM}
 * @param clientCertificate the file of the certificate by which the server knows us
 * @param clientKey the file of its key
 */
public record Tls(TlsMode mode, String rootCertificate, String clientCertificate, String clientKey) {
    /** As root certificate: the authorities that this machine's Java trusts. */
    public static final String SYSTEM = "system";

    /** What libpq does when nobody says anything. */
    public static final Tls DEFAULT = new Tls(TlsMode.PREFER, "", "", "");

    /** The URL parameters that this record stands for. */
    public static final Set<String> PARAMETERS = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");

    public static Tls of(TlsMode mode) {
        return new Tls(mode, "", "", "");
    }

    /** What a URL's parameters say; without any, the default. */
    public static Tls of(Map<String, String> parameters) {
        String root = parameters.getOrDefault("sslrootcert", "");
        // As in libpq: trusting every public authority is worth something only together with the name.
        TlsMode unsaid = root.equals(SYSTEM) ? TlsMode.VERIFY_FULL : TlsMode.PREFER;
        TlsMode mode = TlsMode.of(parameters.getOrDefault("sslmode", "")).orElse(unsaid);
        return new Tls(mode, root, parameters.getOrDefault("sslcert", ""), parameters.getOrDefault("sslkey", ""));
    }

    /** As a URL's parameters. */
    public Map<String, String> parameters() {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("sslmode", mode.word());
        put(result, "sslrootcert", rootCertificate);
        put(result, "sslcert", clientCertificate);
        put(result, "sslkey", clientKey);
        return result;
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }
}
