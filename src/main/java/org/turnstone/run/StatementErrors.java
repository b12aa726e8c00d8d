package org.turnstone.run;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.turnstone.connection.Redaction;
import org.turnstone.format.ScriptStatement;
import org.turnstone.format.ScriptText;

/** Finds the place in the file that a server's message speaks of. */
final class StatementErrors {
    /** How the server says which line of the data it stumbled over. */
    private static final Pattern COPY_LINE = Pattern.compile("(?m)^COPY .*, line (\\d+)");

    private StatementErrors() {}

    static StatementError of(SQLException failure, ScriptStatement statement, ScriptText script, Redaction redaction) {
        ServerErrorMessage said = failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        Place place = said != null
                        && said.getWhere() != null
                        && COPY_LINE.matcher(said.getWhere()).find()
                ? copyPlace(statement, script, said.getWhere())
                : place(statement, script, said == null ? 0 : said.getPosition());
        String message = said == null || said.getMessage() == null ? failure.getMessage() : said.getMessage();
        return new StatementError(
                statement.scriptName(),
                place.line,
                place.column,
                failure.getSQLState(),
                redaction.apply(message),
                said == null ? null : redaction.apply(said.getDetail()),
                said == null ? null : redaction.apply(said.getHint()),
                said == null ? null : redaction.apply(said.getWhere()),
                redaction.inStatement(place.text));
    }

    private record Place(int line, int column, String text) {}

    /** Data lines are counted from the line after the statement. */
    private static Place copyPlace(ScriptStatement statement, ScriptText script, String where) {
        Matcher matcher = COPY_LINE.matcher(where);
        if (statement.offset() < 0 || !matcher.find()) {
            return place(statement, script, 0);
        }
        int end = script.lines().line(statement.offset() + statement.sql().length());
        int line = Math.min(
                end + Integer.parseInt(matcher.group(1)), script.lines().lines());
        return new Place(line, 1, script.lines().lineText(line));
    }

    /** {@code position} counts characters, not UTF-16 units, from 1, in the statement as it was sent; 0 for none. */
    private static Place place(ScriptStatement statement, ScriptText script, int position) {
        String sql = statement.sql();
        int characters = sql.codePointCount(0, sql.length());
        int at =
                position > 0 && position <= characters + 1 ? sql.offsetByCodePoints(0, position - 1) : statement.code();
        if (statement.offset() >= 0) {
            int offset = statement.offset() + at;
            int line = script.lines().line(offset);
            return new Place(line, script.lines().column(offset), script.lines().lineText(line));
        }
        // Placeholders were filled in, so columns may differ from the file's, but lines do not.
        int lineStart = sql.lastIndexOf('\n', at - 1) + 1;
        int line = statement.line()
                + (int) sql.substring(Math.min(statement.code(), at), at)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        String text =
                line >= 1 && line <= script.lines().lines() ? script.lines().lineText(line) : null;
        return new Place(line, sql.codePointCount(lineStart, at) + 1, text);
    }
}
