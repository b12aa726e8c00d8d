package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.control.IndexRange;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The editing commands of the editor and their keys. */
final class EditKeys {
    private final SqlArea area;
    private String step = Habits.USUAL.indent();
    private final Map<KeyCombination, Runnable> keys = new LinkedHashMap<>();
    /** Whether the key that is down was a command; some platforms send its letter, too. */
    private boolean carriedOut;

    EditKeys(SqlArea area) {
        this.area = area;
        onEditable("Shortcut+Slash", () -> change(LineEdits::toggleComment));
        onEditable("Shortcut+Divide", () -> change(LineEdits::toggleComment));
        onEditable("Tab", this::tab);
        onEditable("Shift+Tab", () -> change(lines -> LineEdits.outdent(lines, step)));
        onEditable("Enter", this::newLine);
        onEditable("Shift+Enter", this::newLine);
        onEditable("Shortcut+Shift+D", this::duplicate);
        onEditable("Alt+Up", () -> move(-1));
        onEditable("Alt+Down", () -> move(1));
        onEditable("Shortcut+Shift+K", this::deleteLines);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        area.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    }

    /** Another command; it is asked before the editor's own keys. */
    void on(String combination, Runnable command) {
        keys.put(KeyCombination.valueOf(combination), command);
    }

    private void onEditable(String combination, Runnable command) {
        on(combination, () -> {
            if (area.isEditable()) {
                command.run();
            }
        });
    }

    private void pressed(KeyEvent event) {
        carriedOut = false;
        if (event.isConsumed()) {
            return;
        }
        for (Map.Entry<KeyCombination, Runnable> each : keys.entrySet()) {
            if (each.getKey().match(event)) {
                each.getValue().run();
                area.requestFollowCaret();
                event.consume();
                carriedOut = true;
                return;
            }
        }
    }

    /** The letter of a command is no text. A closing bracket that begins a line goes one step back, to where the block began. */
    private void typed(KeyEvent event) {
        if (carriedOut) {
            event.consume();
            return;
        }
        if (!")".equals(event.getCharacter()) || !area.isEditable() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int line = area.getCurrentParagraph();
        int column = area.getCaretColumn();
        if (area.getSelection().getLength() > 0 || column == 0 || line == 0) {
            return;
        }
        String before = area.line(line).substring(0, column);
        if (before.isBlank() && before.endsWith(step) && LineEdits.isDeeper(before, blockAbove(line))) {
            int at = area.offset(line, 0);
            area.replaceText(at + column - step.length(), at + column, "");
        }
    }

    /** The line that opened the bracket in which a line is; empty when it is far away. */
    private String blockAbove(int line) {
        int open = 0;
        for (int at = line - 1; at >= Math.max(0, line - 400); at--) {
            String text = area.line(at);
            for (int i = text.length() - 1; i >= 0; i--) {
                open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
                if (open > 0) {
                    return text;
                }
            }
        }
        return "";
    }

    /** One step of indentation. */
    void step(String wanted) {
        step = wanted;
    }

    private record Lines(int first, int last) {}

    /** The lines the selection touches; one that it only reaches the beginning of is not meant. */
    private Lines selected() {
        IndexRange selection = area.getSelection();
        int first = area.lineOf(selection.getStart());
        int last = area.lineOf(selection.getEnd());
        if (last > first && selection.getEnd() == area.offset(last, 0)) {
            last--;
        }
        return new Lines(first, last);
    }

    private List<String> text(Lines lines) {
        List<String> result = new ArrayList<>();
        for (int line = lines.first; line <= lines.last; line++) {
            result.add(area.line(line));
        }
        return result;
    }

    private void change(UnaryOperator<List<String>> change) {
        Lines lines = selected();
        List<String> before = text(lines);
        List<String> after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        int column = area.getCaretColumn();
        boolean many = lines.last > lines.first || area.getSelection().getLength() > 0;
        replace(lines, after);
        if (many) {
            area.selectRange(area.offset(lines.first, 0), area.offset(lines.last, area.getParagraphLength(lines.last)));
        } else {
            int moved = column + after.getFirst().length() - before.getFirst().length();
            area.moveTo(lines.first, Math.clamp(moved, 0, after.getFirst().length()));
        }
    }

    private void replace(Lines lines, List<String> after) {
        int begin = area.offset(lines.first, 0);
        int end = area.offset(lines.last, area.getParagraphLength(lines.last));
        area.getUndoManager().preventMerge();
        area.replaceText(begin, end, String.join("\n", after));
        area.getUndoManager().preventMerge();
    }

    private void tab() {
        Lines lines = selected();
        if (lines.last > lines.first) {
            change(each -> LineEdits.indent(each, step));
        } else {
            int column = area.getCaretColumn();
            area.replaceSelection(step.equals("\t") ? step : " ".repeat(step.length() - column % step.length()));
        }
    }

    private void newLine() {
        int line = area.lineOf(area.getSelection().getStart());
        int column = area.getSelection().getStart() - area.offset(line, 0);
        String text = area.line(line);
        String indent = text.length() > 2000 ? "" : LineEdits.indentAfter(text.substring(0, column), step);
        String own = indent.endsWith(step) ? indent.substring(0, indent.length() - step.length()) : "";
        boolean between = column > 0
                && column < text.length()
                && text.charAt(column - 1) == '('
                && text.charAt(column) == ')'
                && area.getSelection().getLength() == 0;
        area.replaceSelection("\n" + indent + (between ? "\n" + own : ""));
        if (between) {
            area.moveTo(line + 1, indent.length());
        }
    }

    private void duplicate() {
        IndexRange selection = area.getSelection();
        area.getUndoManager().preventMerge();
        if (selection.getLength() > 0) {
            area.insertText(selection.getEnd(), area.getSelectedText());
            area.selectRange(selection.getEnd(), selection.getEnd() + selection.getLength());
            return;
        }
        int line = area.getCurrentParagraph();
        int column = area.getCaretColumn();
        area.insertText(area.offset(line, area.getParagraphLength(line)), "\n" + area.line(line));
        area.moveTo(line + 1, column);
    }

    private void deleteLines() {
        Lines lines = selected();
        int begin = area.offset(lines.first, 0);
        int end = area.offset(lines.last, area.getParagraphLength(lines.last));
        boolean last = lines.last + 1 == area.lines();
        area.getUndoManager().preventMerge();
        area.deleteText(last ? Math.max(0, begin - 1) : begin, last ? end : end + 1);
    }

    /** Changes the selected lines' places with the line before or behind them. */
    private void move(int by) {
        Lines lines = selected();
        int other = by < 0 ? lines.first - 1 : lines.last + 1;
        if (other < 0 || other >= area.lines()) {
            return;
        }
        int anchor = area.getAnchor();
        int caret = area.getCaretPosition();
        List<String> moved = new ArrayList<>(text(lines));
        String neighbour = area.line(other);
        int shift = (neighbour.length() + 1) * by;
        Lines all = new Lines(Math.min(lines.first, other), Math.max(lines.last, other));
        moved.add(by < 0 ? moved.size() : 0, neighbour);
        replace(all, moved);
        area.selectRange(
                Math.clamp(anchor + shift, 0, area.getLength()), Math.clamp(caret + shift, 0, area.getLength()));
    }
}
