package org.turnstone.format.knex;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A knexfile read as text, without running it: literals inside the {@code migrations} object of the
 * environment. What is not a literal is named in the settings' notes.
 */
final class KnexfileText {
    private static final Pattern COMMENT = Pattern.compile(
            "('(?:[^'\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\n]|\\\\.)*\"|`(?:[^`\\\\]|\\\\.)*`)|/\\*.*?\\*/|//[^\n]*",
            Pattern.DOTALL);

    private static final Pattern LITERAL = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"|`([^`\\\\$]*)`");

    /** The usual ways to say: in a folder beside this file. */
    private static final Pattern BESIDE = Pattern.compile(
            "(?:path\\s*\\.\\s*)?\\b(?:join|resolve)\\s*\\(\\s*__dirname((?:\\s*,\\s*(?:'[^'\\\\]*'|\"[^\"\\\\]*\"))*)\\s*,?\\s*\\)"
                + "|__dirname\\s*\\+\\s*('[^'\\\\]*'|\"[^\"\\\\]*\")|`\\$\\{__dirname\\}([^`\\\\$]*)`");

    /** What a knexfile without a word about migrations may have from other files. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("\\brequire\\s*\\(\\s*['\"]\\.|\\bfrom\\s*['\"]\\.|\\bimport\\s*\\(\\s*['\"]\\.");

    private final String text;
    private boolean computed;
    private final List<String> notes = new ArrayList<>();

    private KnexfileText(String text) {
        String code =
                COMMENT.matcher(text).replaceAll(m -> m.group(1) == null ? " " : Matcher.quoteReplacement(m.group(1)));
        this.text = BESIDE.matcher(code).replaceAll(KnexfileText::joined);
    }

    /** What can be read without running anything. */
    static KnexSettings read(Path knexfile, String text, String environment) {
        return new KnexfileText(text).settings(knexfile, environment);
    }

    private KnexSettings settings(Path knexfile, String environment) {
        Path base = knexfile.getParent();
        String section = block(text, environment);
        String migrations = block(section == null ? text : section, "migrations");
        if (migrations == null) {
            migrations = block(text, "migrations");
        }
        if (migrations == null) {
            if (Pattern.compile("\\bmigrations\\b").matcher(text).find()
                    || ELSEWHERE.matcher(text).find()) {
                computed = true;
                notes.add("What " + knexfile.getFileName() + " says about migrations is not written out in it, so"
                        + " ./migrations and knex's other defaults are taken.");
            }
            return new KnexSettings(
                    knexfile,
                    base,
                    List.of(base.resolve("migrations")),
                    KnexSettings.EXTENSIONS,
                    false,
                    KnexSettings.TABLE,
                    null,
                    texts(section == null ? text : section, "searchPath", knexfile),
                    false,
                    false,
                    false,
                    null,
                    computed,
                    notes);
        }
        if (migrations.contains("...")) {
            computed = true;
            notes.add("What " + knexfile.getFileName() + " says about migrations comes in part from elsewhere.");
        }
        List<String> directories = texts(migrations, "directory", knexfile);
        List<String> extensions = texts(migrations, "loadExtensions", knexfile);
        List<String> table = texts(migrations, "tableName", knexfile);
        List<String> schema = texts(migrations, "schemaName", knexfile);
        List<String> path = texts(section == null ? text : section, "searchPath", knexfile);
        boolean source =
                Pattern.compile("\\bmigrationSource\\b").matcher(migrations).find();
        if (source) {
            computed = true;
            notes.add("The migrations come from a migration source in " + knexfile.getFileName()
                    + ", which is a program; the files in its folder are taken.");
        }
        return new KnexSettings(
                knexfile,
                base,
                (directories.isEmpty() ? List.of("./migrations") : directories)
                        .stream().map(d -> base.resolve(d).normalize()).toList(),
                extensions.isEmpty() ? KnexSettings.EXTENSIONS : extensions,
                isTrue(migrations, "sortDirsSeparately"),
                table.isEmpty() ? KnexSettings.TABLE : table.getFirst(),
                schema.isEmpty() ? null : schema.getFirst(),
                path,
                isTrue(migrations, "disableTransactions"),
                isTrue(migrations, "disableMigrationsListValidation"),
                source,
                null,
                computed,
                notes);
    }

    /** The inside of {@code key: { … }}, or null. */
    private static String block(String text, String key) {
        Matcher start = Pattern.compile("(?<![\\w$.])['\"]?" + Pattern.quote(key) + "['\"]?\\s*:\\s*\\{")
                .matcher(text);
        if (!start.find()) {
            return null;
        }
        int depth = 1;
        char quote = 0;
        for (int i = start.end(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return text.substring(start.end(), i);
            }
        }
        return null;
    }

    private List<String> texts(String block, String key, Path knexfile) {
        Matcher value = Pattern.compile("(?<![\\w$.])['\"]?" + key + "['\"]?\\s*:\\s*(\\[[^\\]]*\\][^,}\n]*|[^,}\n]+)")
                .matcher(block);
        if (!value.find()) {
            return List.of();
        }
        List<String> result = new ArrayList<>();
        Matcher literal = LITERAL.matcher(value.group(1));
        String rest = literal.replaceAll("").replaceAll("[\\[\\],\\s]", "");
        if (!rest.isEmpty()) {
            computed = true;
            notes.add("The " + key + " in " + knexfile.getFileName() + " is computed, which only Node can do; knex's"
                    + " default is taken.");
            return List.of();
        }
        literal.reset();
        while (literal.find()) {
            result.add(
                    literal.group(1) != null
                            ? literal.group(1)
                            : literal.group(2) != null ? literal.group(2) : literal.group(3));
        }
        return result;
    }

    /** As one literal. */
    private static String joined(MatchResult beside) {
        String parts = beside.group(1) != null
                ? beside.group(1).replaceAll("['\"]\\s*,\\s*['\"]", "/").replaceAll("[,'\"\\s]", "")
                : beside.group(2) != null
                        ? beside.group(2).substring(1, beside.group(2).length() - 1)
                        : beside.group(3);
        return Matcher.quoteReplacement("'./" + parts.replaceFirst("^/+", "") + "'");
    }

    private static boolean isTrue(String block, String key) {
        return Pattern.compile("\\b" + key + "['\"]?\\s*:\\s*true\\b")
                .matcher(block)
                .find();
    }
}
