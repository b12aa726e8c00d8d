package org.turnstone.desktop.shell;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** A field to type a few letters into, and below it what they fit. */
final class PaletteDialog {
    private static final int ROWS = 11;
    private static final double ROW = 32;

    private final ShellModel shell;
    private final PaletteModel model;
    private final TextField query = new TextField();
    private final ListView<PaletteModel.Hit> list = new ListView<>();
    private final Label nothing;
    private final VBox root;

    PaletteDialog(ShellModel shell, Messages messages) {
        this.shell = shell;
        this.model = shell.areas().shelf().palette();
        query.setId("palette-query");
        query.setPromptText(messages.text("palette.prompt"));
        query.setAccessibleText(messages.text("palette.prompt"));
        query.textProperty().bindBidirectional(model.queryProperty());
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        var icon = Icons.SEARCH.icon();
        HBox.setHgrow(query, Priority.ALWAYS);
        var head = new HBox(10, icon, query);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("palette-head");
        list.setId("palette-list");
        list.setItems(model.hits());
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Line());
        list.setFocusTraversable(false);
        list.setAccessibleText(messages.text("palette.list"));
        list.getStyleClass().addAll("palette-list", "edge-to-edge");
        nothing = Labels.wrapped(messages.text("palette.nothing"), "muted", "palette-nothing");
        root = new VBox(head, list, nothing);
        root.getStyleClass().addAll("dialog-box", "palette");
        root.setPrefWidth(620);
        root.setMaxSize(620, Region.USE_PREF_SIZE);
        model.hits().addListener((ListChangeListener<PaletteModel.Hit>) change -> fit());
        fit();
    }

    Node node() {
        return root;
    }

    void begin() {
        fit();
        query.requestFocus();
    }

    private void fit() {
        int size = model.hits().size();
        Labels.show(list, size > 0);
        Labels.show(nothing, size == 0);
        list.setPrefHeight(Math.min(ROWS, size) * ROW + 10);
        list.setMaxHeight(Region.USE_PREF_SIZE);
        list.getSelectionModel().select(size > 0 ? 0 : -1);
        list.scrollTo(0);
    }

    private void steer(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-ROWS + 1);
            case PAGE_DOWN -> move(ROWS - 1);
            case ENTER -> run(list.getSelectionModel().getSelectedItem());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int steps) {
        int size = model.hits().size();
        if (size == 0) {
            return;
        }
        int at = list.getSelectionModel().getSelectedIndex();
        int to = Math.abs(steps) == 1 ? Math.floorMod(at + steps, size) : Math.clamp(at + steps, 0, size - 1);
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(0, to - ROWS / 2));
        query.setAccessibleHelp(model.hits().get(to).item().text());
    }

    private void run(PaletteModel.Hit hit) {
        if (hit != null) {
            shell.closeDialog();
            hit.item().run().run();
        }
    }

    private final class Line extends ListCell<PaletteModel.Hit> {
        private final TextFlow words = new TextFlow();
        private final Label detail = Labels.muted("");
        private final Label hint = Labels.of("", "shortcut");
        private final HBox icon = new HBox();
        private final HBox row = new HBox(10, icon, words, detail, Labels.spacer(), hint);

        Line() {
            row.setAlignment(Pos.CENTER_LEFT);
            icon.setMinWidth(18);
            icon.setAlignment(Pos.CENTER);
            words.setMinWidth(Region.USE_PREF_SIZE);
            words.setMaxHeight(Region.USE_PREF_SIZE);
            hint.setMinWidth(Region.USE_PREF_SIZE);
            detail.setMinWidth(0);
            detail.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
            setPrefWidth(0);
            setOnMouseClicked(e -> {
                if (e.getButton() == MouseButton.PRIMARY && !isEmpty()) {
                    run(getItem());
                }
            });
        }

        @Override
        protected void updateItem(PaletteModel.Hit hit, boolean empty) {
            super.updateItem(hit, empty);
            if (empty || hit == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            PaletteItem item = hit.item();
            icon.getChildren().clear();
            if (item.icon() != null) {
                icon.getChildren().add(item.icon().icon());
            }
            mark(item.text(), hit.places());
            detail.setText(item.detail());
            hint.setText(item.hint());
            setAccessibleText((item.text() + " " + item.detail() + " " + item.hint()).strip());
            setGraphic(row);
        }

        private void mark(String text, List<Integer> places) {
            words.getChildren().clear();
            int begin = 0;
            while (begin < text.length()) {
                boolean meant = places.contains(begin);
                int end = begin + 1;
                while (end < text.length() && places.contains(end) == meant) {
                    end++;
                }
                var part = new Text(text.substring(begin, end));
                part.getStyleClass().add(meant ? "palette-meant" : "palette-text");
                words.getChildren().add(part);
                begin = end;
            }
        }
    }
}
