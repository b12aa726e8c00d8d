package org.turnstone.desktop.shell;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;
import org.turnstone.run.TableLock;

/** The locks that a dry run took, and what it could not rehearse. */
final class LockRows {
    private static final int MOST = 6;

    private final Messages messages;
    private final GridPane grid = new GridPane();

    LockRows(Messages messages) {
        this.messages = messages;
        grid.getStyleClass().add("lock-rows");
        for (int i = 0; i < 4; i++) {
            var column = new ColumnConstraints();
            column.setHalignment(HPos.LEFT);
            if (i == 3 || i == 0) {
                column.setHgrow(Priority.ALWAYS);
            } else {
                column.setMinWidth(Region.USE_PREF_SIZE);
            }
            grid.getColumnConstraints().add(column);
        }
    }

    Node node() {
        return grid;
    }

    /** A null result shows nothing. */
    void show(RunResult result) {
        grid.getChildren().clear();
        Labels.show(grid, result != null);
        if (result == null) {
            return;
        }
        List<StatementResult> unrehearsed = result.steps().stream()
                .flatMap(step -> step.statements().stream())
                .filter(statement -> statement.outcome() == StatementOutcome.NOT_REHEARSED)
                .toList();
        if (result.locks().isEmpty() && unrehearsed.isEmpty()) {
            grid.add(cell(Labels.wrapped(messages.text("plan.locks.none"), "muted")), 0, 0, 4, 1);
            return;
        }
        head();
        int row = 1;
        for (TableLock lock :
                result.locks().subList(0, Math.min(MOST, result.locks().size()))) {
            grid.addRow(
                    row++,
                    cell(name(Words.relation(lock.relation()))),
                    cell(new Badge(lock.mode(), tone(lock.mode()))),
                    cell(whole(lock.rows() == null ? "–" : Words.count(lock.rows()))),
                    cell(Labels.wrapped(held(lock))));
        }
        int left = result.locks().size() - MOST;
        if (left > 0) {
            grid.add(cell(Labels.muted(messages.text("plan.locks.more", left))), 0, row++, 4, 1);
        }
        for (StatementResult each : unrehearsed.subList(0, Math.min(MOST, unrehearsed.size()))) {
            grid.addRow(
                    row++,
                    cell(name(Words.oneLine(each.sql()))),
                    cell(new Badge(messages.text("run.statement.NOT_REHEARSED"), Tone.WARNING)),
                    cell(new Label("–")),
                    cell(Labels.wrapped(each.reason() == null ? "–" : each.reason())));
        }
    }

    private void head() {
        String[] keys = {"relation", "mode", "rows", "held"};
        for (int i = 0; i < keys.length; i++) {
            Label head = whole(messages.text("plan.locks." + keys[i]));
            head.getStyleClass().add("proof-head");
            HBox cell = cell(head);
            cell.getStyleClass().add("lock-head");
            grid.add(cell, i, 0);
        }
    }

    private static Label whole(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label name(String text) {
        Label label = Labels.of(text, "mono", "name");
        label.setMaxWidth(230);
        label.setTooltip(new Tooltip(text));
        return label;
    }

    private String held(TableLock lock) {
        String time = lock.held() == null ? "–" : Words.duration(lock.held());
        String effect = switch (lock.mode()) {
            case "ACCESS EXCLUSIVE" -> "all";
            case "EXCLUSIVE", "SHARE ROW EXCLUSIVE", "SHARE" -> "writes";
            default -> "none";
        };
        return messages.text("plan.locks.held." + effect, time);
    }

    private static Tone tone(String mode) {
        return switch (mode) {
            case "ACCESS EXCLUSIVE" -> Tone.DANGER;
            case "EXCLUSIVE", "SHARE ROW EXCLUSIVE", "SHARE" -> Tone.WARNING;
            default -> Tone.NEUTRAL;
        };
    }

    private static HBox cell(Node content) {
        var cell = new HBox(content);
        cell.setAlignment(Pos.CENTER_LEFT);
        cell.getStyleClass().add("lock-cell");
        return cell;
    }
}
