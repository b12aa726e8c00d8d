package org.turnstone.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what belongs together: two brackets, BEGIN or CASE and their END, IF and END IF, LOOP and END LOOP. */
public final class Pairs {
    /** The half at the place asked about, and its other half. */
    public record Pair(int begin, int end, int otherBegin, int otherEnd) {}

    private static final Set<String> BEFORE_STATEMENT = Set.of("then", "else", "begin", "loop", ";");

    private final CharSequence text;
    private final int offset;
    private final boolean body;
    private final List<Opened> open = new ArrayList<>();

    private record Opened(Token token, String word) {}

    private Pairs(CharSequence text, int offset, boolean body) {
        this.text = text;
        this.offset = offset;
        this.body = body;
    }

    /** The pair one half of which is at that place, before or behind it, in the statement or in a body inside it. */
    public static Optional<Pair> at(CharSequence statement, int offset) {
        List<Token> tokens = new ArrayList<>();
        Lexer lexer = new Lexer(statement);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return at(statement, offset, tokens, false, 0);
    }

    private static Optional<Pair> at(CharSequence text, int offset, List<Token> tokens, boolean body, int depth) {
        for (Token token : tokens) {
            if (token.kind() == TokenKind.DOLLAR_STRING
                    && token.start() < offset
                    && offset < token.end()
                    && depth < 4) {
                return at(text, offset, Lexer.tokensInside(text, token), true, depth + 1);
            }
        }
        return new Pairs(text, offset, body).find(tokens);
    }

    private Optional<Pair> find(List<Token> tokens) {
        List<Token> code = tokens.stream().filter(Pairs::isCode).toList();
        for (int i = 0; i < code.size(); i++) {
            Token token = code.get(i);
            Opened closed = null;
            switch (token.kind()) {
                case PUNCTUATION -> closed = bracket(token);
                case KEYWORD -> {
                    if (!isName(token)) {
                        closed = word(code, i);
                    }
                }
                default -> {}
            }
            if (closed != null && (isHere(token) || isHere(closed.token))) {
                Token here = isHere(token) ? token : closed.token;
                Token other = here == token ? closed.token : token;
                return Optional.of(new Pair(here.start(), here.end(), other.start(), other.end()));
            }
        }
        return Optional.empty();
    }

    private Opened bracket(Token token) {
        char c = text.charAt(token.start());
        return switch (c) {
            case '(', '[' -> push(token, String.valueOf(c));
            case ')' -> pop("(");
            case ']' -> pop("[");
            default -> null;
        };
    }

    private Opened word(List<Token> code, int index) {
        Token token = code.get(index);
        String before = index == 0 ? ";" : written(code.get(index - 1));
        String after = index + 1 < code.size() ? written(code.get(index + 1)) : "";
        return switch (written(token)) {
            case "case" -> before.equals("end") ? null : push(token, "case");
            case "begin" -> body && !after.equals(";") || after.equals("atomic") ? push(token, "begin") : null;
            case "if" -> body && BEFORE_STATEMENT.contains(before) ? push(token, "if") : null;
            case "loop" -> before.equals("end") ? null : push(token, "loop");
            case "end" -> end(after);
            default -> null;
        };
    }

    private Opened end(String after) {
        return switch (after) {
            case "if" -> pop("if");
            case "loop" -> pop("loop");
            default -> pop("case", "begin");
        };
    }

    private Opened push(Token token, String word) {
        open.add(new Opened(token, word));
        return null;
    }

    /** The innermost of these; what was left open inside it is forgotten. */
    private Opened pop(String... words) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (List.of(words).contains(open.get(i).word)) {
                Opened found = open.get(i);
                open.subList(i, open.size()).clear();
                return found;
            }
        }
        return null;
    }

    private boolean isHere(Token token) {
        return token.start() <= offset && offset <= token.end();
    }

    private boolean isName(Token token) {
        return token.start() > 0 && text.charAt(token.start() - 1) == '.';
    }

    private String written(Token token) {
        return text.subSequence(token.start(), token.end()).toString().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isCode(Token token) {
        return switch (token.kind()) {
            case WHITESPACE, LINE_COMMENT, BLOCK_COMMENT, COPY_DATA -> false;
            default -> true;
        };
    }
}
