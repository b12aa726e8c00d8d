package org.turnstone.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a script out again: clauses and columns on lines of their own. It changes blanks and line ends and nothing else,
 * and makes sure of that: the words before and after are the same, or nothing comes of it.
 */
public final class Formatting {
    private static final String INDENT = "    ";

    private static final Set<String> CLAUSES = Set.of("""
        from where group having order limit offset union intersect except values returning set join left right inner full
        cross natural on window fetch\
        """.strip().split("\\s+"));

    private static final Set<String> QUERIES =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    /** The brackets open here; true for those whose content stands on lines of its own. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private String verb = "";
    private boolean table;
    private int depth;
    private String before = ";";

    private Formatting(String text) {
        this.text = text;
    }

    /** The script laid out; nothing where that would change more than its looks. */
    public static Optional<String> of(String text) {
        List<String> words = words(text);
        if (words == null) {
            return Optional.empty();
        }
        String formatted = new Formatting(text).format();
        return words.equals(words(formatted)) ? Optional.of(formatted) : Optional.empty();
    }

    /** All that is no white space; null for a script with data or psql commands in it, whose lines mean something. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Lexer lexer = new Lexer(text);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            switch (token.kind()) {
                case WHITESPACE -> {}
                case COPY_DATA, META_COMMAND -> {
                    return null;
                }
                default -> words.add(token.kind() + text.substring(token.start(), token.end()));
            }
        }
        return words;
    }

    private String format() {
        Lexer lexer = new Lexer(text);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() != TokenKind.WHITESPACE) {
                tokens.add(token);
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            out.append(i == 0 ? "" : gap(i));
            write(i);
        }
        return out.append(tokens.isEmpty() || !text.endsWith("\n") ? "" : "\n").toString();
    }

    private void write(int index) {
        Token token = tokens.get(index);
        String word = word(token);
        out.append(text, token.start(), token.end());
        switch (word) {
            case "(" -> {
                boolean query = index + 1 < tokens.size() && QUERIES.contains(word(tokens.get(index + 1)));
                boolean columns = table && open.isEmpty();
                open.push(query || columns);
                depth += query || columns ? 1 : 0;
                table &= !columns;
            }
            case ")" -> {
                if (!open.isEmpty()) {
                    depth -= open.pop() ? 1 : 0;
                }
            }
            default -> {}
        }
        if (token.kind() == TokenKind.SEMICOLON) {
            open.clear();
            depth = 0;
            verb = "";
            table = false;
        } else if (!isComment(token)) {
            if (verb.isEmpty()) {
                verb = word;
            }
            table |= verb.equals("create") && word.equals("table") && open.isEmpty();
        }
        if (!isComment(token)) {
            before = word;
        }
    }

    /** What stands before a word. */
    private String gap(int index) {
        Token last = tokens.get(index - 1);
        Token token = tokens.get(index);
        String original = text.substring(last.end(), token.start());
        String word = word(token);
        if (last.kind() == TokenKind.STRING && token.kind() == TokenKind.STRING) {
            return original; // With a line end between them they are one.
        }
        boolean ended = last.kind() == TokenKind.SEMICOLON || verb.isEmpty();
        if (isComment(token) || last.kind() == TokenKind.LINE_COMMENT || ended && !original.isEmpty()) {
            return around(original, last, token);
        }
        boolean inLines = open.isEmpty() || open.peek();
        if (word(last).equals("(") && !open.isEmpty() && open.peek()) {
            return line(depth);
        }
        if (word.equals(")") && !open.isEmpty() && open.peek()) {
            return line(depth - 1);
        }
        if (word(last).equals(",") && !open.isEmpty() && open.peek() && verb.equals("create")) {
            return line(depth);
        }
        if (original.isEmpty()) {
            return "";
        }
        if (inLines && QUERIES.contains(verb) && startsClause(word)) {
            return line(depth);
        }
        if (inLines
                && QUERIES.contains(verb)
                && (word.equals("and") || word.equals("or"))
                && !before.equals("between")) {
            return line(depth + 1);
        }
        return word.equals(",") || word.equals(")") || word(last).equals("(") ? "" : " ";
    }

    private boolean startsClause(String word) {
        if (word.equals("select")) {
            return before.equals("union")
                    || before.equals("all")
                    || before.equals("except")
                    || before.equals("intersect");
        }
        return CLAUSES.contains(word)
                && !(word.equals("join") && CLAUSES.contains(before))
                && !(word.equals("join") && before.equals("outer"))
                && !(word.equals("on") && before.equals("distinct"))
                && !(word.equals("from") && before.equals("distinct"))
                && !(word.equals("from") && before.equals("delete"));
    }

    /** Comments stay on the line they are on, and statements apart. */
    private String around(String original, Token last, Token token) {
        long lines = original.chars().filter(c -> c == '\n').count();
        if (lines == 0) {
            if (last.kind() == TokenKind.LINE_COMMENT) {
                return original;
            }
            return original.isEmpty() ? "" : last.kind() == TokenKind.SEMICOLON && !isComment(token) ? "\n" : " ";
        }
        return (lines > 1 ? "\n" : "") + line(word(token).equals(")") ? Math.max(0, depth - 1) : depth);
    }

    private static String line(int depth) {
        return "\n" + INDENT.repeat(Math.max(0, depth));
    }

    private static boolean isComment(Token token) {
        return token.kind() == TokenKind.LINE_COMMENT || token.kind() == TokenKind.BLOCK_COMMENT;
    }

    private String word(Token token) {
        return text.substring(token.start(), Math.min(token.end(), token.start() + 40))
                .toLowerCase(Locale.ROOT);
    }
}
