package org.turnstone.desktop.editor;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;

/** Asks for a line, and a column behind a colon, and goes there. */
final class LineBar {
    private final SqlArea area;
    private final Messages messages;
    private final TextField place = new TextField();
    private final Label last = Labels.muted("");
    private final HBox root;

    LineBar(SqlArea area, Messages messages) {
        this.area = area;
        this.messages = messages;
        place.setId("go-to-line");
        place.setPrefColumnCount(10);
        var words = new Label(messages.text("line.title"));
        words.setLabelFor(place);
        root = new HBox(8, words, place, last);
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("find-bar");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        Labels.show(root, false);
    }

    Node node() {
        return root;
    }

    void open() {
        place.setText(String.valueOf(area.fileLines().inFile(area.getCurrentParagraph()) + 1));
        last.setText(messages.text("line.last", area.fileLines().inFile(area.lines() - 1) + 1));
        Labels.show(root, true);
        place.requestFocus();
        place.selectAll();
    }

    /** Both count from one; what is beyond the end is the end. */
    void goTo(int lineNumber, int columnNumber) {
        var to = area.placeInFile(lineNumber - 1, columnNumber - 1);
        area.moveTo(to.getMajor(), to.getMinor());
        area.showParagraphAtCenter(to.getMajor());
        area.requestFocus();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            Labels.show(root, false);
            area.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            String[] parts = place.getText().strip().split("\\s*[:,]\\s*");
            try {
                int line = Integer.parseInt(parts[0]);
                int column = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
                Labels.show(root, false);
                goTo(line, column);
            } catch (NumberFormatException e) {
                place.selectAll();
            }
            event.consume();
        }
    }
}
