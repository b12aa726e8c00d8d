package org.turnstone.format.knex;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A knexfile read as text, where Node is not there to evaluate it: literals inside the {@code migrations} object of the
 * environment. What is not a literal is named in the settings' notes.
 */
final class KnexfileText {
    private static final Pattern COMMENT = Pattern.compile(
            "('(?:[^'\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\n]|\\\\.)*\"|`(?:[^`\\\\]|\\\\.)*`)|/\\*.*?\\*/|//[^\n]*",
            Pattern.DOTALL);

    private static final Pattern LITERAL = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"|`([^`\\\\$]*)`");

    private final String text;
    private final List<String> notes = new ArrayList<>();

    private KnexfileText(String text) {
        this.text =
                COMMENT.matcher(text).replaceAll(m -> m.group(1) == null ? " " : Matcher.quoteReplacement(m.group(1)));
    }

    /** What can be read without evaluating anything; {@code why} says why nothing was evaluated. */
    static KnexSettings read(Path knexfile, String text, String environment, String why) {
        KnexfileText reader = new KnexfileText(text);
        reader.notes.add(why);
        return reader.settings(knexfile, environment);
    }

    private KnexSettings settings(Path knexfile, String environment) {
        Path base = knexfile.getParent();
        String section = block(text, environment);
        String migrations = block(section == null ? text : section, "migrations");
        if (migrations == null) {
            migrations = block(text, "migrations");
        }
        if (migrations == null) {
            if (Pattern.compile("\\bmigrations\\b").matcher(text).find()) {
                notes.add("What " + knexfile.getFileName() + " says about migrations is not written out in it, so"
                        + " ./migrations and knex's other defaults are taken.");
            }
            return KnexSettings.defaults(knexfile, base, base.resolve("migrations"), notes);
        }
        List<String> directories = texts(migrations, "directory", knexfile);
        List<String> extensions = texts(migrations, "loadExtensions", knexfile);
        List<String> table = texts(migrations, "tableName", knexfile);
        List<String> schema = texts(migrations, "schemaName", knexfile);
        boolean source =
                Pattern.compile("\\bmigrationSource\\b").matcher(migrations).find();
        return new KnexSettings(
                knexfile,
                base,
                (directories.isEmpty() ? List.of("./migrations") : directories)
                        .stream().map(d -> base.resolve(d).normalize()).toList(),
                extensions.isEmpty() ? KnexSettings.EXTENSIONS : extensions,
                isTrue(migrations, "sortDirsSeparately"),
                table.isEmpty() ? KnexSettings.TABLE : table.getFirst(),
                schema.isEmpty() ? null : schema.getFirst(),
                List.of(),
                isTrue(migrations, "disableTransactions"),
                isTrue(migrations, "disableMigrationsListValidation"),
                source,
                null,
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
        Matcher value = Pattern.compile("(?<![\\w$.])['\"]?" + key + "['\"]?\\s*:\\s*(\\[[^\\]]*\\]|[^,}\n]+)")
                .matcher(block);
        if (!value.find()) {
            return List.of();
        }
        List<String> result = new ArrayList<>();
        Matcher literal = LITERAL.matcher(value.group(1));
        String rest = literal.replaceAll("").replaceAll("[\\[\\],\\s]", "");
        if (!rest.isEmpty()) {
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

    private static boolean isTrue(String block, String key) {
        return Pattern.compile("\\b" + key + "['\"]?\\s*:\\s*true\\b")
                .matcher(block)
                .find();
    }
}
