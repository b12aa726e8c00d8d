package org.turnstone.desktop.editor;

import java.util.List;

/** Says which parts of a text look like what. */
@FunctionalInterface
public interface Highlighter {
    /** A part of the text and its style class; parts come in order and do not overlap. */
    record Piece(int begin, int end, String style) {}

    List<Piece> pieces(String text);
}
