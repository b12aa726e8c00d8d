package org.turnstone.desktop.editor;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.fxmisc.richtext.model.Paragraph;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;

/**
 * One text as it is shown: its lines and their colours, what is known of them, what can be undone, where people were in it.
 * It is made on any thread; from when it is shown on, it belongs to the window's.
 */
final class Page {
    /** So many lines are coloured before anybody sees them. */
    private static final int COLOURED = 120;

    private final LongLines longLines;
    private final LineTable table;
    private ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> document;
    /** The text as it is shown; null when nobody has written it out since it was changed. */
    private String text;

    private boolean beingRead;
    private Undo undo;
    private Place place = new Place(0, 0, 0);

    /** Where the caret and the other end of the selection were, and which line was the first seen. */
    record Place(int anchor, int caret, int top) {}

    private Page(LongLines longLines, LineTable table, String text) {
        this.longLines = longLines;
        this.table = table;
        this.text = text;
        this.document = SqlDocument.of(text);
        table.reset(document.getParagraphCount());
    }

    /** A text whose lines are read when they are needed. */
    static Page of(String shown, LongLines longLines, Highlighter highlighter) {
        return new Page(longLines, new LineTable(highlighter), shown);
    }

    /** The same, with the colours of what is seen first; the rest is to be read elsewhere. */
    static Page begun(String shown, LongLines longLines, Highlighter highlighter) {
        Page page = of(shown, longLines, highlighter);
        page.beingRead = true;
        var lines = page.document;
        int coloured = Math.min(COLOURED, page.table.lines());
        page.table.readTo(coloured, line -> lines.getParagraph(line).getText(), Long.MAX_VALUE);
        for (int line = 0; line < coloured; line++) {
            String text = lines.getParagraph(line).getText();
            if (!text.isEmpty()) {
                var spans = LineSpans.of(text, page.table.before(line), highlighter, List.of());
                page.document = page.document
                        .replaceParagraph(line, each -> each.restyle(0, spans))
                        .get1();
            }
        }
        return page;
    }

    /** What is known of the lines of a text nobody has edited yet; any thread may ask. */
    static LineTable read(
            ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> lines, Highlighter highlighter) {
        var table = new LineTable(highlighter);
        table.reset(lines.getParagraphCount());
        Iterator<Paragraph<Collection<String>, String, Collection<String>>> next =
                lines.getParagraphs().iterator();
        table.readTo(table.lines(), line -> next.next().getText(), Long.MAX_VALUE);
        return table;
    }

    /** Whether somebody else is reading it to its end. */
    boolean isBeingRead() {
        return beingRead;
    }

    /** It was edited: what somebody else reads is not it any more. */
    void edited() {
        beingRead = false;
    }

    /** It was read to its end by somebody else. */
    void read(LineTable whole) {
        if (beingRead) {
            beingRead = false;
            table.take(whole);
        }
    }

    LongLines longLines() {
        return longLines;
    }

    LineTable table() {
        return table;
    }

    ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> document() {
        return document;
    }

    String text() {
        return text == null ? document.getText() : text;
    }

    int length() {
        return document.length();
    }

    Undo undo() {
        return undo;
    }

    void undo(Undo wanted) {
        undo = wanted;
    }

    Place place() {
        return place;
    }

    void place(Place now) {
        place = now;
    }

    /** Remembers how it looked when another was shown instead. */
    void leave(
            ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> now, String written, Place where) {
        document = now;
        text = written;
        place = where;
    }
}
