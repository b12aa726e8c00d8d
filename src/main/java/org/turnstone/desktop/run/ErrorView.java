package org.turnstone.desktop.run;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.StatementError;

/** What the server said against a statement: the words, the line with a caret under it, and the way there. */
final class ErrorView {
    private final VBox root = new VBox();
    private final Messages messages;
    private final Consumer<StatementError> onGoTo;

    ErrorView(Messages messages, Consumer<StatementError> onGoTo) {
        this.messages = messages;
        this.onGoTo = onGoTo;
        root.setId("run-error");
        root.getStyleClass().addAll("error-box");
        root.setMinHeight(VBox.USE_PREF_SIZE);
        show(null, null);
    }

    Node node() {
        return root;
    }

    /** @param sql the statement's text, or null */
    void show(StatementError error, String sql) {
        Labels.show(root, error != null);
        root.getChildren().clear();
        if (error == null) {
            return;
        }
        root.getChildren().add(Labels.wrapped(error.message(), "error-message"));
        if (error.sourceLine() != null) {
            root.getChildren().add(Labels.of(caret(error), "mono", "error-source"));
        }
        if (sql != null && sql.strip().contains("\n")) {
            Label statement = Labels.wrapped(Words.oneLine(sql), "mono", "muted");
            root.getChildren().add(new VBox(1, Labels.muted(messages.text("run.error.statement")), statement));
        }
        said("run.error.detail", error.detail());
        said("run.error.hint", error.hint());
        said("run.error.where", error.where());
        String state = error.sqlState() == null ? "–" : error.sqlState();
        root.getChildren()
                .add(Labels.muted(messages.text("run.error.place", error.file(), error.line(), error.column(), state)));
        if (error.line() > 0) {
            root.getChildren().add(Links.of(messages.text("script.goTo", error.line()), () -> onGoTo.accept(error)));
        }
    }

    private void said(String key, String words) {
        if (words != null) {
            root.getChildren().add(Labels.wrapped(messages.text(key, words)));
        }
    }

    private static String caret(StatementError error) {
        String line = error.sourceLine().replace('\t', ' ').stripTrailing();
        return line + "\n" + " ".repeat(Math.clamp(error.column() - 1L, 0, line.length())) + "^";
    }
}
