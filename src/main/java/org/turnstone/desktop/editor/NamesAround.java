package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.Token;
import org.turnstone.sql.TokenKind;

/** What a statement names, as far as it is written: its tables with their short names, and what stands at a place in it. */
final class NamesAround {
    /** A table as it is named, its schema null where none is. */
    record Table(String schema, String name) {}

    private static final Set<String> BEFORE_TABLE =
            Set.of("from", "join", "update", "into", "using", "table", "references", "truncate", "only", "on", "exists");

    private static final Set<String> NO_ALIAS = Set.of("""
        where on using set join left right inner outer full cross natural group order having limit offset union intersect
        except returning values select default for window as add alter drop rename owner cascade restrict then when with
        is not and or if column constraint lateral\
        """.strip().split("\\s+"));

    private final String text;
    private final List<Token> code;
    private final TokenKind inside;
    private final Map<String, Table> aliases = new HashMap<>();
    private final List<Table> tables = new ArrayList<>();

    NamesAround(String statement, int offset) {
        List<Token> tokens = tokens(statement);
        TokenKind here = null;
        for (Token token : tokens) {
            boolean within = token.start() < offset && offset < token.end()
                    || token.end() == offset
                            && (token.kind() == TokenKind.LINE_COMMENT || isOpen(statement, token));
            if (within && token.kind() == TokenKind.DOLLAR_STRING) {
                tokens = Lexer.tokensInside(statement, token);
                for (Token inner : tokens) {
                    if (inner.start() < offset && offset <= inner.end()) {
                        here = inner.kind();
                    }
                }
                break;
            }
            if (within) {
                here = token.kind();
            }
        }
        this.text = statement;
        this.inside = here;
        this.code = tokens.stream().filter(NamesAround::isCode).toList();
        readTables();
    }

    private static boolean isOpen(String text, Token token) {
        return token.kind() == TokenKind.STRING
                && (token.end() - token.start() < 2 || text.charAt(token.end() - 1) != '\'');
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Lexer lexer = new Lexer(text);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    /** Whether the place is in a comment or a text, where nothing is named. */
    boolean isProse() {
        return inside == TokenKind.LINE_COMMENT
                || inside == TokenKind.BLOCK_COMMENT
                || inside == TokenKind.STRING
                || inside == TokenKind.COPY_DATA
                || inside == TokenKind.META_COMMAND;
    }

    List<Table> tables() {
        return tables;
    }

    /** The table a short name or a name stands for; null where it stands for none. */
    Table table(String name) {
        return aliases.get(name);
    }

    /** The last word before a place, in lower case; what ends there does not count. */
    String wordBefore(int offset) {
        String last = "";
        for (Token token : code) {
            if (token.end() > offset || token.end() == offset && isWord(token)) {
                break;
            }
            last = written(token);
        }
        return last;
    }

    private void readTables() {
        for (int i = 0; i + 1 < code.size(); i++) {
            boolean begins = BEFORE_TABLE.contains(written(code.get(i)))
                    || written(code.get(i)).equals(",") && inFrom(i);
            if (begins && isName(code.get(i + 1)) && !BEFORE_TABLE.contains(written(code.get(i + 1)))) {
                readTable(i + 1);
            }
        }
    }

    private boolean inFrom(int comma) {
        for (int i = comma; i >= 0; i--) {
            switch (written(code.get(i))) {
                case "from" -> {
                    return true;
                }
                case "select", "where", "(", "set", "values", "by" -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    private void readTable(int at) {
        String schema = null;
        String name = name(code.get(at));
        int next = at + 1;
        if (next + 1 < code.size() && written(code.get(next)).equals(".") && isName(code.get(next + 1))) {
            schema = name;
            name = name(code.get(next + 1));
            next += 2;
        }
        var table = new Table(schema, name);
        tables.add(table);
        aliases.put(name, table);
        if (next < code.size() && written(code.get(next)).equals("as")) {
            next++;
        }
        if (next < code.size() && isName(code.get(next)) && !NO_ALIAS.contains(written(code.get(next)))) {
            aliases.put(name(code.get(next)), table);
        }
    }

    private String name(Token token) {
        String word = text.substring(token.start(), token.end());
        return word.startsWith("\"") ? word.substring(1, Math.max(1, word.length() - 1)).replace("\"\"", "\"") : word.toLowerCase(Locale.ROOT);
    }

    private String written(Token token) {
        return text.substring(token.start(), token.end()).toLowerCase(Locale.ROOT);
    }

    private static boolean isName(Token token) {
        return isWord(token) || token.kind() == TokenKind.QUOTED_IDENTIFIER;
    }

    private static boolean isWord(Token token) {
        return token.kind() == TokenKind.IDENTIFIER || token.kind() == TokenKind.KEYWORD;
    }

    private static boolean isCode(Token token) {
        return switch (token.kind()) {
            case WHITESPACE, LINE_COMMENT, BLOCK_COMMENT, COPY_DATA -> false;
            default -> true;
        };
    }
}
