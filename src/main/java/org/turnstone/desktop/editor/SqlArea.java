package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.IndexRange;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.model.TwoDimensional.Position;
import org.fxmisc.richtext.util.UndoUtils;
import org.fxmisc.undo.UndoManager;
import org.turnstone.desktop.editor.Highlighter.Known;
import org.turnstone.desktop.platform.Background;

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

    /** How long a key may wait for what follows from it, and how long a picture. */
    private static final long KEY_NANOS = 3_000_000;

    private static final long PULSE_NANOS = 5_000_000;

    /** What is longer is pasted in two steps, in characters. */
    private static final int LONGEST_AT_ONCE = 300_000;

    private final Highlighter highlighter;
    private final Background background;
    private final SqlDocument document;
    private final NextPulse look = new NextPulse(this::lookAround);
    private final List<Consumer<Edit>> listeners = new ArrayList<>();
    private Consumer<Edit> before = edit -> {};
    private Overlays overlays = (line, begin, into) -> {};
    private Page page;
    private LineTable table;
    private FileLines fileLines = FileLines.of("", new LongLines());
    /** Whether what is put in is put in as it is. */
    private boolean exact;

    private boolean allowed = true;
    private boolean pasting;

    SqlArea(Highlighter highlighter, Background background) {
        super(new SqlDocument());
        this.background = background;
        this.highlighter = highlighter;
        this.document = (SqlDocument) getContent();
        // Every text has a history of its own.
        setUndoManager(null);
        show(Page.of("", new LongLines(), highlighter));
        viewportDirtyEvents().subscribe(event -> look.ask());
        heightProperty().addListener(height -> look.ask());
        multiPlainChanges().subscribe(this::changed);
    }

    void overlays(Overlays wanted) {
        overlays = wanted;
    }

    /** Hears of every edit, before the caret moves. */
    void onEdit(Consumer<Edit> listener) {
        listeners.add(listener);
    }

    /** Hears of every edit while all is as it was before. */
    void beforeEdit(Consumer<Edit> listener) {
        before = listener;
    }

    Page page() {
        return page;
    }

    /** Shows another text, where people were in it, with what can be undone in it. */
    void show(Page other) {
        if (page != null) {
            // What was asked for the text of before, such as to follow its caret, is not done to the next.
            layout();
            page.leave(document.snapshot(), document.written(), place());
        }
        if (other.undo() == null) {
            other.undo(new Undo(this::apply));
        }
        // Both texts have a beginning.
        moveTo(0);
        page = other;
        table = other.table();
        table.redrawAll();
        String text = other.text();
        fileLines = FileLines.of(text, other.longLines());
        document.show(other.document(), text);
        Page.Place place = other.place();
        selectRange(Math.min(place.anchor(), getLength()), Math.min(place.caret(), getLength()));
        scrollXToPixel(0);
        showParagraphAtTop(Math.min(place.top(), lines() - 1));
        look.ask();
    }

    /** Where people are in the text. */
    Page.Place place() {
        return new Page.Place(getAnchor(), getCaretPosition(), Math.max(0, firstVisible()));
    }

    /** Whether people may edit; nobody may while something long is being pasted. */
    void allow(boolean editing) {
        allowed = editing;
        setEditable(allowed && !pasting);
    }

    private void pasting(boolean now) {
        pasting = now;
        setEditable(allowed && !pasting);
    }

    @Override
    public UndoManager<?> getUndoManager() {
        return page == null ? super.getUndoManager() : page.undo().history();
    }

    private void apply(List<PlainTextChange> changes) {
        if (changes.size() == 1) {
            PlainTextChange change = changes.getFirst();
            exact = true;
            try {
                replaceText(change.getPosition(), change.getRemovalEnd(), change.getInserted());
            } finally {
                exact = false;
            }
        } else {
            UndoUtils.applyMultiPlainTextChange(this).accept(changes);
        }
        requestFollowCaret();
    }

    private void changed(List<PlainTextChange> changes) {
        page.undo().changed(changes);
        // Several changes in one go do not come through replace.
        if (changes.size() > 1) {
            page.edited();
            table.reset(getParagraphs().size());
            fileLines = FileLines.of(getText(), page.longLines());
            changes.forEach(change -> tell(new Edit(
                    change.getPosition(),
                    change.getRemoved().length(),
                    change.getInserted().length(),
                    0,
                    0,
                    0)));
            look.ask();
        }
    }

    @Override
    public void replaceText(int start, int end, String text) {
        replace(start, end, SqlDocument.of(exact ? text : page.longLines().inserted(text, this::getText)));
    }

    @Override
    public void replace(
            int start, int end, StyledDocument<Collection<String>, String, Collection<String>> replacement) {
        IndexRange whole = exact || !page.longLines().isCut()
                ? new IndexRange(start, end)
                : wholeJoints(start, end, replacement.length() == 0);
        put(whole.getStart(), whole.getEnd(), replacement);
    }

    private void put(int start, int end, StyledDocument<Collection<String>, String, Collection<String>> replacement) {
        int line = offsetToPosition(start, Bias.Forward).getMajor();
        int removed = end == start ? 0 : offsetToPosition(end, Bias.Forward).getMajor() - line;
        int inserted = replacement.getParagraphs().size() - 1;
        int first = firstVisible();
        int last = lastVisible();
        var edit = new Edit(start, end - start, replacement.length(), line, removed, inserted);
        before.accept(edit);
        getContent().beingUpdatedProperty().suspendWhile(() -> {
            getContent().replace(start, end, replacement);
            page.edited();
            table.replaced(line, removed + 1, inserted + 1);
            if (page.longLines().isCut()) {
                fileLines.replaced(
                        line, removed, inserted, each -> page.longLines().goesOn(line(each)));
            }
            tell(edit);
            int height = last - first;
            int changedTo = Math.min(line + inserted, line + height + AROUND);
            int visibleTo = last + Math.clamp(inserted - removed, 0, height + 1);
            boolean read = table.readTo(
                    Math.min(Math.max(changedTo, visibleTo) + 1, table.lines()),
                    this::line,
                    System.nanoTime() + KEY_NANOS);
            // What is not read yet would be drawn twice.
            if (read) {
                draw(line, changedTo);
                draw(Math.max(first, 0), visibleTo);
            }
        });
        int caret = start + replacement.length();
        selectRange(caret, caret);
        look.ask();
    }

    /**
     * A long line's pieces hold together by a sign and an end that nobody wrote: an edit takes both or none. One that
     * would take nothing else takes the character behind them too, on the side the caret is not.
     */
    private IndexRange wholeJoints(int start, int end, boolean taking) {
        int from = isInJoint(start) ? start - 1 : start;
        if (start == end) {
            return new IndexRange(from, from);
        }
        int to = isInJoint(end) ? end + 1 : end;
        if (taking && to - from == 2 && isInJoint(from + 1)) {
            if (getCaretPosition() >= to && from > 0) {
                from = Character.offsetByCodePoints(getText(Math.max(0, from - 2), from), Math.min(2, from), -1)
                        + Math.max(0, from - 2);
            } else if (getCaretPosition() < to && to < getLength()) {
                to += Character.charCount(
                        getText(to, Math.min(getLength(), to + 2)).codePointAt(0));
            }
        }
        return new IndexRange(from, to);
    }

    /** Whether a place is between the sign and the end that join two pieces. */
    private boolean isInJoint(int offset) {
        var place = offsetToPosition(offset, Bias.Forward);
        int line = place.getMajor();
        return place.getMinor() == getParagraphLength(line)
                && line + 1 < lines()
                && page.longLines().goesOn(line(line));
    }

    /** What is selected, as the file would hold it. */
    @Override
    public void copy() {
        if (getSelection().getLength() > 0) {
            var content = new ClipboardContent();
            content.putString(page.longLines().written(getSelectedText()));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** As text: colours come from what it says here. What is long is made ready elsewhere, and nothing typed meanwhile. */
    @Override
    public void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text == null || !isEditable()) {
            return;
        }
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        String shown = page.longLines().inserted(lines, this::getText);
        if (shown.length() <= LONGEST_AT_ONCE) {
            putIn(SqlDocument.of(shown));
            return;
        }
        Page into = page;
        pasting(true);
        background.read(
                "paste",
                () -> {
                    var made = SqlDocument.of(shown);
                    // Undoing asks for it written out.
                    made.getText();
                    return made;
                },
                made -> {
                    pasting(false);
                    if (page == into && isEditable()) {
                        putIn(made);
                    }
                },
                failure -> {
                    pasting(false);
                    throw new IllegalStateException("what was copied could not be put in", failure);
                });
    }

    private void putIn(ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> made) {
        IndexRange selection = getSelection();
        getUndoManager().preventMerge();
        replace(selection.getStart(), selection.getEnd(), made);
        getUndoManager().preventMerge();
        requestFollowCaret();
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

    /** Which lines are the file's: one of many thousand characters is shown as several. */
    FileLines fileLines() {
        return fileLines;
    }

    /** Where a place in a line of the file is shown; both count from zero, and what is beyond an end is that end. */
    Position placeInFile(int fileLine, int fileColumn) {
        int line = Math.clamp(fileLines.inShown(Math.max(0, fileLine)), 0, lines() - 1);
        int column = Math.max(0, fileColumn);
        // The sign that a line goes on is no part of it.
        while (fileLines.goesOn(line + 1) && column >= getParagraphLength(line) - 1) {
            column -= getParagraphLength(line) - 1;
            line++;
        }
        return position(line, Math.min(column, getParagraphLength(line)));
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
        int from = Math.max(0, first - AROUND);
        int to = Math.min(table.lines() - 1, last + AROUND);
        if (table.readTo(last + 1, this::line, deadline) && hasStale(from, to)) {
            getContent().beingUpdatedProperty().suspendWhile(() -> {
                draw(first, last);
                if (table.readTo(to + 1, this::line, deadline)) {
                    draw(last + 1, to);
                }
                draw(from, first - 1);
            });
        }
        if (page.isBeingRead() ? !isReadTo(last + 1) : !table.readTo(table.lines(), this::line, deadline)) {
            look.ask();
        }
    }

    /** Whether what stands before a line is known without reading on. */
    boolean isReadTo(int line) {
        return table.readTo(line, this::line, 0);
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
        if (page.longLines().goesOn(text)) {
            above.add(new Overlay(text.length() - 1, text.length(), Oddities.JOINT));
        }
        return LineSpans.of(text, table.before(number), highlighter, above);
    }
}
