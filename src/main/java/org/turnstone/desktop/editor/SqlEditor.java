package org.turnstone.desktop.editor;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.turnstone.desktop.platform.Icons;

/** A script's text with its tokens in colour, line numbers and the place of an error. Hides RichTextFX from the rest. */
public final class SqlEditor {
    /** Above this many lines or characters in one line, styles cost more than they tell. */
    private static final int MOST_LINES = 10_000;

    /** Up to this many, colours follow every key at once. */
    private static final int MANY_LINES = 1_500;

    private static final Duration PAUSE = Duration.ofMillis(120);

    private static final int LONGEST_LINE = 20_000;

    private final CodeArea area = new CodeArea();
    private final VirtualizedScrollPane<CodeArea> pane = new VirtualizedScrollPane<>(area);
    private final Highlighter highlighter;
    private Mark mark;

    public SqlEditor(Highlighter highlighter, String name) {
        this.highlighter = highlighter;
        area.getStyleClass().add("sql-editor");
        area.setAccessibleText(name);
        area.setUseInitialStyleForInsertion(false);
        area.setParagraphGraphicFactory(this::gutter);
        area.multiPlainChanges().subscribe(changes -> {
            if (area.getParagraphs().size() <= MANY_LINES) {
                restyle();
            }
        });
        // Reading a long script at every key would be felt: it is read again when the typing pauses.
        area.multiPlainChanges().successionEnds(PAUSE).subscribe(changes -> {
            if (area.getParagraphs().size() > MANY_LINES) {
                restyle();
            }
        });
        pane.getStyleClass().add("sql-editor-pane");
    }

    public Node node() {
        return pane;
    }

    /** The control that takes the keyboard. */
    public Node focusTarget() {
        return area;
    }

    /** Shows another text, at its beginning and with nothing to undo. */
    public void load(String text) {
        mark = null;
        area.replaceText(text);
        area.getUndoManager().forgetHistory();
        area.moveTo(0);
        area.showParagraphAtTop(0);
        area.scrollXToPixel(0);
    }

    public void editable(boolean editable) {
        area.setEditable(editable);
    }

    public String text() {
        return area.getText();
    }

    public ObservableValue<String> textProperty() {
        return area.textProperty();
    }

    /** Underlines what is wrong and marks its line in the gutter; null takes the mark away. */
    public void mark(Mark wanted) {
        Mark before = mark;
        mark = wanted;
        restyle();
        redrawGutter(before);
        redrawGutter(wanted);
    }

    /** Puts the caret there, with the line in the middle, and takes the keyboard. */
    public void goTo(Mark place) {
        int line = Math.clamp(place.line() - 1, 0, area.getParagraphs().size() - 1);
        int column = Math.clamp(place.column() - 1, 0, area.getParagraphLength(line));
        area.moveTo(line, column);
        area.showParagraphAtCenter(line);
        area.requestFocus();
    }

    private void redrawGutter(Mark place) {
        if (place != null && place.line() <= area.getParagraphs().size()) {
            area.recreateParagraphGraphic(place.line() - 1);
        }
    }

    /** Gives every paragraph its styles again, but touches only those that look different afterwards. */
    private void restyle() {
        String text = area.getText();
        int count = area.getParagraphs().size();
        List<Highlighter.Piece> pieces = isTooLarge(count) ? List.of() : highlighter.pieces(text);
        List<StyleSpans<Collection<String>>> lines = LineStyles.of(text, pieces, mark);
        for (int i = 0; i < Math.min(count, lines.size()); i++) {
            if (!lines.get(i).equals(area.getParagraph(i).getStyleSpans())) {
                area.setStyleSpans(i, 0, lines.get(i));
            }
        }
    }

    private boolean isTooLarge(int count) {
        return count > MOST_LINES
                || area.getParagraphs().stream().anyMatch(paragraph -> paragraph.length() > LONGEST_LINE);
    }

    private Node gutter(int index) {
        var number = new Label(String.valueOf(index + 1));
        // Replaced, not added: the label class's colours cannot be looked up while it is not in the scene.
        number.getStyleClass().setAll("gutter-number");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(space, number);
        line.getStyleClass().setAll("gutter");
        if (mark != null && mark.line() == index + 1) {
            var icon = Icons.ERROR.icon();
            icon.getStyleClass().add("gutter-error");
            line.getChildren().addFirst(icon);
        }
        return line;
    }
}
