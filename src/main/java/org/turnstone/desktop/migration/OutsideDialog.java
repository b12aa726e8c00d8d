package org.turnstone.desktop.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.difference.LineDiff;
import org.turnstone.desktop.platform.Messages;

/** Two texts of one script side by side: what was written here, and what another program wrote into the file. */
public final class OutsideDialog {
    /** So much of what a long line's two forms have in common is shown before the place where they part. */
    private static final int COMMON = 24;

    private static final int LONG = 60;

    /** A row and the numbers its lines have, or 0. */
    private record Line(LineDiff.Row row, int mine, int theirs) {}

    private final MigrationModel model;
    private final Messages messages;
    private final Runnable onClose;
    private final Label sentence = Labels.wrapped("");
    private final ListView<Line> list = new ListView<>();
    private final Button next;
    private final Button mine;
    private final Button theirs;
    private final Button merge;
    private final DialogBox root;
    private MigrationModel.Outside asked;

    public OutsideDialog(MigrationModel model, Messages messages, Runnable onClose) {
        this.model = model;
        this.messages = messages;
        this.onClose = onClose;
        sentence.setId("outside-sentence");
        list.setId("outside-lines");
        list.setCellFactory(view -> new Cell());
        list.setFixedCellSize(20);
        list.setAccessibleText(messages.text("outside.lines"));
        list.getStyleClass().addAll("outside-lines", "edge-to-edge");
        list.setPrefHeight(400);
        VBox.setVgrow(list, Priority.ALWAYS);
        var heads = new HBox(head("outside.mine"), head("outside.theirs"));
        next = Buttons.text(messages.text("outside.next"), this::next);
        next.setId("outside-next");
        Button cancel = Buttons.text(messages.text("outside.later"), onClose);
        cancel.setCancelButton(true);
        theirs = Buttons.text(messages.text("outside.take"), () -> decide(asked.script()::takeTheirs));
        theirs.setId("outside-take");
        mine = Buttons.text(messages.text("outside.keep"), () -> decide(asked.script()::keepMine));
        mine.setId("outside-keep");
        merge = Buttons.primary(messages.text("outside.merge"), () -> decide(asked.script()::merge));
        merge.setId("outside-merge");
        root = new DialogBox(
                "",
                messages.text("dialog.close"),
                onClose,
                new VBox(10, sentence, new VBox(4, heads, list)),
                next,
                Labels.spacer(),
                cancel,
                theirs,
                mine,
                merge);
        root.setPrefWidth(940);
        root.setId("outside");
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F8) {
                next();
                event.consume();
            }
        });
    }

    public Node node() {
        return root;
    }

    public void begin() {
        asked = model.outsideProperty().get();
        Conflict conflict = asked.conflict();
        root.title(messages.text("outside.title", conflict.path().getFileName()));
        List<Line> lines = new ArrayList<>();
        int myLine = 0;
        int theirLine = 0;
        int changed = 0;
        for (LineDiff.Row row : conflict.rows()) {
            boolean before = row.before() != null;
            boolean after = row.after() != null;
            myLine += before ? 1 : 0;
            theirLine += after ? 1 : 0;
            changed += row.isSame() ? 0 : 1;
            lines.add(new Line(row, before ? myLine : 0, after ? theirLine : 0));
        }
        list.getItems().setAll(lines);
        Optional<String> merged = conflict.merged();
        String outlook =
                merged.isPresent() ? "outside.apart" : conflict.base() == null ? "outside.unknown" : "outside.meet";
        sentence.setText(messages.text("outside.differ", changed) + " " + messages.text(outlook));
        Labels.show(merge, merged.isPresent());
        next.setDisable(changed == 0);
        list.getSelectionModel().clearSelection();
        next();
        (merged.isPresent() ? merge : next).requestFocus();
    }

    private interface Decision {
        void on(Conflict conflict);
    }

    private void decide(Decision decision) {
        Conflict conflict = asked.conflict();
        onClose.run();
        decision.on(conflict);
    }

    private Label head(String key) {
        Label head = Labels.of(messages.text(key), "pair-head", "outside-head");
        head.setMaxWidth(Double.MAX_VALUE);
        head.setPrefWidth(100);
        HBox.setHgrow(head, Priority.ALWAYS);
        return head;
    }

    /** Goes to the first line of the next difference; behind the last comes the first. */
    private void next() {
        List<Line> lines = list.getItems();
        int at = list.getSelectionModel().getSelectedIndex();
        int from = at;
        while (from >= 0 && from < lines.size() && !lines.get(from).row().isSame()) {
            from++;
        }
        for (int i = 0; i < lines.size(); i++) {
            int index = Math.floorMod(Math.max(0, from) + i, lines.size());
            if (!lines.get(index).row().isSame()) {
                list.getSelectionModel().select(index);
                list.scrollTo(Math.max(0, index - 4));
                return;
            }
        }
    }

    private final class Cell extends ListCell<Line> {
        private final Side left = new Side("pair-mine");
        private final Side right = new Side("pair-theirs");
        private final HBox sides = new HBox(6, left, right);

        Cell() {
            HBox.setHgrow(left, Priority.ALWAYS);
            HBox.setHgrow(right, Priority.ALWAYS);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Line line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            LineDiff.Row row = line.row();
            left.show(line.mine(), row.before(), row.isSame() ? row.before() : row.after());
            right.show(line.theirs(), row.after(), row.isSame() ? row.after() : row.before());
            setAccessibleText(
                    row.isSame() ? row.before() : messages.text("outside.line", said(row.before()), said(row.after())));
            setGraphic(sides);
        }

        private String said(String text) {
            return text == null ? messages.text("outside.nothing") : text;
        }
    }

    /** A line of one of the two, with what is different in it. */
    private static final class Side extends HBox {
        private final Label number = Labels.of("", "outside-number");
        private final Label before = Labels.of("", "mono");
        private final Label part = Labels.of("", "mono", "outside-part");
        private final Label after = Labels.of("", "mono");
        private final String style;

        Side(String style) {
            this.style = style;
            setAlignment(Pos.CENTER_LEFT);
            setMinWidth(0);
            setPrefWidth(100);
            number.setMinWidth(Region.USE_PREF_SIZE);
            for (Label each : List.of(part, after)) {
                each.setMinWidth(0);
            }
            getChildren().setAll(number, before, part, after);
        }

        void show(int line, String text, String other) {
            getStyleClass().remove(style);
            number.setText(line == 0 ? "" : String.valueOf(line));
            // What the two have in common makes room last: it says where the line is.
            before.setMinWidth(text == null || text.equals(other) ? 0 : Region.USE_PREF_SIZE);
            if (text == null || text.equals(other)) {
                before.setText(text == null ? "" : text);
                part.setText("");
                after.setText("");
                return;
            }
            getStyleClass().add(style);
            String against = other == null ? "" : other;
            int head = 0;
            int most = Math.min(text.length(), against.length());
            while (head < most && text.charAt(head) == against.charAt(head)) {
                head++;
            }
            int tail = 0;
            while (tail < most - head
                    && text.charAt(text.length() - 1 - tail) == against.charAt(against.length() - 1 - tail)) {
                tail++;
            }
            String common = text.substring(0, head);
            boolean cut = text.length() > LONG && head > COMMON;
            before.setText(other == null ? "" : cut ? "…" + common.substring(head - COMMON) : common);
            part.setText(text.substring(other == null ? 0 : head, text.length() - tail));
            after.setText(text.substring(text.length() - tail));
        }
    }
}
