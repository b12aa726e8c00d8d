package org.turnstone.format.knex;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.turnstone.format.Migration;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptText;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;
import org.turnstone.sql.StatementTraits;

/**
 * The migrations of a folder in knex's order, which is that of their file names (lib/migrations/migrate/sources/
 * fs-migrations.js). SQL files beside them count when they are migrations themselves: {@code NAME.up.sql} with or
 * without {@code NAME.down.sql}, and {@code NAME.sql}, unless a JavaScript migration has the same name or mentions the
 * file, and so reads it. They are recorded by their file's name, as a loader that lists files does, or by the name that
 * the project's own migration source gives them.
 */
final class KnexMigrations {
    private static final Pattern VERSION = Pattern.compile("(\\d+)_(.*)", Pattern.DOTALL);
    private static final String UP = ".up.sql";
    private static final String DOWN = ".down.sql";
    private static final String SQL = ".sql";

    private record Candidate(String name, Path file) {}

    private final KnexSettings settings;
    private final List<Migration> list = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private KnexMigrations(KnexSettings settings) {
        this.settings = settings;
    }

    static KnexMigrations of(KnexSettings settings) throws ProjectProblem {
        KnexMigrations result = new KnexMigrations(settings);
        List<Candidate> files = result.files();
        result.read(settings.names() == null ? files : result.asTheSourceNamesThem(files));
        return result;
    }

    List<Migration> list() {
        return list;
    }

    List<String> notes() {
        return notes;
    }

    static boolean isSql(Migration migration) {
        return migration.script().getFileName().toString().endsWith(SQL);
    }

    /** Without what says its kind. */
    static String stem(String fileName) {
        for (String ending : List.of(UP, DOWN, SQL)) {
            if (fileName.endsWith(ending)) {
                return fileName.substring(0, fileName.length() - ending.length());
            }
        }
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? fileName : fileName.substring(0, dot);
    }

    private List<Candidate> files() throws ProjectProblem {
        List<Candidate> result = new ArrayList<>();
        for (Path directory : settings.directories()) {
            if (!Files.isDirectory(directory)) {
                notes.add("There is no folder " + directory + " yet.");
            }
            List<Path> scripts = new ArrayList<>();
            List<Path> sql = new ArrayList<>();
            for (Path file : KnexFolder.entries(directory)) {
                String name = file.getFileName().toString();
                int dot = name.lastIndexOf('.');
                if (!Files.isRegularFile(file)) {
                    continue;
                }
                if (name.endsWith(SQL)) {
                    sql.add(file);
                } else if (dot > 0 && settings.loadExtensions().contains(name.substring(dot))) {
                    scripts.add(file);
                } else if (ScriptInJavaScript.isOne(file)) {
                    notes.add(name + " is left out: its ending is not among knex's loadExtensions.");
                }
            }
            scripts.addAll(migrationsAmong(sql, scripts));
            scripts.forEach(f -> result.add(new Candidate(f.getFileName().toString(), f)));
            if (settings.sortDirsSeparately()) {
                result.subList(result.size() - scripts.size(), result.size())
                        .sort(Comparator.comparing(Candidate::name));
            }
        }
        if (!settings.sortDirsSeparately()) {
            result.sort(Comparator.comparing(Candidate::name));
        }
        return result;
    }

    /** The SQL files that are migrations themselves. */
    private List<Path> migrationsAmong(List<Path> sql, List<Path> scripts) throws ProjectProblem {
        List<Path> result = new ArrayList<>();
        for (Path file : sql) {
            String name = file.getFileName().toString();
            if (!name.endsWith(DOWN) && !isReadBy(name, scripts)) {
                result.add(file);
            }
        }
        if (!result.isEmpty() && settings.names() == null) {
            String first = result.getFirst().getFileName().toString();
            notes.add((result.size() == 1 ? first + " is" : result.size() + " .sql files (such as " + first + ") are")
                    + " taken for migrations: no JavaScript file reads them. Turnstone runs them itself and records"
                    + " them by their file names"
                    + (settings.source() || settings.loadExtensions().contains(SQL)
                            ? "."
                            : "; knex itself knows them only through a loader, and the knexfile names none."));
            if (!scripts.isEmpty()) {
                notes.add(
                        "Where SQL and JavaScript are pending together, each migration has a transaction of its own.");
            }
        }
        return result;
    }

    private static boolean isReadBy(String sqlName, List<Path> scripts) throws ProjectProblem {
        for (Path script : scripts) {
            if (stem(script.getFileName().toString()).equals(stem(sqlName))
                    || ScriptInJavaScript.read(script).mentions(sqlName)) {
                return true;
            }
        }
        return false;
    }

    /** A migration source calls its migrations what it likes; the file is the one of that name, or of that stem. */
    private List<Candidate> asTheSourceNamesThem(List<Candidate> files) {
        Map<String, Path> byName = new HashMap<>();
        for (Candidate each : files) {
            byName.putIfAbsent(stem(each.name), each.file);
        }
        for (Candidate each : files) {
            byName.put(each.name, each.file);
        }
        List<Candidate> result = new ArrayList<>();
        for (String name : settings.names()) {
            Path file = byName.getOrDefault(name, byName.get(stem(name)));
            if (file == null) {
                notes.add("The knexfile's migration source has " + name + ", for which there is no file here.");
            }
            result.add(new Candidate(name, file == null ? settings.knexfile() : file));
        }
        return result;
    }

    private void read(List<Candidate> candidates) throws ProjectProblem {
        Map<String, Integer> times = new HashMap<>();
        for (Candidate each : candidates) {
            times.merge(digits(each.name), 1, Integer::sum);
        }
        Map<String, Path> names = new HashMap<>();
        for (Candidate each : candidates) {
            Path twin = names.putIfAbsent(each.name, each.file);
            if (twin != null) {
                throw new ProjectProblem("Two migrations are called " + each.name + ": " + twin + " and " + each.file
                        + ". Knex tells them apart by nothing else; rename one of them.");
            }
            String digits = digits(each.name);
            list.add(migration(each, digits.isEmpty() || times.get(digits) > 1 ? each.name : digits));
        }
    }

    /** The digits before the first underscore, or null. */
    static String version(String name) {
        return digits(name).isEmpty() ? null : digits(name);
    }

    static String words(String name) {
        Matcher matcher = VERSION.matcher(stem(name));
        return (matcher.matches() ? matcher.group(2) : stem(name)).replace('_', ' ');
    }

    private static String digits(String name) {
        Matcher matcher = VERSION.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private Migration migration(Candidate from, String version) throws ProjectProblem {
        String fileName = from.file.getFileName().toString();
        Path revert = from.file;
        boolean transactional = !settings.disableTransactions();
        if (fileName.endsWith(SQL)) {
            Path down = from.file.resolveSibling(stem(fileName) + DOWN);
            revert = Files.isRegularFile(down) ? down : null;
            transactional = transactional && fitsIntoTransaction(from.file);
        } else if (!from.file.equals(settings.knexfile())) {
            ScriptInJavaScript script = ScriptInJavaScript.read(from.file);
            revert = script.exports("down") ? from.file : null;
            transactional = transactional && !script.runsOutsideTransaction();
        }
        return new Migration(
                version, words(from.name), Migration.Kind.VERSIONED, from.file, from.name, revert, transactional);
    }

    /** A script with a statement that PostgreSQL refuses there, or that begins and ends its own, is sent without one. */
    static boolean fitsIntoTransaction(Path file) throws ProjectProblem {
        String text = ScriptText.read(file.getFileName().toString(), file).text();
        for (Statement statement : Splitter.split(text).statements()) {
            if (statement.kind() == Statement.Kind.SQL) {
                StatementTraits traits = StatementTraits.of(statement.text(text));
                if (traits.outsideOnly() != null || traits.controlsTransaction()) {
                    return false;
                }
            }
        }
        return true;
    }
}
