package org.turnstone.desktop.migration;

import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.editor.Highlighter;
import org.turnstone.desktop.editor.Mark;
import org.turnstone.desktop.editor.Pause;
import org.turnstone.desktop.editor.SqlEditor;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.StatementError;

/** One script in its editor, and below it what is to be said about it. */
final class ScriptView {
    private final MigrationModel migration;
    private final Part part;
    private final ScriptModel model;
    private final Messages messages;
    private final SqlEditor editor;
    private final BorderPane root = new BorderPane();
    private final Notice error = new Notice(Tone.DANGER, Icons.ERROR);
    private final Notice problem = new Notice(Tone.WARNING, Icons.WARNING);
    private final Notice locked = new Notice(Tone.NEUTRAL, Icons.LOCKED);
    /** A long text is looked at as a whole only when the typing pauses. */
    private final Pause settle;
    /** Whether the editor's text changes because a script is loaded. */
    private boolean loading;

    private Mark awaited;

    ScriptView(MigrationModel migration, Part part, Messages messages, Highlighter highlighter) {
        this.migration = migration;
        this.part = part;
        this.model = migration.script(part);
        this.messages = messages;
        this.settle = new Pause(Duration.millis(250), model::settle);
        this.editor = new SqlEditor(highlighter, messages.text("migration.tab." + part.name()), messages);
        editor.focusTarget().setId("editor-" + part.name());
        root.setCenter(editor.node());
        root.setBottom(new VBox(error, problem, locked));
        model.sheetProperty().subscribe(this::load);
        editor.onEdit(() -> {
            if (!loading) {
                model.touched(editor::text);
                settle.ask();
            }
        });
        model.problemProperty().subscribe(this::showProblem);
        model.outsideProperty()
                .subscribe(outside -> showProblem(model.problemProperty().get()));
        migration.errorProperty().subscribe(met -> showError());
    }

    Node node() {
        return root;
    }

    void focus() {
        editor.focusTarget().requestFocus();
    }

    /** Shows a place; a script that is still being read shows it when it is there. */
    void goTo(Mark place) {
        if (model.sheetProperty().get() == null) {
            awaited = place;
        } else {
            editor.goTo(place);
        }
    }

    private void load(Sheet sheet) {
        if (sheet == null) {
            change("");
            editor.editable(false);
        } else {
            // Saving makes a new sheet of the very text that is there: the caret stays where it is.
            if (!editor.text().equals(model.text())) {
                change(model.text());
            }
            editor.editable(sheet.editable());
        }
        locked.say(null, sheet == null ? "" : sheet.reason());
        Labels.show(locked, sheet != null && !sheet.editable());
        showError();
        if (sheet != null && awaited != null) {
            editor.goTo(awaited);
            awaited = null;
        }
    }

    private void change(String text) {
        loading = true;
        editor.load(text);
        loading = false;
    }

    private void showProblem(String sentence) {
        Labels.show(problem, sentence != null);
        if (sentence != null) {
            problem.say(null, sentence);
        }
        if (model.outsideProperty().get()) {
            problem.with(
                    Links.of(messages.text("script.reload"), model::reload),
                    Links.of(messages.text("script.saveOver"), model::saveOver));
        } else {
            problem.with();
        }
    }

    private void showError() {
        boolean here = migration.isErrorIn(part);
        StatementError met = migration.errorProperty().get();
        Labels.show(error, here);
        if (!here) {
            editor.mark(null);
            return;
        }
        var place = new Mark(met.line(), Math.max(1, met.column()));
        editor.mark(place);
        error.say(messages.text("script.error", met.line(), sentence(met.message())), rest(met));
        error.with(Links.of(messages.text("script.goTo", met.line()), () -> editor.goTo(place)));
    }

    /** With a full stop, which PostgreSQL leaves out. */
    private static String sentence(String words) {
        return words.matches(".*[.!?]") ? words : words + ".";
    }

    /** What else the server said, in one paragraph; null when it said no more. */
    private static String rest(StatementError met) {
        StringBuilder all = new StringBuilder();
        for (String part : new String[] {met.detail(), met.hint()}) {
            if (part != null) {
                all.append(all.isEmpty() ? "" : " ").append(part);
            }
        }
        if (met.sqlState() != null) {
            all.append(all.isEmpty() ? "" : " ").append("SQLSTATE ").append(met.sqlState());
        }
        return all.isEmpty() ? null : all.toString();
    }
}
