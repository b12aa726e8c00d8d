package org.turnstone.desktop.editor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.fxmisc.richtext.TextExt;
import org.turnstone.desktop.platform.Icons;

/** What stands before every line: its number, the mark of what is said about it, the bar of the statement at the caret. */
final class Gutter {
    private static final PseudoClass IN_STATEMENT = PseudoClass.getPseudoClass("in-statement");
    private static final int LARGEST_NUMBER = 99_999;

    private final SqlArea area;
    private final Remarks remarks;
    /** What stands before the lines behind an edit, by the numbers these are about to get. */
    private final Map<Integer, Line> moving = new HashMap<>();

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

    /** Numbers the lines in the window again: where a line is cut or not cut any more, others are numbered otherwise. */
    void renumber() {
        int first = area.firstVisible();
        for (int line = Math.max(0, first); first >= 0 && line <= area.lastVisible(); line++) {
            if (area.getParagraphGraphic(line) instanceof Line seen) {
                seen.show(line);
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

    /** A line's number and mark. Thousands are made while people scroll, so it has no skin and lays itself out. */
    private final class Line extends Region {
        private final Text number = new Text();
        private Node mark;

        Line() {
            getStyleClass().setAll("gutter");
            number.getStyleClass().setAll("gutter-number");
            number.setTextOrigin(VPos.CENTER);
            // Another number is no reason to lay out the line of text beside it.
            number.setManaged(false);
            number.layoutBoundsProperty().addListener(bounds -> place());
            getChildren().add(number);
            parentProperty().addListener((parent, before, now) -> {
                if (now != null) {
                    Oddities.show(now);
                }
            });
        }

        void show(int line) {
            FileLines lines = area.fileLines();
            int inFile = lines.inFile(line);
            // The rest of a line that is cut has no number of its own.
            String wanted = lines.goesOn(line) ? "" : String.valueOf(inFile + 1);
            if (!wanted.equals(number.getText())) {
                number.setText(wanted);
                if (inFile >= LARGEST_NUMBER != number.getStyleClass().contains("small")) {
                    number.getStyleClass().setAll("gutter-number");
                    if (inFile >= LARGEST_NUMBER) {
                        number.getStyleClass().add("small");
                    }
                }
            }
            mark(said(line).map(Remark::level).orElse(null));
            tint(this, line);
        }

        private void mark(Remark.Level level) {
            if (mark == null && level == null) {
                return;
            }
            getChildren().remove(mark);
            mark = null;
            if (level != null) {
                mark = (level == Remark.Level.ERROR ? Icons.ERROR : Icons.WARNING).icon();
                mark.getStyleClass()
                        .addAll("gutter-mark", level == Remark.Level.ERROR ? "gutter-error" : "gutter-warning");
                mark.setManaged(false);
                mark.layoutBoundsProperty().addListener(bounds -> place());
                getChildren().add(mark);
            }
        }

        private void place() {
            number.setX(getWidth()
                    - getInsets().getRight()
                    - number.getLayoutBounds().getWidth());
            number.setY(getHeight() / 2);
            if (mark != null) {
                var bounds = mark.getLayoutBounds();
                mark.relocate(getInsets().getLeft(), (getHeight() - bounds.getHeight()) / 2);
            }
        }

        @Override
        protected void layoutChildren() {
            place();
        }
    }

    private Node line(int index) {
        Line line = moving.remove(index);
        if (line == null || line.getParent() == null) {
            line = new Line();
        }
        line.show(index);
        return line;
    }

    /** The lines behind an edit are about to get other numbers: each keeps its node. */
    void edit(SqlArea.Edit edit) {
        moving.clear();
        int by = edit.linesInserted() - edit.linesRemoved();
        if (by == 0) {
            return;
        }
        int first = area.firstVisible();
        for (int line = Math.max(first, edit.line() + edit.linesRemoved() + 1);
                first >= 0 && line <= area.lastVisible();
                line++) {
            if (area.getParagraphGraphic(line) instanceof Line seen) {
                moving.put(line + by, seen);
            }
        }
        if (statementFrom > edit.line()) {
            statementFrom = Math.max(edit.line(), statementFrom + by);
        }
        if (statementTo >= edit.line()) {
            statementTo = Math.max(edit.line(), statementTo + by);
        }
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
        graphic.pseudoClassStateChanged(
                IN_STATEMENT, statementFrom >= 0 && statementFrom <= index && index <= statementTo);
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
