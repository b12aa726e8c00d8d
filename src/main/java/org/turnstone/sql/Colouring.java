package org.turnstone.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.turnstone.sql.Colouring.Line.Piece;

/** Colours a script line by line as PostgreSQL reads it, the bodies of functions as the code they are. */
public final class Colouring {
    /** A line's pieces in their order, which do not overlap, and what is known after it. */
    public record Line(List<Piece> pieces, CodeState after) {
        /** A part of the line that does not look plain. */
        public record Piece(int begin, int end, CodeStyle style) {}
    }

    /** Words of the grammar that are written small as names of columns and tables far more often. */
    private static final Set<String> NAMES = words("""
        action category class comment content country data date day description document email event groups hour id key
        label level location message method minute month name names number owner password path period policy position
        range role rule scale second sequence session share source state status system target text type user value
        version year zone\
        """);

    private static final Set<String> TYPES = words("""
        bigint bigserial bit boolean bool box bytea char character cidr circle citext date daterange decimal float float4
        float8 hstore inet int int2 int4 int4range int8 int8range integer interval json jsonb jsonpath line lseg macaddr
        money name numeric numrange oid path pg_lsn point polygon real record regclass serial smallint smallserial text time
        timestamp timestamptz timetz trigger event_trigger tsquery tsrange tstzrange tsvector uuid varchar void xml\
        """);

    /** After these a name with a parenthesis behind it is a table's, not a function's. */
    private static final Set<String> BEFORE_TABLES =
            Set.of("table", "into", "index", "on", "references", "view", "exists", "update", "as", "with");

    private final String text;
    private final List<Piece> pieces;
    private Token before;
    private String lastWord = "";
    private int words;

    private Colouring(String text, List<Piece> pieces, int words) {
        this.text = text;
        this.pieces = pieces;
        this.words = words;
    }

    /** Colours one line, given without its end. */
    public static Line line(String text, CodeState before) {
        List<Piece> pieces = new ArrayList<>();
        CodeState after = new Colouring(text, pieces, before.words()).read(before);
        return new Line(text.contains("${") ? withPlaceholders(text, pieces) : pieces, after);
    }

    /** What is known after a line, which is quicker to say than how it looks. */
    public static CodeState after(String text, CodeState before) {
        return new Colouring(text, null, before.words()).read(before);
    }

    static List<String> typeNames() {
        return TYPES.stream().sorted().toList();
    }

    private CodeState read(CodeState state) {
        Lexer lexer = new Lexer(text + "\n", 0, state.script());
        LexerState body = state.body();
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == TokenKind.DOLLAR_STRING) {
                body = dollar(token, token.start() == 0 ? state.script().dollarQuote() : null, body, lexer.state());
            } else {
                note(token);
                add(token.start(), token.end(), style(token));
            }
            before = token;
        }
        LexerState after = lexer.state();
        // The same objects where nothing changed: a long script has as many states as lines.
        if (after.equals(state.script()) && same(body, state.body()) && words == state.words()) {
            return state;
        }
        return new CodeState(after, body, words);
    }

    private static boolean same(LexerState one, LexerState other) {
        return one == null ? other == null : one.equals(other);
    }

    /** What the words so far say about a dollar quote that may come. */
    private void note(Token token) {
        switch (token.kind()) {
            case WHITESPACE, LINE_COMMENT, BLOCK_COMMENT -> {}
            case KEYWORD -> {
                lastWord = word(token);
                words = switch (lastWord) {
                    case "as", "do" -> 1;
                    case "language" -> words == 1 ? 2 : 0;
                    default -> Math.max(0, words - 1);
                };
            }
            case IDENTIFIER, STRING, QUOTED_IDENTIFIER -> {
                lastWord = "";
                words = words == 2 ? 1 : 0;
            }
            default -> {
                lastWord = "";
                words = 0;
            }
        }
    }

    /** One line's share of a dollar quote. Gives what is known of the body after it. */
    private LexerState dollar(Token token, String open, LexerState bodyBefore, LexerState after) {
        int begin = open != null ? token.start() : Lexer.tagEnd(text, token.start(), token.end());
        int tag = open != null ? open.length() : begin - token.start();
        boolean goesOn = after.dollarQuote() != null;
        int end = Math.max(begin, Math.min(text.length(), goesOn ? token.end() : token.end() - tag));
        LexerState body = open != null ? bodyBefore : words == 1 ? LexerState.start() : null;
        words = 0;
        if (body == null) {
            add(token.start(), token.end(), CodeStyle.DOLLAR);
            return null;
        }
        add(token.start(), begin, CodeStyle.DOLLAR);
        int at = begin;
        Lexer lexer = Lexer.ofBody(text, begin, end, body);
        before = null;
        for (Token inner = lexer.next(); inner != null; inner = lexer.next()) {
            CodeStyle style = bodyStyle(inner);
            if (style != CodeStyle.DOLLAR) {
                add(at, inner.start(), CodeStyle.DOLLAR);
                add(inner.start(), inner.end(), style);
                at = inner.end();
            }
            before = inner;
        }
        add(at, token.end(), CodeStyle.DOLLAR);
        return goesOn ? lexer.state() : null;
    }

    private CodeStyle bodyStyle(Token token) {
        CodeStyle style = style(token);
        return switch (style) {
            case null -> CodeStyle.DOLLAR;
            case KEYWORD, TYPE -> CodeStyle.BODY_KEYWORD;
            case FUNCTION -> CodeStyle.BODY_FUNCTION;
            case STRING -> CodeStyle.BODY_STRING;
            case NUMBER, PARAMETER -> CodeStyle.BODY_NUMBER;
            default -> style;
        };
    }

    private void add(int begin, int end, CodeStyle style) {
        int last = Math.min(end, text.length());
        if (pieces == null || style == null || begin >= last) {
            return;
        }
        if (!pieces.isEmpty()
                && pieces.getLast().end() == begin
                && pieces.getLast().style() == style) {
            pieces.set(pieces.size() - 1, new Piece(pieces.getLast().begin(), last, style));
        } else {
            pieces.add(new Piece(begin, last, style));
        }
    }

    /** The style of a token; null for what looks like plain text. */
    private CodeStyle style(Token token) {
        if (pieces == null) {
            return null;
        }
        return switch (token.kind()) {
            case LINE_COMMENT, BLOCK_COMMENT -> CodeStyle.COMMENT;
            case KEYWORD -> ofKeyword(token);
            case IDENTIFIER -> ofName(token);
            case STRING -> CodeStyle.STRING;
            case DOLLAR_STRING -> CodeStyle.DOLLAR;
            case NUMBER -> CodeStyle.NUMBER;
            case PARAMETER -> CodeStyle.PARAMETER;
            case META_COMMAND -> CodeStyle.META;
            case COPY_DATA -> CodeStyle.COPY;
            case WHITESPACE, QUOTED_IDENTIFIER, OPERATOR, SEMICOLON, PUNCTUATION -> null;
        };
    }

    private CodeStyle ofKeyword(Token token) {
        if (token.start() > 1 && text.startsWith("::", token.start() - 2)) {
            return CodeStyle.TYPE;
        }
        if (isAfter(token, '.')) {
            return isCalled(token) ? CodeStyle.FUNCTION : null;
        }
        if (isVariable(token)) {
            return CodeStyle.PARAMETER;
        }
        String written = text.substring(token.start(), token.end());
        // A trigger is made, and only a function returns one.
        if (word(token).equals("trigger") && !previousWord().equals("returns")) {
            return CodeStyle.KEYWORD;
        }
        if (TYPES.contains(word(token)) && !NAMES.contains(written)) {
            return CodeStyle.TYPE;
        }
        if (NAMES.contains(written)) {
            return TYPES.contains(written) && isAfterName() ? CodeStyle.TYPE : null;
        }
        return CodeStyle.KEYWORD;
    }

    private CodeStyle ofName(Token token) {
        if (isVariable(token)) {
            return CodeStyle.PARAMETER;
        }
        if (isCalled(token) && !BEFORE_TABLES.contains(previousWord())) {
            return CodeStyle.FUNCTION;
        }
        return !isAfter(token, '.') && TYPES.contains(word(token)) ? CodeStyle.TYPE : null;
    }

    /** In {@code note text}, where a type stands behind a column's name. */
    private boolean isAfterName() {
        Token name = before;
        if (name == null || name.kind() != TokenKind.WHITESPACE || name.start() == 0) {
            return false;
        }
        if (text.charAt(name.start() - 1) == '"') {
            return true;
        }
        String word = previousWord();
        return !word.isEmpty() && (NAMES.contains(word) || Keywords.sql(word, 0, word.length()) == null);
    }

    private boolean isAfter(Token token, char symbol) {
        return token.start() > 0 && text.charAt(token.start() - 1) == symbol;
    }

    /** psql's {@code :name}, but not the second half of a cast or a slice. */
    private boolean isVariable(Token token) {
        int colon = token.start() - 1;
        return colon >= 0
                && text.charAt(colon) == ':'
                && (colon == 0
                        || text.charAt(colon - 1) != ':'
                                && text.charAt(colon - 1) != ']'
                                && !Characters.isWordPart(text.charAt(colon - 1)));
    }

    private boolean isCalled(Token token) {
        return token.end() < text.length() && text.charAt(token.end()) == '(';
    }

    private String previousWord() {
        int end = before == null ? 0 : before.kind() == TokenKind.WHITESPACE ? before.start() : 0;
        int start = end;
        while (start > 0 && Characters.isWordPart(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end).toLowerCase(java.util.Locale.ROOT);
    }

    private String word(Token token) {
        return text.substring(token.start(), token.end()).toLowerCase(java.util.Locale.ROOT);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private static List<Piece> withPlaceholders(String text, List<Piece> pieces) {
        List<Piece> result = new ArrayList<>(pieces);
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
            int close = text.indexOf('}', at);
            if (close < 0) {
                break;
            }
            cutOut(result, at, close + 1);
            result.add(new Piece(at, close + 1, CodeStyle.PLACEHOLDER));
        }
        result.sort((one, other) -> Integer.compare(one.begin(), other.begin()));
        return result;
    }

    private static void cutOut(List<Piece> pieces, int begin, int end) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Piece piece = pieces.get(i);
            if (piece.begin() < end && piece.end() > begin) {
                pieces.remove(i);
                if (piece.begin() < begin) {
                    pieces.add(new Piece(piece.begin(), begin, piece.style()));
                }
                if (piece.end() > end) {
                    pieces.add(new Piece(end, piece.end(), piece.style()));
                }
            }
        }
    }
}
