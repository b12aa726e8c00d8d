package org.turnstone.run;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.turnstone.connection.Redaction;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.Statement;
import org.turnstone.sql.Token;
import org.turnstone.sql.TokenKind;

/** Finds the word in a script that a server's refusal is about. */
final class Refusals {
    private static final Pattern BODY_LINE = Pattern.compile("inline_code_block line (\\d+)");

    private Refusals() {}

    static CheckReport.Problem of(SQLException refused, CharSequence script, Statement statement, Redaction redaction) {
        ServerErrorMessage said = refused instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        String sql = statement.text(script);
        int at = said == null ? -1 : place(said, sql);
        int begin = at < 0 ? statement.codeStart() : statement.offset(script, at);
        int end = at < 0 ? firstLineEnd(script, statement) : statement.offset(script, wordEnd(sql, at));
        String message = said == null || said.getMessage() == null ? refused.getMessage() : said.getMessage();
        return new CheckReport.Problem(
                begin,
                Math.max(begin + 1, end),
                redaction.apply(message),
                said == null ? null : more(said, redaction),
                refused.getSQLState());
    }

    /** Where in the statement as it was sent, or -1. The server counts characters, and Java halves of some. */
    private static int place(ServerErrorMessage said, String sql) {
        int position = said.getPosition();
        if (position > 0 && position <= sql.codePointCount(0, sql.length()) + 1) {
            int at = sql.offsetByCodePoints(0, position - 1);
            // At the end of the input: the last thing there is.
            return at < sql.length() ? at : lastWord(sql);
        }
        Matcher line = BODY_LINE.matcher(said.getWhere() == null ? "" : said.getWhere());
        return line.find() ? inBody(sql, Integer.parseInt(line.group(1))) : -1;
    }

    /** The first word on a line of the statement's body; its first line is the one with the opening quote. */
    private static int inBody(String sql, int line) {
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == TokenKind.DOLLAR_STRING) {
                int at = token.start();
                for (int i = 1; i < line && at >= 0; i++) {
                    at = sql.indexOf('\n', at) + 1;
                    if (at == 0) {
                        return -1;
                    }
                }
                while (at < token.end() && Character.isWhitespace(sql.charAt(at))) {
                    at++;
                }
                return at;
            }
        }
        return -1;
    }

    private static int lastWord(String sql) {
        Lexer lexer = new Lexer(sql);
        int last = 0;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() != TokenKind.WHITESPACE) {
                last = token.start();
            }
        }
        return last;
    }

    private static int wordEnd(String sql, int at) {
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.start() <= at && at < token.end()) {
                boolean inside = token.kind() == TokenKind.DOLLAR_STRING && token.start() < at;
                return inside ? endInBody(sql, token, at) : Math.min(token.end(), lineEnd(sql, at));
            }
        }
        return sql.length();
    }

    private static int endInBody(String sql, Token body, int at) {
        return Lexer.tokensInside(sql, body).stream()
                .filter(token -> token.start() <= at && at < token.end())
                .mapToInt(token -> Math.min(token.end(), lineEnd(sql, at)))
                .findFirst()
                .orElse(lineEnd(sql, at));
    }

    private static int lineEnd(String sql, int at) {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end;
    }

    private static int firstLineEnd(CharSequence script, Statement statement) {
        int end = statement.codeStart();
        while (end < statement.end() && script.charAt(end) != '\n' && script.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static String more(ServerErrorMessage said, Redaction redaction) {
        StringBuilder more = new StringBuilder();
        for (String part : new String[] {said.getDetail(), said.getHint()}) {
            if (part != null) {
                more.append(more.isEmpty() ? "" : " ").append(part);
            }
        }
        return more.isEmpty() ? null : redaction.apply(more.toString());
    }
}
