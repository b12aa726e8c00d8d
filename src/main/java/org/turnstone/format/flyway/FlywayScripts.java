package org.turnstone.format.flyway;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.turnstone.format.Migration;
import org.turnstone.format.ProjectProblem;
import org.turnstone.sql.LineIndex;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;
import org.turnstone.sql.StatementTraits;

/** How Flyway reads and runs one script: the project's settings, those beside the script, its statements. */
final class FlywayScripts {
    private static final String IN_TRANSACTION = "executeInTransaction";
    private static final String ENCODING = "encoding";
    private static final String REPLACEMENT = "placeholderReplacement";
    private static final Set<String> KEYS = Set.of(IN_TRANSACTION, ENCODING, REPLACEMENT, "shouldExecute");
    private static final Set<String> TRUTHS = Set.of("true", "false");

    private final Configuration configuration;
    private final List<String> notes = new ArrayList<>();

    FlywayScripts(FlywayProject settings) throws ProjectProblem {
        this.configuration = settings.configuration();
    }

    List<String> notes() {
        return notes;
    }

    /** Whether Flyway would run it in a transaction: its own configuration file decides, then its statements. */
    boolean runsInTransaction(Path file) throws ProjectProblem {
        Boolean said = transaction(file);
        if (said != null) {
            return said;
        }
        if (!configuration.isExecuteInTransaction()) {
            return false;
        }
        String text = text(file);
        return !mayHoldOne(text) || Splitter.split(text).statements().stream().noneMatch(s -> isOutside(s, text));
    }

    /** A quick look: without any of these words there is none of those statements. */
    private static boolean mayHoldOne(String text) {
        return OUTSIDE_WORDS.matcher(text).find();
    }

    private static final java.util.regex.Pattern OUTSIDE_WORDS = java.util.regex.Pattern.compile(
            "(?i)concurrently|database|tablespace|subscription|system|vacuum|discard|reindex");

    /** Flyway refuses a script that holds statements of both kinds, unless its configuration says how to run it. */
    Optional<String> mixed(Migration migration) throws ProjectProblem {
        if (migration.transactional()
                || configuration.isMixed()
                || !configuration.isExecuteInTransaction()
                || transaction(migration.script()) != null) {
            return Optional.empty();
        }
        String text = text(migration.script());
        List<Statement> statements = Splitter.split(text).statements().stream()
                .filter(s -> s.kind() == Statement.Kind.SQL)
                .toList();
        Optional<Statement> outside =
                statements.stream().filter(s -> isOutside(s, text)).findFirst();
        if (outside.isEmpty() || statements.stream().allMatch(s -> isOutside(s, text))) {
            return Optional.empty();
        }
        Statement first = outside.get();
        return Optional.of(migration.scriptName() + ", line " + new LineIndex(text).line(first.codeStart()) + ": "
                + StatementTraits.of(first.text(text)).outsideOnly()
                + ", while other statements of the file run in one. Give it a migration of its own, or put"
                + " executeInTransaction=false into " + nameOf(migration.script()) + ".conf.");
    }

    /** In which letters a script is written: what stands beside it says so, or the project. */
    Charset charset(Path file) throws ProjectProblem {
        String said = beside(file).get(ENCODING);
        return said == null ? configuration.getEncoding() : Charset.forName(said);
    }

    /** Whether Flyway fills placeholders in: what stands beside the script says so, or the project. */
    boolean replacesPlaceholders(Path file) throws ProjectProblem {
        String said = beside(file).get(REPLACEMENT);
        return said == null || !TRUTHS.contains(said.toLowerCase(Locale.ROOT))
                ? configuration.isPlaceholderReplacement()
                : Boolean.parseBoolean(said);
    }

    private Boolean transaction(Path file) throws ProjectProblem {
        String said = beside(file).get(IN_TRANSACTION);
        return said == null ? null : Boolean.valueOf(said);
    }

    /** What {@code <script>.conf} beside the script says, checked. */
    private static Map<String, String> beside(Path file) throws ProjectProblem {
        Path settings = file.resolveSibling(nameOf(file) + ".conf");
        if (!Files.exists(settings)) {
            return Map.of();
        }
        try {
            String text = Files.readString(settings);
            Map<String, String> read = new TreeMap<>(ConfigUtils.loadConfigurationFromString(text, true));
            for (Map.Entry<String, String> each : read.entrySet()) {
                check(each.getKey(), each.getValue(), settings + ", line " + FlywayFiles.line(text, each.getKey()));
            }
            return read;
        } catch (IOException | IllegalArgumentException e) {
            throw new ProjectProblem("Cannot read " + settings + ": " + e.getMessage());
        }
    }

    private static void check(String key, String value, String place) throws ProjectProblem {
        if (!KEYS.contains(key)) {
            throw new ProjectProblem(place + ": " + key + " is no setting for a script, and Flyway refuses to run"
                    + " because of it. It knows "
                    + String.join(", ", KEYS.stream().sorted().toList()) + ".");
        }
        boolean computed = value.contains("${");
        if ((key.equals(IN_TRANSACTION) || key.equals(REPLACEMENT))
                && !computed
                && !TRUTHS.contains(value.toLowerCase(Locale.ROOT))) {
            throw new ProjectProblem(place + ": " + key + " must be true or false.");
        }
        if (key.equals(ENCODING) && !computed && !Charset.isSupported(value)) {
            throw new ProjectProblem(place + ": there is no encoding " + value + "; UTF-8 is one.");
        }
    }

    private String text(Path file) throws ProjectProblem {
        try {
            return new String(Files.readAllBytes(file), charset(file));
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new String(bytes(file), StandardCharsets.UTF_8); // Computed: Flyway knows, and will say.
        }
    }

    private static byte[] bytes(Path file) throws ProjectProblem {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static boolean isOutside(Statement statement, String text) {
        return statement.kind() == Statement.Kind.SQL && isOutsideForFlyway(StatementTraits.of(statement.text(text)));
    }

    /** Flyway recognises fewer of these than PostgreSQL has; for the others it opens a transaction all the same. */
    private static boolean isOutsideForFlyway(StatementTraits traits) {
        return traits.outsideOnly() != null
                && switch (traits.tag()) {
                    case "CREATE INDEX",
                            "DROP INDEX",
                            "CREATE DATABASE",
                            "DROP DATABASE",
                            "CREATE TABLESPACE",
                            "DROP TABLESPACE",
                            "CREATE SUBSCRIPTION",
                            "DROP SUBSCRIPTION",
                            "ALTER SYSTEM",
                            "VACUUM",
                            "DISCARD ALL",
                            "REINDEX SCHEMA",
                            "REINDEX DATABASE",
                            "REINDEX SYSTEM" -> true;
                    default -> false;
                };
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }
}
