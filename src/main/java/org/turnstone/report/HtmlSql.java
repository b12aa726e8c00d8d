package org.turnstone.report;

import org.turnstone.sql.CodeState;
import org.turnstone.sql.Colouring;

/** SQL with its colours, in a {@code <pre>}: the same as in the editor. */
final class HtmlSql {
    /** A longer one is data, and every colour costs characters. */
    private static final int LONGEST = 20_000;

    private HtmlSql() {}

    static String of(String sql) {
        if (sql.length() > LONGEST) {
            return HtmlText.escapeLines(sql);
        }
        StringBuilder out = new StringBuilder();
        CodeState state = CodeState.start();
        String[] lines = sql.replace("\r\n", "\n").split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            out.append(i == 0 ? "" : "\n");
            Colouring.Line line = Colouring.line(lines[i], state);
            int at = 0;
            for (Colouring.Line.Piece piece : line.pieces()) {
                out.append(HtmlText.escapeLines(lines[i].substring(at, piece.begin())))
                        .append("<span class=\"")
                        .append(styleClass(piece))
                        .append("\">")
                        .append(HtmlText.escapeLines(lines[i].substring(piece.begin(), piece.end())))
                        .append("</span>");
                at = piece.end();
            }
            out.append(HtmlText.escapeLines(lines[i].substring(at)));
            state = line.after();
        }
        return out.toString();
    }

    private static String styleClass(Colouring.Line.Piece piece) {
        return switch (piece.style()) {
            case KEYWORD -> "k";
            case BODY_KEYWORD -> "s k2";
            case TYPE, PARAMETER, PLACEHOLDER, META -> "t";
            case FUNCTION, BODY_FUNCTION -> "f";
            case STRING, DOLLAR, BODY_STRING -> "s";
            case NUMBER, BODY_NUMBER -> "n";
            case COMMENT, COPY -> "c";
        };
    }
}
