package org.turnstone.desktop.editor;

import java.util.Optional;
import org.turnstone.sql.Pairs;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;

/** The statement around a place in the text, found by reading no more of it than that takes. */
final class Surroundings {
    /** Nobody looks at a pair of brackets further apart. */
    private static final int MOST_CHARACTERS = 400_000;

    /** A part of the text that holds whole statements, and the one of them that is meant, by offsets in the text. */
    record Found(int begin, String text, Optional<Range> statement) {}

    /** From its first word to its end, the semicolon left out. */
    record Range(int begin, int end) {}

    private final SqlArea area;

    Surroundings(SqlArea area) {
        this.area = area;
    }

    Found at(int offset) {
        int line = area.lineOf(offset);
        int from = line;
        int size = 0;
        while (from > 0 && size < MOST_CHARACTERS && !area.before(from).isBetweenStatements()) {
            from--;
            size += area.getParagraphLength(from);
        }
        int to = line + 1;
        size = 0;
        while (to < area.lines() && size < MOST_CHARACTERS && !area.before(to).isBetweenStatements()) {
            size += area.getParagraphLength(to);
            to++;
        }
        // A comment alone belongs to the statement below it.
        while (to < area.lines() && to < line + 60 && isComment(from, to)) {
            do {
                to++;
            } while (to < area.lines() && to < line + 2000 && !area.before(to).isBetweenStatements());
        }
        int begin = area.offset(from, 0);
        int end = to < area.lines() ? area.offset(to, 0) : area.getLength();
        String text = area.getText(begin, end);
        int lineBegin = area.offset(line, 0) - begin;
        return new Found(
                begin,
                text,
                statement(text, offset - begin, lineBegin)
                        .map(found -> new Range(begin + found.codeStart(), begin + found.end())));
    }

    private boolean isComment(int from, int to) {
        for (int line = from; line < to; line++) {
            String text = area.line(line).strip();
            if (text.isEmpty() || !(text.startsWith("--") || text.startsWith("/*") || text.endsWith("*/"))) {
                return false;
            }
        }
        return true;
    }

    /** The one the place is in, or else the last that ends before it on its line. */
    private static Optional<Statement> statement(String text, int place, int lineBegin) {
        Statement last = null;
        for (Statement each : Splitter.split(text).statements()) {
            if (each.kind() != Statement.Kind.SQL) {
                continue;
            }
            if (each.start() <= place && place <= each.end() + 1) {
                return Optional.of(each);
            }
            if (each.end() < place && each.end() >= lineBegin) {
                last = each;
            }
        }
        return Optional.ofNullable(last);
    }

    Optional<Pairs.Pair> pair(Found found, int offset) {
        return found.text().length() > MOST_CHARACTERS
                ? Optional.empty()
                : Pairs.at(found.text(), offset - found.begin());
    }
}
