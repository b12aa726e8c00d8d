package org.turnstone.desktop.difference;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;

/** A difference, a line an object: sign, kind and name, coloured. A line opens to the statements before and after. */
public final class DifferenceList extends VBox {
    /** More than that at once nobody reads, and a window would take its time over. */
    private static final int FIRST_SHOWN = 200;

    private final Messages messages;
    private SchemaDifference shown;

    public DifferenceList(Messages messages) {
        this.messages = messages;
        getStyleClass().add("difference");
        setMinHeight(USE_PREF_SIZE);
    }

    public DifferenceList(Messages messages, SchemaDifference difference) {
        this(messages);
        show(difference);
    }

    public void show(SchemaDifference difference) {
        // Lines that are open stay open while the same is shown again.
        if (!difference.equals(shown)) {
            shown = difference;
            getChildren().clear();
            add(0, Math.min(FIRST_SHOWN, difference.changes().size()));
        }
    }

    /** Opens a line as a click on it would. */
    public void open(int index) {
        if (getChildren().get(index) instanceof VBox line && line.getChildren().getFirst() instanceof Button head) {
            head.fire();
        }
    }

    private void add(int from, int to) {
        List<String> lines = shown.lines();
        for (int i = from; i < to; i++) {
            getChildren().add(line(shown.changes().get(i), lines.get(i)));
        }
        int rest = shown.changes().size() - to;
        if (rest > 0) {
            Hyperlink more = Links.of(messages.text("difference.more", Words.count(rest)), () -> {});
            more.setOnAction(e -> {
                getChildren().remove(more);
                add(to, shown.changes().size());
            });
            getChildren().add(more);
        }
    }

    private Node line(SchemaChange change, String words) {
        Label label = Labels.of(words, "mono", "change", style(change));
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(words));
        // A button, so that the keyboard gets there and a screen reader says what it is.
        var head = new Button(null, label);
        head.getStyleClass().add("change-line");
        head.setMaxWidth(Double.MAX_VALUE);
        head.setMinWidth(0);
        head.setAccessibleText(words);
        var line = new VBox(head);
        head.setOnAction(e -> {
            if (line.getChildren().size() > 1) {
                line.getChildren().remove(1);
            } else {
                line.getChildren().add(new StatementPair(change, messages));
            }
        });
        return line;
    }

    private static String style(SchemaChange change) {
        return switch (change.kind()) {
            case ADDED -> "change-added";
            case REMOVED -> "change-removed";
            case CHANGED -> "change-changed";
        };
    }
}
