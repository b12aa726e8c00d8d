package org.turnstone.connection.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Address;
import org.turnstone.connection.AddressReader;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ReadAddress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes profiles of what other programs keep: a {@code pg_service.conf}, a line with an address, DBeaver's
 * {@code data-sources.json}, pgAdmin's export of its servers, and Turnstone's own export. Passwords are never taken.
 */
public final class ProfileImport {
    /**
     * What was found in a text.
     *
     * @param remarks sentences about what was left out
     */
    public record Imported(List<Profile> profiles, List<String> remarks) {}

    private final List<Profile> profiles = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private boolean passwords;

    private ProfileImport() {}

    /** Reads a text of any of these forms. */
    public static Imported read(String text) throws ProfileProblem {
        ProfileImport reading = new ProfileImport();
        String stripped = text.strip();
        if (stripped.startsWith("{")) {
            reading.readJson(stripped);
        } else if (stripped.contains("[profile.")) {
            reading.readOwn(text);
        } else if (stripped.lines().anyMatch(line -> line.strip().matches("\\[[^\\]]+\\]"))) {
            reading.readServices(text);
        } else {
            reading.readLines(stripped);
        }
        if (reading.passwords) {
            reading.remarks.add("Passwords were not taken: choose for each profile where its password comes from.");
        }
        if (reading.profiles.isEmpty()) {
            throw new ProfileProblem("Nothing to import: this is no pg_service.conf, no address of a PostgreSQL, and no"
                    + " export of DBeaver, pgAdmin or Turnstone with a PostgreSQL in it.");
        }
        return new Imported(List.copyOf(reading.profiles), List.copyOf(reading.remarks));
    }

    private void readOwn(String text) throws ProfileProblem {
        ProfileDocument document = ProfileDocument.parse(Path.of("the export"), text);
        for (String name : document.names()) {
            profiles.add(document.profile(name));
        }
    }

    private void readLines(String text) throws ProfileProblem {
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                ReadAddress read = AddressReader.read(line);
                remarks.addAll(read.remarks());
                Address address = read.address();
                add(
                        Profile.of(
                                address.database() + "@" + address.host(), address, Environment.suggestedFor(address)),
                        address);
            } catch (ConnectionFailure e) {
                throw new ProfileProblem(e.getMessage());
            }
        }
    }

    private void readServices(String text) {
        String service = null;
        Map<String, String> settings = new LinkedHashMap<>();
        for (String raw : (text + "\n[]").split("\r?\n")) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                if (service != null) {
                    add(service, settings, "", null);
                }
                service = line.substring(1, Math.max(1, line.length() - 1)).strip();
                settings.clear();
            } else if (!line.startsWith("#") && equals > 0) {
                settings.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
    }

    private void readJson(String text) throws ProfileProblem {
        JsonNode json;
        try {
            json = new JsonMapper().readTree(text);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProfileProblem("The file is not whole JSON" + (line > 0 ? ": see line " + line : "") + ".");
        }
        json.path("Servers").forEach(this::readPgAdmin);
        json.path("connections").forEach(this::readDBeaver);
    }

    private void readPgAdmin(JsonNode server) {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "host", server.path("Host"));
        put(settings, "port", server.path("Port"));
        put(settings, "dbname", server.path("MaintenanceDB"));
        put(settings, "user", server.path("Username"));
        put(settings, "service", server.path("Service"));
        put(settings, "sslmode", server.path("SSLMode"));
        for (Map.Entry<String, JsonNode> parameter :
                server.path("ConnectionParameters").properties()) {
            put(settings, parameter.getKey(), parameter.getValue());
        }
        if (server.path("UseSSHTunnel").asInt(0) != 0) {
            remarks.add(server.path("Name").asString("A server") + " is reached through an SSH tunnel, which is not"
                    + " taken over.");
        }
        add(server.path("Name").asString(""), settings, server.path("Comment").asString(""), null);
    }

    private void readDBeaver(JsonNode connection) {
        String name = connection.path("name").asString("");
        if (!connection.path("provider").asString("").equals("postgresql")) {
            remarks.add(name + " is no PostgreSQL and was left out.");
            return;
        }
        JsonNode configuration = connection.path("configuration");
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "host", configuration.path("host"));
        put(settings, "port", configuration.path("port"));
        put(settings, "dbname", configuration.path("database"));
        put(settings, "user", configuration.path("user"));
        put(
                settings,
                "sslmode",
                configuration
                        .path("handlers")
                        .path("postgre_ssl")
                        .path("properties")
                        .path("sslMode"));
        if (configuration.path("handlers").path("ssh_tunnel").path("enabled").asBoolean(false)) {
            remarks.add(name + " is reached through an SSH tunnel, which is not taken over.");
        }
        passwords |= connection.path("save-password").asBoolean(false);
        Environment environment = switch (configuration.path("type").asString("")) {
            case "prod" -> Environment.PRODUCTION;
            case "test" -> Environment.TEST;
            default -> null;
        };
        add(name, settings, connection.path("description").asString(""), environment);
    }

    private static void put(Map<String, String> settings, String keyword, JsonNode value) {
        if (value.isValueNode() && !value.isNull() && !value.asString("").isEmpty()) {
            settings.putIfAbsent(keyword, value.asString());
        }
    }

    /** By way of a {@code key=value} line, so that every setting is understood as an address's is. */
    private void add(String name, Map<String, String> settings, String note, Environment environment) {
        StringBuilder line = new StringBuilder();
        settings.forEach((keyword, value) -> line.append(keyword)
                .append("='")
                .append(value.replace("\\", "\\\\").replace("'", "\\'"))
                .append("' "));
        try {
            Address address = AddressReader.read(line.toString()).address();
            Environment guess = environment == null ? Environment.suggestedFor(address) : environment;
            String whole = name.isBlank() ? address.database() + "@" + address.host() : name.strip();
            add(Profile.of(whole, address, guess).withNote(note), address);
        } catch (ConnectionFailure e) {
            remarks.add((name.isBlank() ? "An entry" : name) + " was left out: " + e.getMessage());
        }
    }

    private void add(Profile profile, Address address) {
        passwords |= address.password() != null;
        try {
            ProfileRules.check(profile);
            profiles.add(profile);
        } catch (ProfileProblem e) {
            remarks.add(profile.name() + " was left out: " + e.getMessage());
        }
    }
}
