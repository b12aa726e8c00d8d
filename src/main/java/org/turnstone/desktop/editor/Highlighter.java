package org.turnstone.desktop.editor;

import java.util.List;

/** Says which parts of a line look like what. */
public interface Highlighter {
    /** A part of a line and its style class; parts come in order and do not overlap. */
    record Piece(int begin, int end, String style) {}

    /** The parts of a line, given without its end, before which that is known. */
    List<Piece> pieces(String line, Known before);

    /** What is known after a line. */
    Known after(String line, Known before);

    /** What is known before a text. */
    Known start();

    /** What a line's colours depend on beyond the line itself. Equal ones give equal colours. */
    interface Known {
        /** Whether nothing is under way here, so that a statement can be read from here on. */
        boolean isBetweenStatements();
    }
}
