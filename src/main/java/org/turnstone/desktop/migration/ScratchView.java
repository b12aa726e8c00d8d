package org.turnstone.desktop.migration;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.ScratchAnswer;
import org.turnstone.run.ScratchAnswer.Step;

/** What came of running a part of a script on scratch: the last statement's rows, what the server said, where it failed. */
final class ScratchView {
    private final WritingModel model;
    private final Messages messages;
    private final IntConsumer goTo;
    private final BorderPane root = new BorderPane();
    private final Label title = Labels.of("", "bold");
    private final Label facts = Labels.muted("");
    private final VBox said = new VBox();
    private final TableView<List<String>> rows = new TableView<>();

    ScratchView(Part part, WritingModel model, Messages messages, IntConsumer goTo) {
        this.model = model;
        this.messages = messages;
        this.goTo = goTo;
        rows.setId("scratch-rows-" + part);
        rows.getStyleClass().addAll("scratch-rows", "dense");
        rows.setAccessibleText(messages.text("scratch.title"));
        rows.setPlaceholder(Labels.muted(""));
        title.setMinWidth(Label.USE_PREF_SIZE);
        facts.setMinWidth(0);
        facts.setId("scratch-facts-" + part);
        var reset = Links.of(messages.text("scratch.reset"), model::reset);
        reset.setMinWidth(Label.USE_PREF_SIZE);
        var head = new HBox(
                10,
                title,
                facts,
                Labels.spacer(),
                reset,
                Buttons.icon(Icons.CLOSE, messages.text("dialog.close"), model::closeAnswer));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("scratch-head");
        root.setTop(new VBox(head, said));
        root.setCenter(rows);
        root.getStyleClass().add("scratch-answer");
        root.setId("scratch-answer-" + part);
        model.answerProperty().subscribe(answer -> show());
        model.failureProperty().subscribe(failure -> show());
    }

    Node node() {
        return root;
    }

    private void show() {
        ScratchAnswer answer = model.answerProperty().get();
        String failure = model.failureProperty().get();
        Labels.show(root, answer != null || failure != null);
        said.getChildren().clear();
        Labels.show(rows, false);
        title.setText(messages.text("scratch.title"));
        facts.setText("");
        if (failure != null) {
            notice(Tone.DANGER, Icons.ERROR, null, failure);
        } else if (answer != null) {
            show(answer);
        }
    }

    private void show(ScratchAnswer answer) {
        Step last = answer.steps().isEmpty() ? null : answer.steps().getLast();
        facts.setText(facts(answer, last));
        if (answer.note() != null) {
            notice(Tone.WARNING, Icons.WARNING, null, answer.note());
        }
        if (last != null && last.problem() != null) {
            var problem = last.problem();
            notice(Tone.DANGER, Icons.ERROR, sentence(problem.message()), problem.more())
                    .with(Links.of(messages.text("scratch.goTo"), () -> goTo.accept(problem.begin())));
        }
        List<String> notices = answer.steps().stream()
                .flatMap(step -> step.notices().stream())
                .limit(20)
                .toList();
        if (!notices.isEmpty()) {
            notice(Tone.NEUTRAL, Icons.FILE, null, String.join("\n", notices));
        }
        answer.steps().stream()
                .filter(step -> !step.columns().isEmpty())
                .reduce((before, now) -> now)
                .ifPresent(this::table);
    }

    private String facts(ScratchAnswer answer, Step last) {
        if (last == null) {
            return messages.text("scratch.nothing");
        }
        var time = java.time.Duration.ofNanos(answer.steps().stream()
                .mapToLong(step -> step.duration().toNanos())
                .sum());
        StringBuilder words = new StringBuilder(
                messages.text("scratch.statements", answer.steps().size()));
        if (!last.columns().isEmpty()) {
            words.append(" · ")
                    .append(messages.text(
                            last.more() ? "scratch.moreRows" : "scratch.rows",
                            last.rows().size()));
        } else if (last.changed() >= 0) {
            words.append(" · ").append(messages.text("scratch.changed", last.changed()));
        }
        return words.append(" · ")
                .append(Words.duration(time))
                .append(" · ")
                .append(answer.database())
                .toString();
    }

    private Notice notice(Tone tone, Icons icon, String bold, String plain) {
        var notice = new Notice(tone, icon);
        notice.say(bold, plain);
        said.getChildren().add(notice);
        return notice;
    }

    private void table(Step step) {
        rows.getColumns().clear();
        for (int i = 0; i < step.columns().size(); i++) {
            int index = i;
            var column = new TableColumn<List<String>, String>(step.columns().get(i));
            column.setSortable(false);
            column.setPrefWidth(140);
            column.setCellValueFactory(
                    row -> new SimpleStringProperty(row.getValue().get(index)));
            column.setCellFactory(col -> new ValueCell());
            rows.getColumns().add(column);
        }
        rows.getItems().setAll(step.rows());
        Labels.show(rows, true);
    }

    private static String sentence(String words) {
        return words.matches("(?s).*[.!?]") ? words : words + ".";
    }

    /** NULL does not look like a text of four letters. */
    private static final class ValueCell extends TableCell<List<String>, String> {
        @Override
        protected void updateItem(String value, boolean empty) {
            super.updateItem(value, empty);
            getStyleClass().remove("null");
            if (empty) {
                setText(null);
            } else if (value == null) {
                setText("NULL");
                getStyleClass().add("null");
            } else {
                setText(value.replace('\n', '⏎'));
            }
        }
    }
}
