package org.turnstone.desktop.editor;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.util.Duration;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.editor.Completion.Suggestion;

/** The list of what may be written, under the caret. It comes while a word is typed, or with Ctrl+Space. */
final class CompletionList {
    private static final double ROW = 24;
    private static final double WIDTH = 460;
    private static final int MOST_ROWS = 9;

    private final SqlArea area;
    private final Surroundings surroundings;
    private final Pane above;
    private final Supplier<Names> names;
    private final ListView<Suggestion> list = new ListView<>();
    private final Pause typing = new Pause(Duration.millis(140), () -> open(false));
    private int from;
    private boolean writing;

    CompletionList(SqlArea area, Surroundings surroundings, Pane above, Supplier<Names> names) {
        this.area = area;
        this.surroundings = surroundings;
        this.above = above;
        this.names = names;
        list.setId("completion");
        list.getStyleClass().add("completion");
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                accept();
            }
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        area.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        area.focusedProperty().subscribe(focused -> {
            if (!focused) {
                close();
            }
        });
        area.addEventFilter(ScrollEvent.SCROLL, event -> close());
        above.heightProperty().addListener(height -> {
            if (isOpen()) {
                place();
            }
        });
        area.caretPositionProperty().addListener((caret, before, now) -> {
            if (isOpen() && !writing && now < from) {
                close();
            }
        });
    }

    boolean isOpen() {
        return list.getParent() != null;
    }

    /** Opens it; on demand with nothing typed yet, too. */
    void open(boolean demanded) {
        typing.forget();
        if (!area.isEditable() || !area.isFocused() && !demanded) {
            return;
        }
        int caret = area.getCaretPosition();
        Surroundings.Found found = surroundings.at(caret);
        Completion completion = Completion.at(found.text(), caret - found.begin(), names.get());
        int begin = found.begin() + completion.from();
        boolean dot = begin > 0 && area.getText(begin - 1, begin).equals(".");
        boolean enough = demanded || dot || caret - begin >= 2;
        boolean nothingNew = completion.suggestions().size() == 1
                && completion.suggestions().getFirst().text().equals(area.getText(begin, caret));
        if (completion.suggestions().isEmpty() || !enough || nothingNew && !demanded) {
            close();
            return;
        }
        from = begin;
        list.getItems().setAll(completion.suggestions());
        list.getSelectionModel().select(0);
        list.scrollTo(0);
        place();
    }

    void close() {
        typing.forget();
        above.getChildren().remove(list);
    }

    private void place() {
        Optional<Bounds> bounds = area.getCaretBounds();
        if (bounds.isEmpty()) {
            close();
            return;
        }
        double height = Math.min(MOST_ROWS, list.getItems().size()) * ROW + 4;
        double width = Math.min(WIDTH, Math.max(200, above.getWidth() - 20));
        list.resize(width, height);
        list.setPrefSize(width, height);
        list.setMinSize(width, height);
        list.setMaxSize(width, height);
        Point2D under = above.screenToLocal(bounds.get().getMinX(), bounds.get().getMaxY());
        Point2D over = above.screenToLocal(bounds.get().getMinX(), bounds.get().getMinY());
        boolean below = under.getY() + height + 4 <= above.getHeight() || over.getY() < height;
        list.relocate(
                Math.clamp(under.getX() - 24, 0, Math.max(0, above.getWidth() - width)),
                below ? under.getY() + 2 : over.getY() - height - 2);
        if (!isOpen()) {
            above.getChildren().add(list);
        }
    }

    private void typed(KeyEvent event) {
        String character = event.getCharacter();
        if (character.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        char c = character.charAt(0);
        if (c == '.') {
            open(false);
        } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$') {
            if (isOpen()) {
                open(true);
            } else {
                typing.ask();
            }
        } else if (c >= ' ' && c != 127) {
            close();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
            open(true);
            event.consume();
            return;
        }
        if (!isOpen()) {
            return;
        }
        switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-MOST_ROWS);
            case PAGE_DOWN -> move(MOST_ROWS);
            case ENTER, TAB -> {
                if (event.isShiftDown() || event.isShortcutDown()) {
                    close();
                    return;
                }
                accept();
            }
            case ESCAPE -> close();
            case LEFT, RIGHT, HOME, END -> {
                close();
                return;
            }
            case BACK_SPACE -> {
                typing.ask();
                return;
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int last = list.getItems().size() - 1;
        int now = list.getSelectionModel().getSelectedIndex() + by;
        int index = now < 0 && by == -1 ? last : now > last && by == 1 ? 0 : Math.clamp(now, 0, last);
        list.getSelectionModel().select(index);
        list.scrollTo(Math.max(0, index - MOST_ROWS / 2));
    }

    private void accept() {
        Suggestion chosen = list.getSelectionModel().getSelectedItem();
        close();
        if (chosen != null) {
            writing = true;
            area.getUndoManager().preventMerge();
            area.replaceText(from, area.getCaretPosition(), chosen.text());
            area.getUndoManager().preventMerge();
            writing = false;
            area.requestFocus();
        }
    }

    private static final class Cell extends ListCell<Suggestion> {
        private final Label sign = Labels.of("", "completion-sign");
        private final Label name = Labels.of("", "mono");
        private final Label detail = Labels.of("", "muted");
        private final HBox row = new HBox(8, sign, name, Labels.spacer(), detail);

        Cell() {
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            name.setMinWidth(Label.USE_PREF_SIZE);
            detail.setMinWidth(0);
            sign.setMinWidth(16);
        }

        @Override
        protected void updateItem(Suggestion item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty ? null : row);
            if (!empty) {
                sign.setText(
                        switch (item.kind()) {
                            case COLUMN -> "c";
                            case TABLE -> "t";
                            case FUNCTION -> "ƒ";
                            case SCHEMA -> "s";
                            case TYPE -> "T";
                            case KEYWORD -> "k";
                        });
                sign.getStyleClass().setAll("completion-sign", "kind-" + item.kind().name().toLowerCase(java.util.Locale.ROOT));
                name.setText(item.label());
                detail.setText(item.detail());
                setAccessibleText(item.label() + ", " + item.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + item.detail());
            }
        }
    }
}
