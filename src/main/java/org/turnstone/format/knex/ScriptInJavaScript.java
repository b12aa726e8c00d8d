package org.turnstone.format.knex;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.turnstone.format.ProjectProblem;

/** What the text of a migration in JavaScript or TypeScript shows without being run. */
final class ScriptInJavaScript {
    private static final Pattern FILE = Pattern.compile(".*\\.(js|cjs|mjs|ts|mts|cts|coffee|ls)");
    private static final Pattern OUTSIDE =
            Pattern.compile("\\bconfig\\b[^;{]*\\{[^}]*['\"]?\\btransaction['\"]?\\s*:\\s*false\\b", Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<!:)//[^\n]*", Pattern.DOTALL);

    private final String text;
    private final String code;

    private ScriptInJavaScript(String text) {
        this.text = text;
        this.code = COMMENT.matcher(text).replaceAll(" ");
    }

    static boolean isOne(Path file) {
        return FILE.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    static ScriptInJavaScript read(Path file) throws ProjectProblem {
        try {
            return new ScriptInJavaScript(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
    }

    boolean isForKnex() {
        return exports("up")
                && exports("down")
                && Pattern.compile("(?i)\\bknex\\b").matcher(text).find();
    }

    /** Whether the file can give this away: it exports something, and the word stands in it outside comments. */
    boolean exports(String name) {
        return code.contains("export")
                && Pattern.compile("\\b" + name + "\\b").matcher(code).find();
    }

    /** Whether it says that it runs in no transaction: {@code exports.config = { transaction: false }}. */
    boolean runsOutsideTransaction() {
        return OUTSIDE.matcher(code).find();
    }

    boolean mentions(String fileName) {
        return text.contains(fileName);
    }
}
