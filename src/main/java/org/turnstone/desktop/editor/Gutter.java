package org.turnstone.desktop.editor;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.TextExt;
import org.turnstone.desktop.platform.Icons;

/** What stands before every line: its number, the mark of what is said about it, the bar of the statement at the caret. */
final class Gutter {
    private static final PseudoClass IN_STATEMENT = PseudoClass.getPseudoClass("in-statement");
    private static final int LARGEST_NUMBER = 99_999;

    private final SqlArea area;
    private final Remarks remarks;
    private int statementFrom = -1;
    private int statementTo = -1;

    Gutter(SqlArea area, Remarks remarks) {
        this.area = area;
        this.remarks = remarks;
        area.setParagraphGraphicFactory(this::line);
    }

    /** Tints these lines; none where the first is negative. */
    void statement(int from, int to) {
        if (from == statementFrom && to == statementTo) {
            return;
        }
        statementFrom = from;
        statementTo = to;
        int first = area.firstVisible();
        for (int line = Math.max(0, first); first >= 0 && line <= area.lastVisible(); line++) {
            Node graphic = area.getParagraphGraphic(line);
            if (graphic != null) {
                tint(graphic, line);
            }
        }
    }

    /** Makes the marks of these lines again, as far as they are in the window. */
    void redraw(int from, int to) {
        int first = Math.max(from, Math.max(0, area.firstVisible()));
        for (int line = first; line <= Math.min(to, area.lastVisible()); line++) {
            area.recreateParagraphGraphic(line);
        }
    }

    private Node line(int index) {
        var number = new Label(String.valueOf(index + 1));
        // Replaced, not added: the label class's colours cannot be looked up while it is not in the scene.
        number.getStyleClass().setAll("gutter-number");
        if (index >= LARGEST_NUMBER) {
            number.getStyleClass().add("small");
        }
        Region graphic = number;
        Optional<Remark> said = said(index);
        if (said.isPresent()) {
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            var icon = (said.get().level() == Remark.Level.ERROR ? Icons.ERROR : Icons.WARNING).icon();
            icon.getStyleClass()
                    .addAll(
                            "gutter-mark",
                            said.get().level() == Remark.Level.ERROR ? "gutter-error" : "gutter-warning");
            var line = new HBox(icon, space, number);
            line.setAlignment(Pos.CENTER_LEFT);
            number.getStyleClass().add("inside");
            graphic = line;
        }
        graphic.getStyleClass().add("gutter");
        Region made = graphic;
        made.parentProperty().addListener((parent, before, now) -> {
            if (now != null) {
                tint(made, index);
                Oddities.show(now);
            }
        });
        return made;
    }

    private Optional<Remark> said(int index) {
        if (remarks.isEmpty() || index >= area.lines()) {
            return Optional.empty();
        }
        int begin = area.offset(index, 0);
        int end = begin + area.getParagraphLength(index);
        // A remark is marked where it begins only.
        return remarks.between(begin, end).filter(remark -> remark.begin() >= begin);
    }

    private void tint(Node graphic, int index) {
        Parent box = graphic.getParent();
        if (box != null) {
            boolean inside = statementFrom >= 0 && statementFrom <= index && index <= statementTo;
            box.pseudoClassStateChanged(IN_STATEMENT, inside);
        }
    }

    /** The pieces of text in a line's box. */
    static java.util.stream.Stream<TextExt> texts(Parent box) {
        return box.getChildrenUnmodifiable().stream()
                .filter(Parent.class::isInstance)
                .flatMap(child -> ((Parent) child).getChildrenUnmodifiable().stream())
                .filter(TextExt.class::isInstance)
                .map(TextExt.class::cast);
    }
}
