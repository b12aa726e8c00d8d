package org.turnstone.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.LineIndex;
import org.turnstone.sql.Token;

/** A script's text as it stands in its file, and where in it a statement that was sent begins. */
public final class ScriptText {
    private static final String PLACEHOLDER = "${";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final Path file;
    private final String text;
    private final LineIndex lines;
    private int searchedTo;

    private ScriptText(String name, Path file, String text) {
        this.name = name;
        this.file = file;
        this.text = text;
        this.lines = new LineIndex(text);
    }

    /**
     * Reads a script for pointing at its lines; bytes that are not UTF-8 are replaced, which moves nothing to another
     * line.
     */
    public static ScriptText read(String name, Path file) throws ProjectProblem {
        return read(name, file, StandardCharsets.UTF_8);
    }

    /** The same for a script in another encoding. */
    public static ScriptText read(String name, Path file, Charset charset) throws ProjectProblem {
        try {
            return new ScriptText(name, file, new String(Files.readAllBytes(file), charset));
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
    }

    /** As the tool records it. */
    public String name() {
        return name;
    }

    public Path file() {
        return file;
    }

    public String text() {
        return text;
    }

    public LineIndex lines() {
        return lines;
    }

    /**
     * Where the next statement sent stands. Statements are asked for in their order, so equal ones are told apart.
     *
     * @param parsedLine the line the tool's own parser gave, used when the text sent is not the file's text because
     *     placeholders were filled in; zero when it gave none
     */
    public ScriptStatement locate(String sql, int parsedLine) {
        int code = codeStart(sql);
        int found = text.indexOf(sql, searchedTo);
        if (found >= 0) {
            searchedTo = found + sql.length();
            return new ScriptStatement(name, sql, found, lines.line(found + code), code);
        }
        int start = afterDelimiters(searchedTo);
        searchedTo = endOfFilledIn(sql, start);
        int line = lines.line(start)
                + (int) sql.substring(0, code).chars().filter(c -> c == '\n').count();
        return new ScriptStatement(name, sql, -1, parsedLine > 0 ? parsedLine : line, code);
    }

    private int afterDelimiters(int offset) {
        int at = offset;
        while (at < text.length()
                && (text.charAt(at) == ';'
                        || text.charAt(at) == BYTE_ORDER_MARK
                        || Character.isWhitespace(text.charAt(at)))) {
            at++;
        }
        return Math.min(at, Math.max(0, text.length() - 1));
    }

    /** Where in the file a statement ends that begins at an offset and has values where the file has placeholders. */
    private int endOfFilledIn(String sql, int start) {
        int at = start;
        int sent = 0;
        while (sent < sql.length() && at < text.length()) {
            if (text.startsWith(PLACEHOLDER, at)) {
                int close = text.indexOf('}', at);
                if (close < 0) {
                    return at;
                }
                at = close + 1;
                String next = literalAt(at);
                int found = next.isEmpty() ? -1 : sql.indexOf(next, sent);
                // With nothing to go by, the value is the last thing in the statement.
                sent = found < 0 ? sql.length() : found;
            } else if (text.charAt(at) == sql.charAt(sent)) {
                at++;
                sent++;
            } else {
                return at;
            }
        }
        return at;
    }

    /** What stands in the file from there up to the next placeholder, delimiter or end of the line. */
    private String literalAt(int offset) {
        int end = offset;
        while (end < text.length()
                && text.charAt(end) != ';'
                && text.charAt(end) != '\n'
                && !text.startsWith(PLACEHOLDER, end)) {
            end++;
        }
        return text.substring(offset, end);
    }

    private static int codeStart(String sql) {
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            switch (token.kind()) {
                case WHITESPACE, LINE_COMMENT, BLOCK_COMMENT -> {
                    // Not yet.
                }
                default -> {
                    return token.start();
                }
            }
        }
        return 0;
    }
}
