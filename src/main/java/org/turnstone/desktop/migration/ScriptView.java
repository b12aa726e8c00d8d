package org.turnstone.desktop.migration;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.editor.Highlighter;
import org.turnstone.desktop.editor.Mark;
import org.turnstone.desktop.editor.Names;
import org.turnstone.desktop.editor.Pause;
import org.turnstone.desktop.editor.Remark;
import org.turnstone.desktop.editor.SqlEditor;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.CheckReport;
import org.turnstone.run.EditedScript;
import org.turnstone.run.StatementError;
import org.turnstone.sql.Formatting;

/** One script in its editor, and below it what is to be said about it. */
final class ScriptView {
    /** In bytes. Such a script is data, and the server would read it for longer than anybody waits. */
    private static final int LONGEST_CHECKED = 2_000_000;

    private final MigrationModel migration;
    private final Part part;
    private final ScriptModel model;
    private final Messages messages;
    private final SqlEditor editor;
    private final BorderPane root = new BorderPane();
    private final Notice error = new Notice(Tone.DANGER, Icons.ERROR);
    private final Notice wrong = new Notice(Tone.DANGER, Icons.ERROR);
    private final Notice doubtful = new Notice(Tone.WARNING, Icons.WARNING);
    private final Notice problem = new Notice(Tone.WARNING, Icons.WARNING);
    private final Notice locked = new Notice(Tone.NEUTRAL, Icons.LOCKED);
    /** A long text is looked at as a whole only when the typing pauses. */
    private final Pause settle;
    /** The database is asked when the typing has paused a little longer. */
    private final Pause check = new Pause(Duration.millis(450), this::check);

    /** Every two seconds what is not saved is written down. */
    private final Pause keep;

    private final Notice recovery = new Notice(Tone.ACCENT, Icons.REFRESH);
    private final Notice aside = new Notice(Tone.NEUTRAL, Icons.FILE);
    private final WritingModel writing;
    private final ScriptBar bar;
    private boolean keeping;
    private boolean showing;
    /** Whether the editor's text changes because a script is loaded. */
    private boolean loading;

    private Mark awaited;
    /** What is said about the text at the caret, shown or not. */
    private Remark told;

    /** @param create begins a new migration */
    ScriptView(MigrationModel migration, Part part, Messages messages, Highlighter highlighter, Runnable create) {
        this.migration = migration;
        this.part = part;
        this.model = migration.script(part);
        this.messages = messages;
        this.settle = new Pause(Duration.millis(250), model::settle);
        this.keep = new Pause(Duration.seconds(2), () -> {
            keeping = false;
            model.keep();
        });
        this.editor = new SqlEditor(highlighter, messages.text("migration.tab." + part.name()), messages);
        editor.focusTarget().setId("editor-" + part.name());
        root.setCenter(editor.node());
        this.writing = migration.writing();
        this.bar = new ScriptBar(part, writing, messages, this::runPiece, this::runAll, migration::checkOnTarget);
        var scratch = new ScratchView(part, writing, messages, editor::goTo);
        wrong.setId("wrong-" + part);
        problem.setId("script-problem-" + part);
        var next = Links.of(messages.text("check.next"), () -> editor.nextRemark(1));
        next.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        wrong.closing(next);
        // An applied migration is not changed: what is to be different is written into another one.
        var another = Links.of(messages.text("script.new"), create);
        another.setId("new-migration-" + part);
        locked.with(another);
        root.setBottom(new VBox(recovery, error, wrong, doubtful, problem, aside, locked, bar.node(), scratch.node()));
        editor.onKey("Shortcut+Enter", this::runPiece);
        editor.onKey("Shortcut+Shift+Enter", this::runAll);
        editor.onKey("Alt+Shift+F", this::format);
        editor.onKey("F8", () -> editor.nextRemark(1));
        editor.onKey("Shift+F8", () -> editor.nextRemark(-1));
        editor.pieceProperty().subscribe(bar::show);
        editor.onRemark(this::showRemark);
        editor.names(writing::names);
        editor.onGoTo(migration::goTo);
        migration.soughtProperty().subscribe(place -> seek());
        model.recoveredProperty().subscribe(this::showRecovered);
        model.onReplace(editor::replaceAll);
        recovery.setId("recovered-" + part);
        aside.setId("aside-" + part);
        aside.with(Links.of(messages.text("script.aside.close"), model::forgetAside));
        model.keptAsideProperty().subscribe(place -> {
            Labels.show(aside, place != null);
            aside.say(null, place == null ? "" : messages.text("script.aside", place));
        });
        editor.fontSizeProperty().bindBidirectional(migration.fontSizeProperty());
        // No animation: one that never ends would draw sixty pictures a second of a window in which nothing happens.
        root.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .subscribe(now -> {
                    showing = now;
                    if (now) {
                        model.watch(() -> showing, this::isSeen);
                    }
                });
        writing.checkedProperty().subscribe(this::showChecked);
        // Another database has another opinion.
        writing.onTargetProperty().subscribe(wanted -> check.ask());
        writing.askedProperty().subscribe(asked -> {
            if (writing.onTargetProperty().get()) {
                check.ask();
            }
        });
        migration.partProperty().subscribe(now -> {
            if (now == part) {
                writing.leave();
                check.ask();
            }
        });
        model.sheetProperty().subscribe(this::load);
        editor.onEdit(() -> {
            if (!loading) {
                model.touched(editor::text);
                settle.ask();
                check.ask();
                if (!keeping) {
                    keeping = true;
                    keep.ask();
                }
            }
        });
        model.problemProperty().subscribe(this::showProblem);
        model.outsideProperty()
                .subscribe(outside -> showProblem(model.problemProperty().get()));
        migration.errorProperty().subscribe(met -> showError());
        writing.answerProperty().subscribe(answer -> compareWithRuns());
        writing.checkedProperty().subscribe(checked -> compareWithRuns());
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
            change(null, "");
            editor.editable(false);
        } else {
            // Saving makes a new sheet of the very text that is there: the caret stays where it is.
            String text = model.text();
            if (!editor.shows(sheet.path(), text)) {
                change(sheet.path(), text);
            }
            editor.habits(sheet.file().habits());
            editor.editable(sheet.editable());
        }
        bar.code(migration.isCode(part));
        showProblem(model.problemProperty().get());
        locked.say(null, sheet == null ? "" : sheet.reason());
        Labels.show(locked, sheet != null && !sheet.editable());
        showError();
        seek();
        if (sheet != null && awaited != null) {
            editor.goTo(awaited);
            awaited = null;
        }
    }

    /** What was shown under its path before comes back with what can be undone in it. */
    private void change(Path path, String text) {
        loading = true;
        editor.open(path, text);
        loading = false;
        if (migration.partProperty().get() == part) {
            writing.leave();
        }
        check.ask();
    }

    /** Only what is seen is looked after. */
    private boolean isSeen() {
        return isInFront()
                && root.getScene() != null
                && root.getScene().getWindow() != null
                && root.getScene().getWindow().isFocused();
    }

    private void seek() {
        Names.Place place = migration.soughtProperty().get();
        Sheet sheet = model.sheetProperty().get();
        if (place != null && sheet != null && sheet.path().equals(place.file())) {
            migration.soughtProperty().set(null);
            editor.goTo(Math.min(place.offset(), editor.text().length()));
        }
    }

    private void showRecovered(Instant when) {
        Labels.show(recovery, when != null);
        if (when != null) {
            String time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                    .format(when.atZone(ZoneId.systemDefault()));
            recovery.say(messages.text("script.recovered"), messages.text("script.recovered.text", time));
            var drop = Links.of(messages.text("script.reload"), model::reload);
            drop.setId("recovered-drop-" + part);
            recovery.with(drop);
        }
    }

    private boolean isInFront() {
        return migration.partProperty().get() == part;
    }

    /** Nobody waits for what the database thinks of a script that cannot be changed any more. */
    private void check() {
        Sheet sheet = model.sheetProperty().get();
        if (sheet == null || !sheet.editable() || !isInFront() || sheet.bytes().length > LONGEST_CHECKED) {
            return;
        }
        EditedScript script = migration.edited(part, editor.text());
        if (script != null && !script.text().isBlank()) {
            writing.check(script);
        }
    }

    private void showChecked(WritingModel.Checked checked) {
        if (checked == null || !isInFront()) {
            editor.remarks().show("check", List.of());
        } else if (checked.text().equals(editor.text())) {
            editor.remarks()
                    .show(
                            "check",
                            checked.report().problems().stream()
                                    .map(p -> editor.remark(
                                            p.begin(),
                                            p.end(),
                                            Remark.Level.ERROR,
                                            sentence(p.message()),
                                            p.sqlState() == null
                                                    ? p.more()
                                                    : (p.more() == null ? "" : p.more() + " ") + "SQLSTATE "
                                                            + p.sqlState()))
                                    .toList());
        }
    }

    /** Says what is wrong on the caret's line, or else the first thing that is wrong at all. */
    private void showRemark(Remark remark) {
        told = remark;
        boolean error = remark != null && remark.level() == Remark.Level.ERROR;
        Labels.show(wrong, error && !remark.title().isEmpty() && !isSaidBelow(remark) && !isSaidAbove(remark));
        Labels.show(doubtful, remark != null && !error && !remark.title().isEmpty());
        if (remark != null && !remark.title().isEmpty()) {
            Notice notice = error ? wrong : doubtful;
            notice.say(messages.text("script.remark", editor.line(remark), remark.title()), remark.text());
            notice.with(remark.offers().stream()
                    .map(offer -> (Node) Links.of(offer.words(), offer.action()))
                    .toArray(Node[]::new));
        }
    }

    /** Whether a run on scratch met the very error, which stands with its answer. */
    private boolean isSaidBelow(Remark remark) {
        CheckReport.Problem met = writing.metOnScratch();
        return met != null && isInFront() && sentence(met.message()).equals(remark.title());
    }

    /** Whether a run of the migration met it. */
    private boolean isSaidAbove(Remark remark) {
        StatementError met = migration.errorProperty().get();
        return met != null
                && migration.isErrorIn(part)
                && met.line() == editor.line(remark)
                && sentence(met.message()).equals(remark.title());
    }

    /** What a check finds does not deny what a run of the same text met. */
    private void compareWithRuns() {
        String text = writing.ranOnScratch();
        boolean onScratch = writing.metOnScratch() != null && text != null && text.equals(editor.text());
        boolean inRun = migration.isErrorIn(part) && !model.dirtyProperty().get();
        bar.failed(isInFront() && (onScratch || inRun));
        showRemark(told);
    }

    /** Lays the script out again, or says why it stays as it is. */
    private void format() {
        Sheet sheet = model.sheetProperty().get();
        if (sheet == null || !sheet.editable()) {
            return;
        }
        String text = editor.text();
        Optional<String> formatted = Formatting.of(text);
        if (formatted.isEmpty()) {
            problem.say(null, messages.text("script.unformatted"));
            problem.with();
            Labels.show(problem, true);
        } else if (!formatted.get().equals(text)) {
            editor.replaceAll(formatted.get());
        }
    }

    private void runPiece() {
        if (migration.isCode(part)) {
            sayWhyNot();
            return;
        }
        SqlEditor.Piece piece = editor.piece();
        EditedScript script = migration.edited(part, editor.text());
        if (piece != null && script != null) {
            writing.run(script, piece.begin(), piece.end());
        }
    }

    private void runAll() {
        if (migration.isCode(part)) {
            sayWhyNot();
            return;
        }
        EditedScript script = migration.edited(part, editor.text());
        if (script != null) {
            writing.run(script, 0, script.text().length());
        }
    }

    /** A key is answered where no button can be pressed. */
    private void sayWhyNot() {
        problem.say(null, messages.text("scratch.code"));
        problem.with();
        Labels.show(problem, true);
    }

    private void showProblem(String sentence) {
        Labels.show(problem, sentence != null);
        if (sentence != null) {
            problem.say(null, sentence);
        }
        if (model.outsideProperty().get()) {
            var compare = Links.of(messages.text("script.compare"), () -> migration.compareOutside(part));
            compare.setId("compare-outside-" + part);
            problem.with(
                    compare,
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
        compareWithRuns();
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
