package org.turnstone.desktop.editor;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.turnstone.sql.CodeState;
import org.turnstone.sql.CodeStyle;
import org.turnstone.sql.Colouring;

/** Colours a script as PostgreSQL reads it. */
public final class LexerHighlighter implements Highlighter {
    private static final Map<CodeStyle, String> STYLES = new EnumMap<>(CodeStyle.class);

    static {
        for (CodeStyle style : CodeStyle.values()) {
            STYLES.put(style, style.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private record Sql(CodeState state) implements Known {
        @Override
        public boolean isBetweenStatements() {
            return state.isBetweenStatements();
        }
    }

    @Override
    public Known start() {
        return new Sql(CodeState.start());
    }

    @Override
    public Known after(String line, Known before) {
        CodeState state = ((Sql) before).state;
        CodeState after = Colouring.after(line, state);
        return after == state ? before : new Sql(after);
    }

    @Override
    public List<Piece> pieces(String line, Known before) {
        return Colouring.line(line, ((Sql) before).state).pieces().stream()
                .map(piece -> new Piece(piece.begin(), piece.end(), STYLES.get(piece.style())))
                .toList();
    }
}
