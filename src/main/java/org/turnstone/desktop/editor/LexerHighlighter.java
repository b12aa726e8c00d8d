package org.turnstone.desktop.editor;

import java.util.List;

/** Colours a script as PostgreSQL reads it. */
public final class LexerHighlighter implements Highlighter {
    @Override
    public List<Piece> pieces(String text) {
        return List.of();
    }
}
