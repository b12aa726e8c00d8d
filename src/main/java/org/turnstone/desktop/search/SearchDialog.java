package org.turnstone.desktop.search;

import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** A field for words, and below it where they are in the project's scripts. */
public final class SearchDialog {
    private static final int ROWS = 16;
    private static final double ROW = 26;

    private final SearchModel model;
    private final Messages messages;
    private final BiConsumer<Script, Found.Hit> open;
    private final TextField words = new TextField();
    private final ListView<SearchModel.Row> list = new ListView<>();
    private final Label state = Labels.wrapped("", "muted", "search-state");
    private final VBox root;

    /** @param open goes to a place in a script */
    public SearchDialog(SearchModel model, Messages messages, BiConsumer<Script, Found.Hit> open) {
        this.model = model;
        this.messages = messages;
        this.open = open;
        words.setId("search-words");
        words.setPromptText(messages.text("search.prompt"));
        words.setAccessibleText(messages.text("search.prompt"));
        words.textProperty().bindBidirectional(model.wordsProperty());
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        HBox.setHgrow(words, Priority.ALWAYS);
        var head = new HBox(
                6,
                Icons.SEARCH.icon(),
                words,
                toggle("Aa", "find.case", "search-case", model.matchCaseProperty()),
                toggle("W", "find.word", "search-word", model.wholeWordsProperty()),
                toggle(".*", "find.regex", "search-regex", model.regexProperty()));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("palette-head");
        list.setId("search-list");
        list.setItems(model.rows());
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Cell());
        list.setFocusTraversable(false);
        list.setAccessibleText(messages.text("search.list"));
        list.getStyleClass().addAll("palette-list", "search-list", "edge-to-edge");
        state.setId("search-state");
        root = new VBox(head, list, state);
        root.getStyleClass().addAll("dialog-box", "palette");
        root.setPrefWidth(820);
        root.setMaxSize(820, Region.USE_PREF_SIZE);
        model.rows().addListener((ListChangeListener<SearchModel.Row>) change -> fit());
        model.searchingProperty().subscribe(searching -> say());
        model.problemProperty().subscribe(problem -> say());
        fit();
    }

    public Node node() {
        return root;
    }

    public void begin() {
        model.search();
        fit();
        words.requestFocus();
        words.selectAll();
    }

    public void end() {
        model.cancel();
    }

    private ToggleButton toggle(String sign, String key, String id, BooleanProperty chosen) {
        var button = new ToggleButton(sign);
        button.setId(id);
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(messages.text(key));
        button.setTooltip(new Tooltip(messages.text(key)));
        button.selectedProperty().bindBidirectional(chosen);
        return button;
    }

    private void fit() {
        int size = model.rows().size();
        Labels.show(list, size > 0);
        list.setPrefHeight(Math.min(ROWS, size) * ROW + 10);
        list.setMaxHeight(Region.USE_PREF_SIZE);
        if (list.getSelectionModel().getSelectedIndex() < 0) {
            move(1);
        }
        say();
    }

    private void say() {
        String sentence;
        if (model.problemProperty().get() != null) {
            sentence = messages.text("find.wrong", model.problemProperty().get());
        } else if (model.wordsProperty().get().isEmpty()) {
            sentence = messages.text("search.nothing");
        } else {
            sentence = messages.text("search.found", model.hits());
            if (model.scripts() > 0) {
                sentence = messages.text("search.scripts", sentence, model.scripts());
            }
            if (model.searchingProperty().get()) {
                sentence = messages.text("search.going", sentence);
            } else if (model.moreProperty().get()) {
                sentence = messages.text("search.more", sentence);
            }
        }
        state.setText(sentence);
    }

    private void steer(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-ROWS + 2);
            case PAGE_DOWN -> move(ROWS - 2);
            case ENTER -> go(list.getSelectionModel().getSelectedItem());
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Heads of scripts are passed over: there is no place to go to in them. */
    private void move(int steps) {
        int size = model.rows().size();
        int at = list.getSelectionModel().getSelectedIndex();
        int direction = steps > 0 ? 1 : -1;
        int to = Math.abs(steps) == 1 ? at + steps : Math.clamp(at + (long) steps, 0, Math.max(0, size - 1));
        for (int i = to; i >= 0 && i < size; i += direction) {
            if (model.rows().get(i) instanceof SearchModel.Row.Line line) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - ROWS / 2));
                words.setAccessibleHelp(line.script().file().getFileName() + " "
                        + line.hit().line() + ": " + line.hit().text());
                return;
            }
        }
    }

    private void go(SearchModel.Row row) {
        if (row instanceof SearchModel.Row.Line line) {
            open.accept(line.script(), line.hit());
        }
    }

    private final class Cell extends ListCell<SearchModel.Row> {
        private final Label title = Labels.of("", "bold");
        private final Label name = Labels.of("", "mono", "muted");
        private final Label count = Labels.muted("");
        private final HBox head = new HBox(10, title, name, Labels.spacer(), count);
        private final Label number = Labels.of("", "outside-number");
        private final Excerpt excerpt = new Excerpt();
        private final HBox line = new HBox(number, excerpt);

        Cell() {
            head.setAlignment(Pos.CENTER_LEFT);
            line.setAlignment(Pos.CENTER_LEFT);
            title.setMinWidth(Region.USE_PREF_SIZE);
            name.setMinWidth(0);
            count.setMinWidth(Region.USE_PREF_SIZE);
            number.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(excerpt, Priority.ALWAYS);
            setPrefWidth(0);
            setOnMouseClicked(e -> {
                if (e.getButton() == MouseButton.PRIMARY && !isEmpty()) {
                    go(getItem());
                }
            });
        }

        @Override
        protected void updateItem(SearchModel.Row row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().remove("search-head");
            switch (empty ? null : row) {
                case null -> {
                    setGraphic(null);
                    setAccessibleText(null);
                }
                case SearchModel.Row.Head it -> {
                    getStyleClass().add("search-head");
                    title.setText(it.script().title());
                    Labels.show(title, !it.script().title().isEmpty());
                    name.setText(it.script().file().getFileName().toString());
                    count.setText(
                            it.problem() != null
                                    ? messages.text("search.problem." + it.problem())
                                    : it.more() ? it.hits() + "+" : String.valueOf(it.hits()));
                    setAccessibleText(it.script().title() + " " + name.getText() + " " + count.getText());
                    setGraphic(head);
                }
                case SearchModel.Row.Line it -> {
                    Found.Hit found = it.hit();
                    number.setText(String.valueOf(found.line()));
                    excerpt.show(found);
                    setAccessibleText(found.line() + ": " + found.text());
                    setGraphic(line);
                }
            }
        }
    }
}
