package org.turnstone.desktop.run;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.Impact;
import org.turnstone.run.LockTaken;
import org.turnstone.run.StatementResult;

/** Everything a run knows of one statement: its whole text, its locks, what it read and wrote, what was said. */
final class StatementDetail {
    private static final int MOST_LINES = 12;

    private final Messages messages;
    private final Consumer<StatementRow> onGoTo;
    private final Label title = Labels.of("", "detail-title");
    private final VBox body = new VBox(8);
    private final BorderPane root = new BorderPane();

    StatementDetail(Messages messages, Consumer<StatementRow> onGoTo, Runnable onClose) {
        this.messages = messages;
        this.onGoTo = onGoTo;
        root.setId("statement-detail");
        root.getStyleClass().add("statement-detail");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(8, title, Buttons.icon(Icons.CLOSE, messages.text("run.detail.close"), onClose));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("detail-head");
        body.getStyleClass().add("detail-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        root.setTop(head);
        root.setCenter(scroll);
    }

    Node node() {
        return root;
    }

    void show(StatementRow row) {
        StatementResult statement = row.statement();
        title.setText(messages.text("run.detail.title", row.step(), statement.line()));
        body.getChildren().setAll(text(statement.sql().strip()));
        if (statement.reason() != null) {
            body.getChildren().add(Labels.wrapped(statement.reason(), "muted"));
        }
        if (statement.error() != null) {
            body.getChildren().add(Labels.wrapped(statement.error().message(), "error-message"));
        }
        if (statement.impact() != null) {
            impact(statement.impact());
        }
        if (!statement.notices().isEmpty()) {
            head("run.detail.notices");
            statement.notices().forEach(notice -> body.getChildren().add(Labels.wrapped(notice, "mono")));
        }
        if (row.script() != null) {
            var goTo = Links.of(
                    messages.text("run.detail.goTo", row.script(), statement.line()), () -> onGoTo.accept(row));
            goTo.setWrapText(true);
            goTo.setTooltip(new Tooltip(goTo.getText()));
            body.getChildren().add(goTo);
        }
    }

    /** Can be selected and copied. */
    private TextArea text(String sql) {
        var area = new TextArea(sql);
        area.setAccessibleText(messages.text("run.column.statement"));
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("detail-sql");
        area.setPrefRowCount(Math.clamp(sql.lines().count() + sql.length() / 60, 2, MOST_LINES));
        area.setMinHeight(TextArea.USE_PREF_SIZE);
        return area;
    }

    private void impact(Impact impact) {
        head("run.detail.locks");
        if (impact.locks().isEmpty()) {
            body.getChildren().add(Labels.wrapped(messages.text("run.detail.noLocks"), "muted"));
        }
        for (LockTaken lock : impact.locks()) {
            String on = messages.text(
                    lock.rows() == null ? "run.detail.lock" : "run.detail.lockRows",
                    lock.kind(),
                    Words.relation(lock.relation()),
                    lock.rows() == null ? "" : Words.count(lock.rows()));
            Label name = Labels.wrapped(on, "mono");
            Label waiting = Labels.muted(LockLook.waiting(messages, lock.mode()));
            waiting.setMinWidth(0);
            var line = new HBox(8, new Badge(lock.mode(), LockLook.tone(lock.mode())), waiting);
            line.setAlignment(Pos.CENTER_LEFT);
            body.getChildren().add(new VBox(1, name, line));
        }
        if (!impact.rewritten().isEmpty()) {
            head("run.detail.rewritten");
            impact.rewritten().forEach(each -> body.getChildren().add(Labels.wrapped(Words.relation(each), "mono")));
        }
        if (!impact.scans().isEmpty()) {
            head("run.detail.scans");
            impact.scans()
                    .forEach(each -> body.getChildren()
                            .add(Labels.wrapped(messages.text(
                                    "run.detail.scan",
                                    Words.relation(each.table()),
                                    Words.count(each.rows()),
                                    each.scans()))));
        }
        head("run.detail.wrote");
        body.getChildren()
                .add(Labels.wrapped(
                        impact.walBytes() == null
                                ? messages.text("run.detail.rows", Words.count(impact.rowsWritten()))
                                : messages.text(
                                        "run.detail.rowsWal",
                                        Words.count(impact.rowsWritten()),
                                        Words.bytes(impact.walBytes()))));
    }

    private void head(String key) {
        body.getChildren().add(Labels.of(messages.text(key), "detail-section"));
    }
}
