package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.ThreadBackground;
import org.turnstone.sql.Pairs;

/** A script's text as people work on it. Hides RichTextFX from the rest. */
public final class SqlEditor {
    /** A text that is not quite there yet, and what is to be done when it is. */
    private record Awaited(String text, String shown, LongLines longLines, List<Runnable> then) {}

    /** What would be run: a selection, or the statement around the caret. */
    public record Piece(int begin, int end, boolean selected) {}

    private static final double FONT = 12.5;
    private static final double SMALLEST = 8;
    private static final double LARGEST = 32;

    /** A longer text, in characters, is made ready while its beginning of so many is shown. */
    private static final int LONGEST_AT_ONCE = 150_000;

    private static final int BEGINNING = 12_000;

    private final SqlArea area;
    private final Remarks remarks = new Remarks();
    private final Gutter gutter;
    private final FindBar find;
    private final LineBar lineBar;
    private final EditKeys keys;
    private final Surroundings surroundings;
    private final CompletionList completion;
    private final NameCard card;
    private final Highlighter highlighter;
    private final Background background = new ThreadBackground(FxThread.platform());
    private final Shelf shelf = new Shelf();
    private final BorderPane body = new BorderPane();
    /** Lies over the text and holds what pops up there. */
    private final Pane above = new Pane();

    /** Says that the text is not all there yet. */
    private final Label opening = new Label();

    private final StackPane root = new StackPane(body, above, opening);
    private final DoubleProperty fontSize = new SimpleDoubleProperty(FONT);
    private final ReadOnlyObjectWrapper<Piece> piece = new ReadOnlyObjectWrapper<>();
    private final Pause look = new Pause(Duration.millis(90), this::lookAroundWhenRead);
    private final List<Runnable> edited = new ArrayList<>();
    private Pairs.Pair pair;
    private int pairOffset;
    private boolean editable = true;
    /** By what name the text shown is to be found again; null when nobody will look for it. */
    private Object shown;
    /** A long text that is being made ready while its beginning is shown; null when there is none. */
    private Awaited awaited;

    private Supplier<Names> names = () -> Names.NONE;
    private Consumer<Remark> remarkListener = remark -> {};

    public SqlEditor(Highlighter highlighter, String name, Messages messages) {
        this.highlighter = highlighter;
        area = new SqlArea(highlighter, background);
        gutter = new Gutter(area, remarks);
        find = new FindBar(area, messages);
        lineBar = new LineBar(area, messages);
        surroundings = new Surroundings(area);
        completion = new CompletionList(area, surroundings, above, () -> names.get());
        card = new NameCard(area, surroundings, above, () -> names.get(), remarks, messages);
        keys = new EditKeys(area);
        area.getStyleClass().add("sql-editor");
        area.setAccessibleText(name);
        area.overlays(this::overlays);
        area.beforeEdit(gutter::edit);
        area.onEdit(this::hear);
        area.caretPositionProperty().addListener(caret -> look.ask());
        area.selectionProperty().addListener(selection -> look.ask());
        remarks.onChange(this::redraw);
        addKeys();
        fontSize.addListener((size, before, now) -> applyFont());
        var pane = new VirtualizedScrollPane<>(area);
        pane.getStyleClass().add("sql-editor-pane");
        above.setPickOnBounds(false);
        opening.setText(messages.text("editor.opening"));
        opening.setId("opening");
        opening.getStyleClass().add("editor-opening");
        opening.setMouseTransparent(true);
        StackPane.setAlignment(opening, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(opening, new Insets(16));
        body.setCenter(pane);
        body.setTop(new VBox(find.node(), lineBar.node()));
        // Ctrl+F is the editor's while anything in it has the keyboard.
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressedAnywhere);
        opening(null);
        area.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
    }

    public Node node() {
        return root;
    }

    /** The control that takes the keyboard. */
    public Node focusTarget() {
        return area;
    }

    /** Shows another text, at its beginning and with nothing to undo. */
    public void load(String text) {
        open(null, text);
    }

    /**
     * Shows another text. One that was shown under the same name not long ago, and is the same still, is shown where it
     * was left, and what was done to it can be undone. A long one is made ready elsewhere; until it is, its beginning is
     * shown, and what is asked of the text is answered as if it were there.
     *
     * @param name by which it is to be found again; null when it is not
     */
    public void open(Object name, String text) {
        if (shown != null && awaited == null) {
            if (shown.equals(name) && text.length() <= LONGEST_AT_ONCE) {
                become(text);
                return;
            }
            shelf.put(shown, area.page());
        }
        shown = name;
        opening(null);
        remarks.show("run", List.of());
        remarks.show("check", List.of());
        find.close();
        completion.close();
        card.hide();
        Optional<Page> known = name == null ? Optional.empty() : shelf.take(name, text);
        if (known.isPresent()) {
            turnTo(known.get());
            return;
        }
        var longLines = new LongLines();
        String whole = longLines.shown(text);
        if (whole.length() <= LONGEST_AT_ONCE) {
            turnTo(Page.of(whole, longLines, highlighter));
            return;
        }
        var waiting = new Awaited(text, whole, longLines, new ArrayList<>());
        opening(waiting);
        int end = whole.indexOf('\n', BEGINNING);
        turnTo(Page.of(whole.substring(0, end < 0 ? whole.length() : end), longLines, highlighter));
        background.read(
                "text",
                () -> Page.begun(whole, longLines, highlighter),
                page -> {
                    if (awaited == waiting) {
                        arrived(page);
                    }
                },
                SqlEditor::failed);
    }

    private static void failed(Exception failure) {
        throw new IllegalStateException("a text could not be made ready", failure);
    }

    /** The text shown was written by somebody else, or otherwise than it was typed: that can be undone as well. */
    private void become(String text) {
        String now = text();
        int shorter = Math.min(now.length(), text.length());
        int begin = 0;
        while (begin < shorter && now.charAt(begin) == text.charAt(begin)) {
            begin++;
        }
        int same = 0;
        while (same < shorter - begin && now.charAt(now.length() - 1 - same) == text.charAt(text.length() - 1 - same)) {
            same++;
        }
        int line = area.getCurrentParagraph();
        int column = area.getCaretColumn();
        int top = Math.max(0, area.firstVisible());
        area.getUndoManager().preventMerge();
        area.replaceText(inShown(begin), inShown(now.length() - same), text.substring(begin, text.length() - same));
        area.getUndoManager().preventMerge();
        int to = Math.min(line, area.lines() - 1);
        area.moveTo(to, Math.min(column, area.getParagraphLength(to)));
        area.showParagraphAtTop(Math.min(top, area.lines() - 1));
    }

    private void arrived(Page page) {
        List<Runnable> then = awaited.then();
        opening(null);
        page.place(inWhole(area.place(), page.length()));
        turnTo(page);
        if (area.getCaretPosition() == page.length()) {
            area.requestFollowCaret();
        }
        then.forEach(Runnable::run);
        var lines = page.document();
        background.read("text", () -> Page.read(lines, highlighter), page::read, SqlEditor::failed);
    }

    private void opening(Awaited now) {
        awaited = now;
        Labels.show(opening, now != null);
    }

    /** Who went to the end of what was there, or selected all of it, meant the end of the text. */
    private Page.Place inWhole(Page.Place part, int whole) {
        int end = area.getLength();
        int anchor = part.anchor() == end ? whole : part.anchor();
        int caret = part.caret() == end ? whole : part.caret();
        return new Page.Place(anchor, caret, caret == whole ? Integer.MAX_VALUE : part.top());
    }

    private void turnTo(Page page) {
        area.allow(editable && awaited == null);
        area.show(page);
        pair = null;
        lookAroundWhenRead();
    }

    /** At once, or when the whole text is there. */
    private void whenThere(Runnable action) {
        if (awaited == null) {
            action.run();
        } else {
            awaited.then().add(action);
        }
    }

    public void editable(boolean wanted) {
        editable = wanted;
        area.allow(wanted && awaited == null);
    }

    /** How the project writes its files. */
    public void habits(Habits habits) {
        keys.step(habits.indent());
    }

    /** Whether a long text is still being made ready. */
    public boolean isOpening() {
        return awaited != null;
    }

    /** The text as the file would hold it, but for its line ends. */
    public String text() {
        return awaited != null ? awaited.text() : longLines().written(area.getText());
    }

    /** Whether this very text is shown under that name. */
    public boolean shows(Object name, String text) {
        return Objects.equals(name, shown)
                && (awaited != null || longLines().isCut() || area.getLength() == text.length())
                && text().equals(text);
    }

    private LongLines longLines() {
        return area.page().longLines();
    }

    private String shownText() {
        return awaited != null ? awaited.shown() : area.getText();
    }

    /** Does something after every edit that was not a load. */
    public void onEdit(Runnable action) {
        edited.add(action);
    }

    /** Replaces the whole text as one thing to undo. */
    public void replaceAll(String text) {
        whenThere(() -> {
            int caret = area.getCaretPosition();
            area.getUndoManager().preventMerge();
            area.replaceText(text);
            area.getUndoManager().preventMerge();
            area.moveTo(Math.min(caret, area.getLength()));
        });
    }

    /** What others say about the text. Their offsets are those of {@link #text}. */
    public Remarks remarks() {
        return remarks;
    }

    /** A remark about a part of the text as the file holds it. */
    public Remark remark(int begin, int end, Remark.Level level, String title, String text) {
        return new Remark(inShown(begin), inShown(end), level, title, text);
    }

    /** Hears of the remark to be shown: about the line the caret is on, or else the first; null where there is none. */
    public void onRemark(Consumer<Remark> listener) {
        remarkListener = listener;
        tellRemark();
    }

    private void tellRemark() {
        int line = area.getCurrentParagraph();
        int begin = area.offset(line, 0);
        Optional<Remark> here = remarks.between(begin, begin + area.getParagraphLength(line));
        remarkListener.accept(here.or(() -> remarks.all().stream().findFirst()).orElse(null));
    }

    /** Goes to the next remark behind the caret, or with -1 to the one before it. */
    public void nextRemark(int direction) {
        List<Remark> all = remarks.all();
        int caret = area.getCaretPosition();
        Optional<Remark> next = direction > 0
                ? all.stream().filter(remark -> remark.begin() > caret).findFirst()
                : all.stream().filter(remark -> remark.begin() < caret).reduce((before, now) -> now);
        next.or(() -> all.isEmpty() ? Optional.empty() : Optional.of(direction > 0 ? all.getFirst() : all.getLast()))
                .ifPresent(remark -> {
                    area.moveTo(remark.begin());
                    area.showParagraphAtCenter(area.getCurrentParagraph());
                    area.requestFocus();
                });
    }

    /** The line of the file it begins in, counted from 1. */
    public int line(Remark remark) {
        return area.fileLines().inFile(area.lineOf(remark.begin())) + 1;
    }

    /** The caret's place in the text as the file would hold it. */
    public int caret() {
        return inWritten(area.getCaretPosition());
    }

    /** What Ctrl+Enter would run, by offsets of {@link #text}; null where there is nothing. */
    public ReadOnlyObjectProperty<Piece> pieceProperty() {
        return piece.getReadOnlyProperty();
    }

    /** The same, found now. */
    public Piece piece() {
        look.forget();
        lookAround();
        return piece.get();
    }

    /** Underlines what is wrong and marks its line in the gutter; null takes the mark away. */
    public void mark(Mark wanted) {
        if (wanted == null) {
            remarks.show("run", List.of());
            return;
        }
        if (awaited != null) {
            whenThere(() -> mark(wanted));
            return;
        }
        var place = area.placeInFile(wanted.line() - 1, wanted.column() - 1);
        int line = place.getMajor();
        String text = area.line(line);
        int end = text.stripTrailing().length();
        int indent = text.length() - text.stripLeading().length();
        int column = Math.clamp(place.getMinor(), Math.min(indent, end), text.length());
        // A mark behind the last character would not be seen: the whole line then.
        int begin = column >= end ? Math.min(indent, end) : column;
        int at = area.offset(line, 0);
        remarks.show("run", List.of(new Remark(at + begin, at + end, Remark.Level.ERROR, "", null)));
    }

    /** Puts the caret there, with the line in the middle, and takes the keyboard. */
    public void goTo(Mark place) {
        whenThere(() -> lineBar.goTo(place.line(), place.column()));
    }

    /** The same for a place in the text as the file would hold it. */
    public void goTo(int offset) {
        whenThere(() -> {
            area.moveTo(inShown(offset));
            area.showParagraphAtCenter(area.getCurrentParagraph());
            area.requestFocus();
        });
    }

    /** The size of the letters; changed by Ctrl and the wheel, or Ctrl+= and Ctrl+-. */
    public DoubleProperty fontSizeProperty() {
        return fontSize;
    }

    /** Opens the bar that finds, or the one that replaces too. */
    public void find(boolean replacing) {
        find.open(replacing);
    }

    /** Adds a command of somebody else's while the text has the keyboard. */
    public void onKey(String combination, Runnable command) {
        keys.on(combination, command);
    }

    /** What may be named here: asked at the moment it is needed. */
    public void names(Supplier<Names> source) {
        names = source;
    }

    /** Goes where a name was made; a place in the text itself is given too. */
    public void onGoTo(Consumer<Names.Place> listener) {
        card.onGoTo(listener);
    }

    /** Opens the list of what may be written at the caret. */
    public void complete() {
        completion.open(true);
    }

    /** Shows what is behind the name at the caret. */
    public void describe() {
        card.show(area.getCaretPosition());
    }

    private void addKeys() {
        keys.on("Shortcut+F", () -> find.open(false));
        keys.on("Shortcut+H", () -> find.open(true));
        keys.on("Shortcut+R", () -> find.open(true));
        keys.on("F3", find::next);
        keys.on("Shift+F3", find::previous);
        keys.on("F12", card::goTo);
        keys.on("Shortcut+F1", this::describe);
        keys.on("Shortcut+G", lineBar::open);
        keys.on("Shortcut+Equals", () -> zoom(1));
        keys.on("Shortcut+Plus", () -> zoom(1));
        keys.on("Shortcut+Add", () -> zoom(1));
        keys.on("Shortcut+Minus", () -> zoom(-1));
        keys.on("Shortcut+Subtract", () -> zoom(-1));
        keys.on("Shortcut+0", () -> fontSize.set(FONT));
        keys.on("Shortcut+Numpad 0", () -> fontSize.set(FONT));
    }

    private void pressedAnywhere(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && find.isOpen() && !event.isConsumed()) {
            find.close();
            event.consume();
            return;
        }
        // With Shift or Alt these keys belong to the window.
        if (!event.isShortcutDown() || event.isShiftDown() || event.isAltDown() || event.isConsumed()) {
            return;
        }
        switch (event.getCode()) {
            case F -> find.open(false);
            case H -> find.open(true);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void scrolled(ScrollEvent event) {
        if (event.isShortcutDown() && event.getDeltaY() != 0) {
            zoom(event.getDeltaY() > 0 ? 1 : -1);
            event.consume();
        }
    }

    private void zoom(int by) {
        fontSize.set(Math.clamp(fontSize.get() + by, SMALLEST, LARGEST));
    }

    private void applyFont() {
        area.setStyle(fontSize.get() == FONT ? null : "-fx-font-size: " + fontSize.get() + "px;");
    }

    private void hear(SqlArea.Edit edit) {
        remarks.edited(edit);
        pair = null;
        look.ask();
        edited.forEach(Runnable::run);
    }

    private void redraw(List<Remark> changed) {
        tellRemark();
        for (Remark remark : changed) {
            area.redraw(remark.begin(), remark.end());
            int line = area.lineOf(remark.begin());
            gutter.redraw(line, line);
        }
    }

    private void overlays(String line, int begin, List<Overlay> into) {
        int end = begin + line.length();
        remarks.overlays(begin, end, into);
        if (find.isOpen()) {
            find.overlays(begin, end, into);
        }
        if (pair != null) {
            add(pairOffset + pair.begin(), pairOffset + pair.end(), begin, end, into);
            add(pairOffset + pair.otherBegin(), pairOffset + pair.otherEnd(), begin, end, into);
        }
        for (Overlay odd : Oddities.in(line)) {
            into.add(new Overlay(begin + odd.begin(), begin + odd.end(), odd.style()));
        }
    }

    private static void add(int from, int to, int begin, int end, List<Overlay> into) {
        if (from < end && to > begin) {
            into.add(new Overlay(from, to, "pair"));
        }
    }

    /** Nobody waits for a long text to be read because the caret is at its end. */
    private void lookAroundWhenRead() {
        if (area.isReadTo(area.lineOf(area.getCaretPosition()))) {
            lookAround();
        } else {
            look.ask();
        }
    }

    /** Finds the statement at the caret and what belongs to the bracket there. */
    private void lookAround() {
        tellRemark();
        if (longLines().isCut()) {
            gutter.renumber();
        }
        int caret = area.getCaretPosition();
        Surroundings.Found found = surroundings.at(caret);
        var statement = found.statement();
        gutter.statement(
                statement.map(range -> area.lineOf(range.begin())).orElse(-1),
                statement.map(range -> area.lineOf(range.end())).orElse(-1));
        IndexRange selection = area.getSelection();
        Piece now = selection.getLength() > 0
                ? piece(selection.getStart(), selection.getEnd(), true)
                : statement
                        .map(range -> piece(range.begin(), range.end(), false))
                        .orElse(null);
        piece.set(now);
        Pairs.Pair before = pair;
        int offsetBefore = pairOffset;
        pair = selection.getLength() > 0
                ? null
                : surroundings.pair(found, caret).orElse(null);
        pairOffset = found.begin();
        redraw(before, offsetBefore);
        redraw(pair, pairOffset);
    }

    private Piece piece(int begin, int end, boolean selected) {
        return new Piece(inWritten(begin), inWritten(end), selected);
    }

    private int inShown(int written) {
        int length = awaited != null ? awaited.shown().length() : area.getLength();
        return Math.clamp(longLines().inShown(this::shownText, written), 0, length);
    }

    private int inWritten(int offset) {
        return longLines().inWritten(this::shownText, offset);
    }

    private void redraw(Pairs.Pair each, int offset) {
        if (each != null) {
            area.redraw(offset + each.begin(), offset + each.end());
            area.redraw(offset + each.otherBegin(), offset + each.otherEnd());
        }
    }
}
