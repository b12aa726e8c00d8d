package org.turnstone.connection;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads Npgsql's {@code Host=db;Username=me;Password="it's"}. */
final class DotNetReader {
    private static final Map<String, String> KEYWORDS = Map.ofEntries(
            Map.entry("host", "host"),
            Map.entry("server", "host"),
            Map.entry("port", "port"),
            Map.entry("database", "dbname"),
            Map.entry("db", "dbname"),
            Map.entry("username", "user"),
            Map.entry("userid", "user"),
            Map.entry("uid", "user"),
            Map.entry("password", "password"),
            Map.entry("psw", "password"),
            Map.entry("pwd", "password"),
            Map.entry("sslmode", "sslmode"),
            Map.entry("rootcertificate", "sslrootcert"),
            Map.entry("sslcertificate", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("timeout", "connect_timeout"),
            Map.entry("applicationname", "application_name"),
            Map.entry("searchpath", "search_path"),
            Map.entry("options", "options"),
            Map.entry("passfile", "passfile"),
            Map.entry("channelbinding", "channel_binding"),
            Map.entry("requireauth", "require_auth"),
            Map.entry("targetsessionattributes", "target_session_attrs"));

    private DotNetReader() {}

    /** Whether settings .NET knows are parted by semicolons; libpq's are parted by spaces, and in small letters. */
    static boolean recognises(String text) {
        String[] settings = text.split(";", -1);
        if (text.indexOf(';') < 0 || !isSetting(settings[0])) {
            return false;
        }
        boolean libpq = settings[0].matches("(?s)\\s*[a-z_]+\\s*=.*\\s[a-z_]+\\s*=.*");
        return !libpq
                && (settings.length == 2 && settings[1].isBlank()
                        || Arrays.stream(settings, 1, settings.length).anyMatch(DotNetReader::isSetting));
    }

    private static boolean isSetting(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && KEYWORDS.containsKey(key(text.substring(0, equals)));
    }

    static Findings read(String text) throws ConnectionFailure {
        Findings findings = new Findings(AddressForm.DOTNET);
        Parameters parameters = new Parameters(findings, "If the password holds a ;, put it in \"…\".", false);
        for (Map.Entry<String, String> pair : pairs(text).entrySet()) {
            String keyword = KEYWORDS.get(key(pair.getKey()));
            if (keyword == null) {
                findings.remark("A setting of .NET's own is left out; Turnstone does not need it.");
            } else {
                parameters.put(keyword, value(keyword, pair.getValue()));
            }
        }
        parameters.end();
        return findings;
    }

    private static String value(String keyword, String value) {
        if (!keyword.equals("sslmode")
                && !keyword.equals("target_session_attrs")
                && !keyword.equals("channel_binding")) {
            return value;
        }
        return switch (key(value)) {
            case "verifyca" -> "verify-ca";
            case "verifyfull" -> "verify-full";
            case "readwrite" -> "read-write";
            case "readonly" -> "read-only";
            case "preferprimary" -> "any";
            case "preferstandby" -> "prefer-standby";
            default -> value.toLowerCase(Locale.ROOT);
        };
    }

    private static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    private static Map<String, String> pairs(String text) throws ConnectionFailure {
        Map<String, String> pairs = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (text.charAt(at) == ';' || Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            if (equals < 0) {
                throw Findings.bad("A setting in the .NET connection string has no =. A password with a ; in it stands"
                        + " in \"…\", and a \" in there is written twice.");
            }
            String key = text.substring(at, equals);
            int start = equals + 1;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            boolean quoted = start < text.length() && (text.charAt(start) == '"' || text.charAt(start) == '\'');
            int end = quoted ? closing(text, start) : end(text, start);
            String value = quoted
                    ? text.substring(start + 1, end)
                            .replace(text.substring(start, start + 1).repeat(2), text.substring(start, start + 1))
                    : text.substring(start, end).strip();
            pairs.put(key, value);
            at = quoted ? end + 1 : end;
        }
        return pairs;
    }

    private static int closing(String text, int start) throws ConnectionFailure {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        throw Findings.bad("A quoted value in the .NET connection string does not end.");
    }

    private static int end(String text, int start) {
        int semicolon = text.indexOf(';', start);
        return semicolon < 0 ? text.length() : semicolon;
    }
}
