package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.editor.Search.Matches;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;

/** Finds, and puts something else in its place. */
final class FindBar {
    private static final String FOUND = "found";
    private static final String HERE = "found-here";
    private static final PseudoClass ON_MATCH = PseudoClass.getPseudoClass("on-match");

    private final SqlArea area;
    private final Messages messages;
    private final VBox root = new VBox(6);
    private final TextField words = new TextField();
    private final TextField with = new TextField();
    private final Label count = Labels.muted("");
    private final ToggleButton matchCase = toggle("Aa", "find.case");
    private final ToggleButton wholeWords = toggle("W", "find.word");
    private final ToggleButton regex = toggle(".*", "find.regex");
    private final ToggleButton inSelection = toggle("[ ]", "find.selection");
    private final Pause typed = new Pause(Duration.millis(120), this::search);
    private final HBox findRow;
    private final HBox replaceRow;
    private Matches matches = Matches.NONE;
    private IndexRange within;
    private boolean changing;
    /** The match that is drawn as the current one; -1 where none is. */
    private int drawnHere = -1;

    /** The parts of the bar as Tab goes through them: what is to be found, what it is to become, the rest. */
    private final List<Node> order = new ArrayList<>();

    FindBar(SqlArea area, Messages messages) {
        this.area = area;
        this.messages = messages;
        words.setId("find");
        words.setPromptText(messages.text("find.prompt"));
        words.setAccessibleText(messages.text("find.prompt"));
        with.setId("replace");
        with.setPromptText(messages.text("find.with"));
        with.setAccessibleText(messages.text("find.with"));
        count.setId("find-count");
        count.setMinWidth(Label.USE_PREF_SIZE);
        for (ToggleButton each : List.of(matchCase, wholeWords, regex)) {
            each.selectedProperty().addListener(selected -> search());
        }
        inSelection.selectedProperty().addListener((selected, before, now) -> {
            within = now && area.getSelection().getLength() > 0 ? area.getSelection() : null;
            search();
        });
        words.textProperty().addListener(text -> typed.ask());
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox.setHgrow(with, Priority.ALWAYS);
        findRow = row(
                words,
                count,
                matchCase,
                wholeWords,
                regex,
                inSelection,
                Buttons.icon(Icons.EXPAND, messages.text("find.previous"), this::previous),
                Buttons.icon(Icons.COLLAPSE, messages.text("find.next"), this::next),
                Buttons.icon(Icons.CLOSE, messages.text("dialog.close"), this::close));
        Button one = Buttons.text(messages.text("find.replace"), this::replace);
        one.setId("replace-one");
        Button all = Buttons.text(messages.text("find.replaceAll"), this::replaceAll);
        all.setId("replace-all");
        one.getStyleClass().add("small");
        all.getStyleClass().add("small");
        replaceRow = row(with, one, all);
        order.addAll(List.of(words, with));
        findRow.getChildren().stream()
                .filter(Node::isFocusTraversable)
                .filter(each -> each != words)
                .forEach(order::add);
        order.addAll(List.of(one, all));
        root.getStyleClass().add("find-bar");
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            } else if (event.getCode() == KeyCode.TAB && replaceRow.getParent() != null) {
                tab(event);
            }
        });
        Labels.show(root, false);
        area.selectionProperty().addListener(selection -> {
            if (isOpen() && current() != drawnHere) {
                redraw();
            }
        });
        area.onEdit(edit -> {
            if (isOpen() && !changing) {
                matches = matches.moved(edit.begin(), edit.removed(), edit.inserted());
                typed.ask();
            }
        });
    }

    Node node() {
        return root;
    }

    boolean isOpen() {
        return root.isVisible();
    }

    /** Opens the bar with what is selected, if that is on one line. */
    void open(boolean replacing) {
        String selected = area.getSelectedText();
        if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
            words.setText(selected);
        }
        root.getChildren().setAll(findRow);
        if (replacing && area.isEditable()) {
            root.getChildren().add(replaceRow);
        }
        Labels.show(root, true);
        words.requestFocus();
        words.selectAll();
        search();
    }

    void close() {
        if (!isOpen()) {
            return;
        }
        Labels.show(root, false);
        root.getChildren().clear();
        typed.forget();
        inSelection.setSelected(false);
        show(Matches.NONE);
        area.requestFocus();
    }

    void overlays(int begin, int end, List<Overlay> into) {
        int here = current();
        for (int i = Math.max(0, matches.from(begin) - 1); i < matches.count() && matches.begins()[i] < end; i++) {
            if (matches.ends()[i] > begin) {
                into.add(new Overlay(matches.begins()[i], matches.ends()[i], i == here ? HERE : FOUND));
            }
        }
    }

    void next() {
        if (!isOpen()) {
            open(false);
        }
        settle();
        if (matches.count() > 0) {
            int index = matches.from(
                    area.getSelection().getLength() > 0 ? area.getSelection().getStart() + 1 : area.getCaretPosition());
            select(index == matches.count() ? 0 : index);
        }
    }

    void previous() {
        if (!isOpen()) {
            open(false);
        }
        settle();
        if (matches.count() > 0) {
            int index = matches.from(area.getSelection().getStart()) - 1;
            select(index < 0 ? matches.count() - 1 : index);
        }
    }

    /** Replaces the match that is selected, and goes to the next. */
    void replace() {
        settle();
        int here = current();
        if (here < 0) {
            next();
            return;
        }
        int begin = matches.begins()[here];
        int end = matches.ends()[here];
        String text = Search.replacement(area.getText(), query(), begin, end, with.getText());
        area.getUndoManager().preventMerge();
        area.replaceText(begin, end, text);
        search();
        next();
    }

    /** Replaces all, as one thing to undo. */
    void replaceAll() {
        settle();
        if (matches.count() == 0 || !area.isEditable()) {
            return;
        }
        String text = area.getText();
        Query query = query();
        int first = matches.begins()[0];
        int last = matches.ends()[matches.count() - 1];
        StringBuilder result = new StringBuilder();
        int at = first;
        for (int i = 0; i < matches.count(); i++) {
            result.append(text, at, matches.begins()[i])
                    .append(Search.replacement(text, query, matches.begins()[i], matches.ends()[i], with.getText()));
            at = matches.ends()[i];
        }
        int replaced = matches.count();
        changing = true;
        area.getUndoManager().preventMerge();
        area.replaceText(first, last, result.toString());
        area.getUndoManager().preventMerge();
        changing = false;
        if (within != null) {
            within = new IndexRange(within.getStart(), within.getEnd() + result.length() - (last - first));
        }
        search();
        count.setText(messages.text("find.replaced", replaced));
    }

    /** Both fields first: who has typed what is to be found types next what it is to become. */
    private void tab(KeyEvent event) {
        int at = order.indexOf(root.getScene().getFocusOwner());
        int to = at + (event.isShiftDown() ? -1 : 1);
        if (at >= 0 && to >= 0 && to < order.size()) {
            order.get(to).requestFocus();
            if (order.get(to) instanceof TextField field) {
                field.selectAll();
            }
            event.consume();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.getTarget() == with) {
            replace();
        } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.F3) {
            if (event.isShiftDown()) {
                previous();
            } else {
                next();
            }
        } else {
            return;
        }
        event.consume();
    }

    private Query query() {
        return new Query(words.getText(), regex.isSelected(), matchCase.isSelected(), wholeWords.isSelected());
    }

    /** Does at once what was put off. */
    private void settle() {
        search();
    }

    private void search() {
        typed.forget();
        String text = area.getText();
        int from = within == null ? 0 : Math.min(within.getStart(), text.length());
        int to = within == null ? text.length() : Math.min(within.getEnd(), text.length());
        show(Search.in(text, query(), from, to));
    }

    private void show(Matches found) {
        matches = found;
        redraw();
    }

    private void redraw() {
        drawnHere = current();
        // The colour of what is selected would hide that of the match.
        area.pseudoClassStateChanged(ON_MATCH, drawnHere >= 0);
        area.redrawAll();
        say();
    }

    private void select(int index) {
        area.selectRange(matches.begins()[index], matches.ends()[index]);
        int line = area.getCurrentParagraph();
        if (line < area.firstVisible() + 1 || line > area.lastVisible() - 1) {
            area.showParagraphAtCenter(line);
        }
        area.requestFollowCaret();
        redraw();
    }

    private int current() {
        IndexRange selection = area.getSelection();
        int index = matches.from(selection.getStart());
        boolean here = index < matches.count()
                && matches.begins()[index] == selection.getStart()
                && matches.ends()[index] == selection.getEnd();
        return here ? index : -1;
    }

    private void say() {
        String many = Words.count(matches.count()) + (matches.more() ? "+" : "");
        if (matches.problem() != null) {
            count.setText(messages.text("find.wrong", matches.problem()));
        } else if (words.getText().isEmpty()) {
            count.setText("");
        } else if (matches.count() == 0) {
            count.setText(messages.text("find.none"));
        } else {
            int here = current();
            count.setText(
                    here < 0
                            ? messages.text("find.count", many)
                            : messages.text("find.at", Words.count(here + 1), many));
        }
        words.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("error"),
                matches.problem() != null
                        || matches.count() == 0 && !words.getText().isEmpty());
    }

    private ToggleButton toggle(String sign, String key) {
        var button = new ToggleButton(sign);
        button.getStyleClass().addAll("icon-button", "find-toggle");
        button.setFocusTraversable(true);
        button.setId(key.replace('.', '-'));
        return button;
    }

    private HBox row(Node... nodes) {
        for (ToggleButton each : List.of(matchCase, wholeWords, regex, inSelection)) {
            String key = each.getId().replace('-', '.');
            each.setTooltip(new Tooltip(messages.text(key)));
            each.setAccessibleText(messages.text(key));
        }
        var row = new HBox(6, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
