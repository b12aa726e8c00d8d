package org.turnstone.connection.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.turnstone.connection.Address;
import org.turnstone.connection.Host;
import org.turnstone.connection.Limits;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Tls;
import org.turnstone.connection.TlsMode;

/** Makes a profile of its table, and says on which line it is not one. */
final class ProfileReader {
    private final String name;
    private final TomlTable table;
    private final Function<TomlPosition, String> at;

    ProfileReader(String name, TomlTable table, Function<TomlPosition, String> at) {
        this.name = name;
        this.table = table;
        this.at = at;
    }

    TomlTable table() {
        return table;
    }

    Profile profile() throws ProfileProblem {
        Environment environment = word("environment", "local", Environment::of, "local, test, staging or production");
        Profile profile = new Profile(
                name,
                address(),
                source(),
                environment,
                new Tls(
                        word("tls", "prefer", TlsMode::of, "disable, allow, prefer, require, verify-ca or verify-full"),
                        text("tls-root-certificate"),
                        text("tls-client-certificate"),
                        text("tls-client-key")),
                new Limits(
                        time("lock-timeout", environment.lockTimeout()),
                        time("statement-timeout", Limits.DEFAULT.statementTimeout())),
                new SessionSetup(searchPath(), text("role")),
                text("note"));
        try {
            ProfileRules.check(profile);
        } catch (ProfileProblem e) {
            throw new ProfileProblem(at.apply(null) + ": profile " + name + ": " + e.getMessage());
        }
        return profile;
    }

    private Address address() throws ProfileProblem {
        return new Address(hosts(), text("database"), text("user"), null, parameters());
    }

    private List<Host> hosts() throws ProfileProblem {
        if (!table.contains("hosts")) {
            return List.of(Host.of(text("host"), port(table, "port")));
        }
        List<Host> result = new ArrayList<>();
        if (table.isArray("hosts")) {
            for (Object one : table.getArray("hosts").toList()) {
                if (one instanceof TomlTable host && host.isString("host")) {
                    String address = host.isString("address") ? host.getString("address") : null;
                    result.add(new Host(host.getString("host"), address, port(host, "hosts")));
                }
            }
        }
        if (result.isEmpty()) {
            throw wrong("hosts", "a list such as [{ host = \"a\", port = 5432 }, { host = \"b\" }]");
        }
        return result;
    }

    private int port(TomlTable holder, String key) throws ProfileProblem {
        if (!holder.contains("port")) {
            return Host.DEFAULT_PORT;
        }
        if (!holder.isLong("port") || holder.getLong("port") < 1 || holder.getLong("port") > 65535) {
            throw wrong(key, "a number from 1 to 65535, without quotes");
        }
        return Math.toIntExact(holder.getLong("port"));
    }

    private Map<String, String> parameters() throws ProfileProblem {
        Map<String, String> result = new LinkedHashMap<>();
        if (table.contains("parameters")) {
            if (!table.isTable("parameters")) {
                throw wrong("parameters", "a table such as { connect_timeout = \"5\" }");
            }
            for (Map.Entry<String, Object> entry : table.getTable("parameters").entrySet()) {
                result.put(entry.getKey(), String.valueOf(entry.getValue()));
            }
        }
        return result;
    }

    private PasswordSource source() throws ProfileProblem {
        String word = text("password-from");
        return switch (word) {
            case "", "ask" -> new PasswordSource.AskEachTime();
            case "session" -> new PasswordSource.KeptForSession();
            case "keychain" -> new PasswordSource.Keychain();
            case "pgpass" -> new PasswordSource.PgPass();
            case "environment" -> new PasswordSource.EnvironmentVariable(needed("password-variable", word));
            case "command" -> new PasswordSource.Command(needed("password-command", word));
            case "aws" ->
                new PasswordSource.AwsSecret(needed("aws-secret", word), text("aws-region"), text("aws-profile"));
            default -> throw wrong("password-from", "one of " + String.join(", ", PasswordSource.WORDS));
        };
    }

    private List<String> searchPath() throws ProfileProblem {
        List<String> result = new ArrayList<>();
        if (table.contains("search-path")) {
            if (!table.isArray("search-path")) {
                throw wrong("search-path", "a list such as [\"app\", \"public\"]");
            }
            for (Object schema : table.getArray("search-path").toList()) {
                if (!(schema instanceof String text)) {
                    throw wrong("search-path", "a list of texts such as [\"app\", \"public\"]");
                }
                result.add(text);
            }
        }
        return result;
    }

    private Duration time(String key, Duration unsaid) throws ProfileProblem {
        String text = text(key);
        if (text.isEmpty()) {
            return unsaid;
        }
        return TimeText.read(text).orElseThrow(() -> wrong(key, "a time such as \"500ms\", \"5s\", \"2m\" or \"0\""));
    }

    private <T> T word(String key, String unsaid, Function<String, Optional<T>> reading, String choices)
            throws ProfileProblem {
        String text = text(key);
        return reading.apply(text.isEmpty() ? unsaid : text).orElseThrow(() -> wrong(key, choices));
    }

    private String needed(String key, String source) throws ProfileProblem {
        String text = text(key);
        if (text.isBlank()) {
            throw new ProfileProblem(at.apply(table.inputPositionOf("password-from")) + ": profile " + name
                    + " takes its password from \"" + source + "\", and so needs " + key + ".");
        }
        return text;
    }

    /** Empty where the key is not there. */
    private String text(String key) throws ProfileProblem {
        if (!table.contains(key)) {
            return "";
        }
        if (!table.isString(key)) {
            throw wrong(key, "a text in quotes");
        }
        return table.getString(key);
    }

    private ProfileProblem wrong(String key, String expected) {
        return new ProfileProblem(at.apply(table.inputPositionOf(key)) + ": " + key + " of profile " + name
                + " must be " + expected + ".");
    }
}
