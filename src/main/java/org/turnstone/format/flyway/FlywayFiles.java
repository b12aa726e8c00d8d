package org.turnstone.format.flyway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.TomlFile;

/**
 * Reads what a project says to Flyway: {@code flyway.toml} and {@code flyway.user.toml}, or {@code flyway.conf} where
 * there is no TOML, and above both the environment's {@code FLYWAY_*}. What comes later wins, as under Flyway.
 */
final class FlywayFiles {
    private static final String PREFIX = "flyway.";
    private static final String DEFAULT_ENVIRONMENT = "default";
    private static final String CONFIGURATION_FILES = "FLYWAY_CONFIG_FILES";

    /** In a project's root, or in {@code conf} as in Flyway's own installation. */
    private static final List<String> TOML = List.of("conf/flyway.toml", "flyway.toml", "flyway.user.toml");

    private static final List<String> CONF = List.of("conf/flyway.conf", "flyway.conf");

    private final Path root;
    private final Map<String, String> environment;
    private final Map<String, FlywayValue> values = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private FlywayFiles(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** Whether a folder has such a file. */
    static boolean are(Path root) {
        return Stream.concat(TOML.stream(), CONF.stream()).anyMatch(name -> Files.isRegularFile(root.resolve(name)));
    }

    static FlywayFiles read(Path root, Map<String, String> environment) throws ProjectProblem {
        FlywayFiles reading = new FlywayFiles(root, environment);
        reading.readAll();
        return reading;
    }

    Map<String, FlywayValue> values() {
        return values;
    }

    /** Those that were read. */
    List<Path> files() {
        return files;
    }

    List<String> notes() {
        return notes;
    }

    private void readAll() throws ProjectProblem {
        List<TomlFile> documents = new ArrayList<>();
        for (String name : TOML) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                documents.add(TomlFile.read(file));
                files.add(file);
            }
        }
        if (documents.isEmpty()) {
            for (String name : CONF) {
                readConf(root.resolve(name), false);
            }
        } else if (CONF.stream().anyMatch(name -> Files.isRegularFile(root.resolve(name)))) {
            notes.add("flyway.conf is passed over, as Flyway does where there is a flyway.toml.");
        }
        for (String name : environment.getOrDefault(CONFIGURATION_FILES, "").split(",")) {
            if (name.strip().endsWith(".toml")) {
                Path file = root.resolve(name.strip());
                documents.add(TomlFile.read(file));
                files.add(file);
            } else if (!name.isBlank()) {
                readConf(root.resolve(name.strip()), true);
            }
        }
        for (TomlFile document : documents) {
            readTable(document, "", "flyway");
            nameOthers(document);
        }
        for (TomlFile document : documents) {
            readEnvironment(document);
        }
        readVariables();
        nameMissingEnvironment(documents);
    }

    private void put(String key, List<String> value, String place) {
        values.put(key, new FlywayValue(key, value, place));
    }

    private void readTable(TomlFile document, String prefix, String... table) throws ProjectProblem {
        for (String key : document.keys(table)) {
            List<String> path = new ArrayList<>(List.of(table));
            path.add(key);
            String[] whole = path.toArray(String[]::new);
            switch (document.value(path)) {
                case TomlTable below -> readTable(document, prefix + key + ".", whole);
                case TomlArray list -> put(prefix + key, document.texts(whole), document.at(whole));
                case Object value -> put(prefix + key, List.of(String.valueOf(value)), document.at(whole));
            }
        }
    }

    /** Flyway Desktop and its relatives keep their own settings in the same file. */
    private void nameOthers(TomlFile document) throws ProjectProblem {
        TreeSet<String> others = new TreeSet<>(document.keys());
        others.removeAll(List.of("flyway", "environments", "id", "name", "databaseType"));
        if (!others.isEmpty()) {
            notes.add(document.file().getFileName() + " has " + String.join(", ", others)
                    + ", which are for other programs of Flyway's makers and are passed over.");
        }
    }

    /** What the environment that Flyway would use by itself says beside where its database is. */
    private void readEnvironment(TomlFile document) throws ProjectProblem {
        FlywayValue named = values.get("environment");
        String name = named == null ? DEFAULT_ENVIRONMENT : named.text();
        for (String key : document.keys("environments", name)) {
            String[] path = {"environments", name, key};
            switch (key) {
                case "flyway" -> readTable(document, "", path);
                case "schemas" -> put(key, document.texts(path), document.at(path));
                case "initSql", "url" -> put(key, List.of(document.text(path)), document.at(path));
                default -> {
                    // Who enters, and how the driver is set up: a profile says that to Turnstone.
                }
            }
        }
    }

    /** An environment that may stand in somebody's own files, or nowhere. */
    private void nameMissingEnvironment(List<TomlFile> documents) {
        FlywayValue named = values.get("environment");
        if (named != null && documents.stream().noneMatch(d -> d.has("environments", named.text()))) {
            notes.add(named.place() + ": there is no [environments." + named.text() + "] in these files.");
        }
    }

    private void readConf(Path file, boolean mustBeThere) throws ProjectProblem {
        if (!mustBeThere && !Files.isRegularFile(file)) {
            return;
        }
        String text;
        Map<String, String> read;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            read = ConfigUtils.loadConfigurationFromString(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
        files.add(file);
        read.forEach((key, value) -> {
            String place = file + ", line " + line(text, key);
            if (key.startsWith(PREFIX)) {
                String name = key.substring(PREFIX.length());
                boolean list = FlywayKey.of(name) == FlywayKey.LIST;
                put(name, list ? items(value) : List.of(value), place);
            } else {
                notes.add(place + ": " + key + " does not begin with flyway. and is passed over.");
            }
        });
    }

    static int line(String text, String key) {
        var found = Pattern.compile("(?m)^[ \\t]*" + Pattern.quote(key) + "\\s*[=:\\s]")
                .matcher(text);
        int offset = found.find() ? found.start() : 0;
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    static List<String> items(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(i -> !i.isEmpty())
                .toList();
    }

    private void readVariables() {
        environment.forEach((variable, value) -> {
            String key = variable.startsWith("FLYWAY_") ? ConfigUtils.convertKey(variable) : null;
            if (key != null && key.startsWith(PREFIX)) {
                String name = key.substring(PREFIX.length());
                boolean list = FlywayKey.of(name) == FlywayKey.LIST;
                if (FlywayKey.of(name) != FlywayKey.CONNECTION) {
                    put(name, list ? items(value) : List.of(value), "the environment variable " + variable);
                }
            }
        });
    }
}
