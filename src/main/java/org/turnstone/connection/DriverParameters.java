package org.turnstone.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** libpq's parameters in the Java driver's names and values. */
final class DriverParameters {
    private static final Map<String, String> NAMES = Map.ofEntries(
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
            Map.entry("application_name", "ApplicationName"),
            Map.entry("target_session_attrs", "targetServerType"),
            Map.entry("load_balance_hosts", "loadBalanceHosts"),
            Map.entry("keepalives", "tcpKeepAlive"),
            Map.entry("krbsrvname", "kerberosServerName"),
            Map.entry("gssencmode", "gssEncMode"));

    private DriverParameters() {}

    /** Those of an address that the driver knows; what only libpq knows is left out. */
    static Map<String, String> of(Address address) {
        Map<String, String> result = new LinkedHashMap<>();
        address.parameters().forEach((keyword, value) -> {
            String name = NAMES.get(keyword);
            if (name != null) {
                result.put(name, value(keyword, value));
            }
        });
        return result;
    }

    private static String value(String keyword, String value) {
        return switch (keyword) {
            case "target_session_attrs" ->
                switch (value) {
                    case "read-write", "primary" -> "primary";
                    case "read-only", "standby" -> "secondary";
                    case "prefer-standby" -> "preferSecondary";
                    default -> "any";
                };
            case "load_balance_hosts" -> String.valueOf("random".equals(value));
            case "keepalives" -> String.valueOf(!"0".equals(value));
            default -> value;
        };
    }
}
