package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.turnstone.desktop.editor.Highlighter.Known;

/**
 * The text and its colours. A line gets its colours when it comes near the window, and again when it, or what is known
 * before it, has changed: with the edit itself, so that it is laid out once.
 */
final class SqlArea extends CodeArea {
    /** What was replaced, and by what; offsets and lines count from zero. */
    record Edit(int begin, int removed, int inserted, int line, int linesRemoved, int linesInserted) {}

    /** What lies over the colours of a line that begins at an offset; counted from the text's beginning. */
    interface Overlays {
        void on(String line, int begin, List<Overlay> into);
    }

    /** So far around the window lines have their colours already when they are scrolled into it. */
    private static final int AROUND = 60;

    /** A longer line has no colours. */
    private static final int LONGEST_LINE = 20_000;

    /** How long a key may wait for what follows from it, and how long a picture. */
    private static final long KEY_NANOS = 3_000_000;

    private static final long PULSE_NANOS = 5_000_000;

    private final Highlighter highlighter;
    private final LineTable table;
    private final NextPulse look = new NextPulse(this::lookAround);
    private final List<Consumer<Edit>> listeners = new ArrayList<>();
    private Overlays overlays = (line, begin, into) -> {};

    SqlArea(Highlighter highlighter) {
        this.highlighter = highlighter;
        this.table = new LineTable(highlighter);
        viewportDirtyEvents().subscribe(event -> look.ask());
        heightProperty().addListener(height -> look.ask());
        // Several changes in one go do not come through replace.
        multiPlainChanges().subscribe(changes -> {
            if (changes.size() > 1) {
                table.reset(getParagraphs().size());
                changes.forEach(change -> tell(new Edit(
                        change.getPosition(),
                        change.getRemoved().length(),
                        change.getInserted().length(),
                        0,
                        0,
                        0)));
                look.ask();
            }
        });
    }

    void overlays(Overlays wanted) {
        overlays = wanted;
    }

    /** Hears of every edit, before the caret moves. */
    void onEdit(Consumer<Edit> listener) {
        listeners.add(listener);
    }

    /** Shows another text with nothing to undo. */
    void load(String text) {
        replaceText(text);
        getUndoManager().forgetHistory();
        getUndoManager().mark();
        moveTo(0);
        showParagraphAtTop(0);
        scrollXToPixel(0);
    }

    @Override
    public void replace(
            int start, int end, StyledDocument<Collection<String>, String, Collection<String>> replacement) {
        int line = offsetToPosition(start, Bias.Forward).getMajor();
        int removed = offsetToPosition(end, Bias.Forward).getMajor() - line;
        int inserted = replacement.getParagraphs().size() - 1;
        int first = firstVisible();
        int last = lastVisible();
        var edit = new Edit(start, end - start, replacement.length(), line, removed, inserted);
        getContent().beingUpdatedProperty().suspendWhile(() -> {
            getContent().replace(start, end, replacement);
            table.replaced(line, removed + 1, inserted + 1);
            tell(edit);
            int changedTo = Math.min(line + inserted, line + last - first + AROUND);
            int visibleTo = last + Math.max(0, inserted - removed);
            table.readTo(
                    Math.min(Math.max(changedTo, visibleTo) + 1, table.lines()),
                    this::line,
                    System.nanoTime() + KEY_NANOS);
            draw(line, changedTo);
            draw(Math.max(first, 0), visibleTo);
        });
        int caret = start + replacement.length();
        selectRange(caret, caret);
        look.ask();
    }

    /** The lines that are in the window, as far as that is known: -1 where it is not. */
    int firstVisible() {
        return getVisibleParagraphs().isEmpty() ? -1 : visibleParToAllParIndex(0);
    }

    int lastVisible() {
        int count = getVisibleParagraphs().size();
        return count == 0 ? -1 : visibleParToAllParIndex(count - 1);
    }

    /** The text of a line without its end. */
    String line(int number) {
        return getParagraph(number).getText();
    }

    int lines() {
        return getParagraphs().size();
    }

    int offset(int line, int column) {
        return getAbsolutePosition(line, column);
    }

    int lineOf(int offset) {
        return offsetToPosition(Math.clamp(offset, 0, getLength()), Bias.Forward)
                .getMajor();
    }

    /** What is known before a line, after reading as far as that takes. */
    Known before(int line) {
        table.readTo(line, this::line, Long.MAX_VALUE);
        return table.before(line);
    }

    /** Lines between two offsets look different now. */
    void redraw(int begin, int end) {
        table.redraw(lineOf(begin), lineOf(end));
        look.ask();
    }

    void redrawAll() {
        table.redrawAll();
        look.ask();
    }

    private void tell(Edit edit) {
        listeners.forEach(listener -> listener.accept(edit));
    }

    /** Colours what is in the window and around it, and reads on where reading stopped. */
    private void lookAround() {
        int first = firstVisible();
        if (first < 0) {
            return;
        }
        int last = lastVisible();
        long deadline = System.nanoTime() + PULSE_NANOS;
        table.readTo(last + 1, this::line, Long.MAX_VALUE);
        int from = Math.max(0, first - AROUND);
        int to = Math.min(table.lines() - 1, last + AROUND);
        if (hasStale(from, to)) {
            getContent().beingUpdatedProperty().suspendWhile(() -> {
                draw(first, last);
                if (table.readTo(to + 1, this::line, deadline)) {
                    draw(last + 1, to);
                }
                draw(from, first - 1);
            });
        }
        if (!table.readTo(table.lines(), this::line, deadline)) {
            look.ask();
        }
    }

    private boolean hasStale(int from, int to) {
        for (int line = from; line <= to; line++) {
            if (table.isStale(line)) {
                return true;
            }
        }
        return false;
    }

    /** Draws what is stale of these lines, each run of it at once: every change of the text's tree has its price. */
    private void draw(int from, int to) {
        int end = Math.min(to, table.lines() - 1);
        List<StyleSpans<Collection<String>>> run = new ArrayList<>();
        for (int line = from; line <= end; line++) {
            if (table.isStale(line)) {
                run.add(spans(line));
                table.drawn(line);
            }
            if (!run.isEmpty() && (line == end || !table.isStale(line + 1))) {
                draw(line - run.size() + 1, run);
                run.clear();
            }
        }
    }

    /** Leaves alone what looks the same already. */
    private void draw(int first, List<StyleSpans<Collection<String>>> lines) {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).equals(getParagraph(first + from).getStyleSpans())) {
            from++;
        }
        while (to > from
                && lines.get(to - 1).equals(getParagraph(first + to - 1).getStyleSpans())) {
            to--;
        }
        if (to > from) {
            getContent().setStyleSpans(first + from, 0, LineSpans.of(lines.subList(from, to)));
        }
    }

    private StyleSpans<Collection<String>> spans(int number) {
        String text = line(number);
        if (text.isEmpty()) {
            return LineSpans.none();
        }
        int begin = offset(number, 0);
        List<Overlay> above = new ArrayList<>();
        overlays.on(text, begin, above);
        above.replaceAll(over -> new Overlay(over.begin() - begin, over.end() - begin, over.style()));
        List<Highlighter.Piece> pieces =
                text.length() > LONGEST_LINE ? List.of() : highlighter.pieces(text, table.before(number));
        return LineSpans.of(text, pieces, above);
    }
}
