package org.turnstone.format.flyway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.turnstone.connection.Secret;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;

/**
 * A project's settings for Flyway, checked, and flyway-core configured by them.
 *
 * @param folders the locations that are there; empty when no file says where they are
 * @param files the settings files that were read
 * @param notes what in them is not honoured, a sentence each
 */
record FlywayProject(
        Map<String, FlywayValue> values,
        List<Path> folders,
        List<Path> callbackFolders,
        List<Path> files,
        List<String> notes) {
    private static final String UNDO_PREFIX = "U";
    private static final Pattern SECRET = Pattern.compile("(?i)pass|pwd|secret|token|api_?key|credential");
    private static final Set<String> TRUTHS = Set.of("true", "false");

    /** How far above an opened folder its settings are looked for. */
    private static final int ABOVE = 6;

    /**
     * The settings of a folder that is opened, or of one above it when that one's locations are here: somebody may have
     * opened the migrations themselves.
     */
    static FlywayProject at(Path root, ProjectSettings own) throws ProjectProblem {
        Path folder = root.toAbsolutePath().normalize();
        if (!FlywayFiles.are(folder)) {
            Path above = folder.getParent();
            for (int i = 0; i < ABOVE && above != null; i++, above = above.getParent()) {
                if (FlywayFiles.are(above)) {
                    FlywayProject project = read(above, own);
                    return project.folders.contains(folder) ? project : read(folder, own);
                }
            }
        }
        return read(folder, own);
    }

    /** The same for a project that was opened: what it was opened with decides where nothing else does. */
    static FlywayProject of(Project project) throws ProjectProblem {
        FlywayProject settings = at(project.root(), project.settings());
        return settings.folders.contains(project.folder()) ? settings : settings.in(project.folder());
    }

    /** With its migrations in this folder, whatever the files say. */
    FlywayProject in(Path folder) {
        return new FlywayProject(values, List.of(folder), callbackFolders, files, notes);
    }

    private static FlywayProject read(Path root, ProjectSettings own) throws ProjectProblem {
        FlywayFiles read = FlywayFiles.read(root, System.getenv());
        Map<String, FlywayValue> values = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>(read.notes());
        for (FlywayValue value : read.values().values()) {
            if (isHonoured(value, notes)) {
                values.put(value.key(), value);
            }
        }
        adopt(own, values);
        FlywayLocations locations = new FlywayLocations(root);
        if (own.folder() != null) {
            locations.folders().add(own.folder());
        } else if (values.containsKey("locations")) {
            locations.add(values.get("locations"));
        }
        FlywayLocations callbacks = new FlywayLocations(root);
        if (values.containsKey("callbackLocations")) {
            callbacks.add(values.get("callbackLocations"));
        }
        FlywayProject project =
                new FlywayProject(values, locations.folders(), callbacks.folders(), read.files(), List.of());
        if (!locations.notes().isEmpty() && (locations.folders().isEmpty() || project.says("failOnMissingLocations"))) {
            throw new ProjectProblem(locations
                            .notes()
                            .getFirst()
                            .replaceFirst("(, and)? is passed over.*", "")
                            .replaceFirst("[.,]?$", "")
                    + ". Correct flyway.locations there.");
        }
        notes.addAll(locations.notes());
        notes.addAll(callbacks.notes());
        project.configuration(); // Wrong values are found now, with their places.
        return new FlywayProject(values, project.folders, project.callbackFolders, project.files, notes);
    }

    /** What {@code turnstone.toml} says counts more. */
    private static void adopt(ProjectSettings own, Map<String, FlywayValue> values) {
        String place = String.valueOf(own.file());
        if (own.table() != null) {
            values.put("table", new FlywayValue("table", List.of(own.table()), place));
        }
        if (own.schema() != null) {
            values.put("defaultSchema", new FlywayValue("defaultSchema", List.of(own.schema()), place));
        }
        own.placeholders().forEach((name, value) -> {
            String key = FlywayKey.PLACEHOLDERS + name;
            values.put(key, new FlywayValue(key, List.of(value), place));
        });
    }

    private static boolean isHonoured(FlywayValue value, List<String> notes) throws ProjectProblem {
        switch (FlywayKey.of(value.key())) {
            case TEXT, LIST -> {
                return true;
            }
            case TRUTH -> {
                if (!TRUTHS.contains(value.text().toLowerCase(Locale.ROOT))) {
                    throw new ProjectProblem(value.place() + ": flyway." + value.key() + " must be true or false.");
                }
                return true;
            }
            case CONNECTION -> {
                if (value.key().equals("url")) {
                    notes.add(value.place() + " names a database. Turnstone takes its target from a profile, --url, or"
                            + " DATABASE_URL and its like, and nothing from here.");
                }
            }
            case WITHOUT_EFFECT -> {
                // Nothing here does what it switches.
            }
            case JAVA ->
                notes.add(value.place() + ": flyway." + value.key()
                        + " is for code in Java, which Turnstone does not run; it is passed over.");
            case PAID ->
                notes.add(value.place() + ": flyway." + value.key()
                        + " is for Flyway's paid editions, and is passed over.");
            case SKIPS ->
                notes.add(value.place() + ": flyway.skipExecutingMigrations is passed over. `turnstone mark-applied`"
                        + " writes the rows without running anything, and shows them first.");
            case UNKNOWN ->
                notes.add(value.place() + ": flyway." + value.key()
                        + " is no setting of Flyway's free edition, and is passed over.");
        }
        return false;
    }

    boolean says(String key) {
        return values.containsKey(key) && Boolean.parseBoolean(values.get(key).text());
    }

    private String text(String key, String unsaid) {
        return values.containsKey(key) ? values.get(key).text() : unsaid;
    }

    /** Values among the placeholders that are passwords, by their names. */
    List<Secret> secrets() {
        return values.values().stream()
                .filter(v -> v.key().startsWith(FlywayKey.PLACEHOLDERS)
                        && SECRET.matcher(v.key()).find())
                .filter(v -> !v.text().isBlank())
                .map(v -> new Secret(v.text()))
                .toList();
    }

    /** The history table's name. */
    String table() {
        return text("table", FlywayHistory.TABLE);
    }

    /** The history table's schema; null for the connection's own. */
    String schema() {
        return values.containsKey("schemas") && !values.get("schemas").values().isEmpty()
                ? text("defaultSchema", values.get("schemas").values().getFirst())
                : text("defaultSchema", null);
    }

    /** How scripts that take a migration back begin. */
    String undoPrefix() {
        return text("undoSqlMigrationPrefix", UNDO_PREFIX);
    }

    /** Whether the version up to which Flyway migrates is limited, and by what. */
    String limitedBy() {
        return values.containsKey("target") ? values.get("target").place() : null;
    }

    /** The location a file is in. */
    Path folderOf(Path file) {
        return folders.stream().filter(file::startsWith).findFirst().orElse(folders.getFirst());
    }

    /** flyway-core as these settings have it. */
    FluentConfiguration configuration() throws ProjectProblem {
        FluentConfiguration configuration = Flyway.configure(FlywayProject.class.getClassLoader())
                .encoding(StandardCharsets.UTF_8)
                .failOnMissingLocations(true);
        for (FlywayValue value : values.values()) {
            try {
                apply(configuration, value);
                ask(configuration, value.key());
            } catch (FlywayException | IllegalArgumentException e) {
                throw new ProjectProblem(value.place() + ": flyway." + value.key() + " has a value Flyway refuses: "
                        + firstLine(e) + ".");
            }
        }
        if (!folders.isEmpty()) {
            configuration.locations(locations(folders));
        }
        if (!callbackFolders.isEmpty()) {
            configuration.callbackLocations(locations(callbackFolders));
        }
        // Turnstone holds Flyway's lock for the whole session. The transactional form would keep a second
        // transaction open beside the script's, for which CREATE INDEX CONCURRENTLY waits for ever; without it
        // script and history row are one transaction, too.
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }

    private static String[] locations(List<Path> folders) {
        return folders.stream().map(f -> "filesystem:" + f).toArray(String[]::new);
    }

    private static void apply(FluentConfiguration configuration, FlywayValue value) {
        String[] items = value.values().toArray(String[]::new);
        switch (value.key()) {
            case "schemas" -> configuration.schemas(items);
            case "sqlMigrationSuffixes" -> configuration.sqlMigrationSuffixes(items);
            case "ignoreMigrationPatterns" -> configuration.ignoreMigrationPatterns(items);
            case "locations", "callbackLocations", "failOnMissingLocations", "undoSqlMigrationPrefix" -> {
                // Resolved already, or ours.
            }
            default -> configuration.configuration(Map.of("flyway." + value.key(), value.text()));
        }
    }

    /** flyway-core takes any text, and looks at it when it is asked. */
    private static void ask(FluentConfiguration configuration, String key) {
        switch (key) {
            case "encoding" -> configuration.getEncoding();
            case "baselineVersion" -> configuration.getBaselineVersion();
            case "target" -> configuration.getTarget();
            case "ignoreMigrationPatterns" -> configuration.getIgnoreMigrationPatterns();
            default -> {
                // Any text will do.
            }
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("[.:]$", "");
    }
}
