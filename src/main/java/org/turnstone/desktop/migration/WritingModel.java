package org.turnstone.desktop.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.turnstone.connection.Target;
import org.turnstone.desktop.editor.Names;
import org.turnstone.desktop.platform.Background;
import org.turnstone.format.Project;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Catalog;
import org.turnstone.run.CheckReport;
import org.turnstone.run.EditedScript;
import org.turnstone.run.ScratchAnswer;
import org.turnstone.run.Workbench;

/** What the database says while a script is written, and what comes of trying parts of it on scratch. */
public final class WritingModel {
    /**
     * A database that could be asked.
     *
     * @param target the one that is looked at; null when none is
     * @param unfit why it cannot be asked about the script, in a sentence; null when it can
     */
    public record Asked(Target target, String unfit) {}

    /** What was said about which text. */
    public record Checked(String text, CheckReport report) {}

    private final Workbench workbench;
    private final Background background;
    private final Supplier<Project> project;
    private final ReadOnlyObjectWrapper<Checked> checked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper unchecked = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<ScratchAnswer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<Catalog> catalog = new ReadOnlyObjectWrapper<>(Catalog.EMPTY);
    private final BooleanProperty onTarget = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Asked> asked = new ReadOnlyObjectWrapper<>(new Asked(null, ""));
    private final Map<Path, Long> stamps = new ConcurrentHashMap<>();
    private Catalog ofTarget = Catalog.EMPTY;
    private List<Names.Script> scripts = List.of();
    private Cancellation check = new Cancellation();
    private Cancellation run = new Cancellation();
    /** The text of which a part was run last. */
    private String ran;
    /** Counts questions, so that an answer to an older one is dropped. */
    private int question;

    public WritingModel(Workbench workbench, Background background, Supplier<Project> project) {
        this.workbench = workbench;
        this.background = background;
        this.project = project;
    }

    // Properties

    /** The last check's outcome; null while there is none for the script. */
    public ReadOnlyObjectProperty<Checked> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /** Why nothing could be checked, in a sentence; null when it could. */
    public ReadOnlyStringProperty uncheckedProperty() {
        return unchecked.getReadOnlyProperty();
    }

    /** What came of the last run on scratch; null when there was none. */
    public ReadOnlyObjectProperty<ScratchAnswer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** What the server refused in the last run on scratch; null where it refused nothing. */
    CheckReport.Problem metOnScratch() {
        ScratchAnswer came = answer.get();
        return came == null || came.steps().isEmpty()
                ? null
                : came.steps().getLast().problem();
    }

    /** The text of which that run was; null when there was none. */
    String ranOnScratch() {
        return ran;
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Why nothing could be run, in a sentence; null when it could. */
    public ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What there is behind the script, as far as that is known. */
    public ReadOnlyObjectProperty<Catalog> catalogProperty() {
        return catalog.getReadOnlyProperty();
    }

    /** Whether scripts are to be checked on the database that is looked at, where that can be. */
    public BooleanProperty onTargetProperty() {
        return onTarget;
    }

    /** The database that is looked at and can be asked, or null, and why it cannot. */
    public ReadOnlyObjectProperty<Asked> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /** Whether the next check asks the database that is looked at. */
    boolean asksTarget() {
        return onTarget.get() && asked.get().unfit() == null;
    }

    void ask(Asked now) {
        asked.set(now);
    }

    // Commands

    /** Asks the server about a script, and forgets what was asked before. */
    public void check(EditedScript script) {
        Project current = project.get();
        if (current == null) {
            return;
        }
        int number = forget();
        var cancellation = new Cancellation();
        check = cancellation;
        checking.set(true);
        boolean there = asksTarget();
        Target target = asked.get().target();
        background.read(
                "check",
                () -> there
                        ? workbench.checkOn(current, target, script, cancellation)
                        : workbench.check(current, script, cancellation),
                report -> {
                    if (number == question) {
                        checking.set(false);
                        unchecked.set(null);
                        if (report.catalog() != null || there) {
                            catalog.set(there ? ofTarget : report.catalog());
                        }
                        checked.set(new Checked(script.text(), report));
                    }
                },
                problem -> {
                    if (number == question) {
                        checking.set(false);
                        checked.set(null);
                        unchecked.set(first(problem));
                    }
                });
    }

    /** Nothing asked before is of interest any more. */
    public int forget() {
        Cancellation before = check;
        if (checking.get()) {
            background.read(
                    "cancel",
                    () -> {
                        before.cancel();
                        return true;
                    },
                    done -> {},
                    problem -> {});
        }
        checking.set(false);
        return ++question;
    }

    /** Another script is looked at. */
    public void leave() {
        forget();
        checked.set(null);
        unchecked.set(null);
        failure.set(null);
        answer.set(null);
    }

    /** Carries a part of a script out on scratch. */
    public void run(EditedScript script, int begin, int end) {
        Project current = project.get();
        if (current == null || running.get()) {
            return;
        }
        forget();
        var cancellation = new Cancellation();
        run = cancellation;
        running.set(true);
        failure.set(null);
        background.run(
                "scratch",
                () -> workbench.run(current, script, begin, end, cancellation),
                came -> {
                    running.set(false);
                    ran = script.text();
                    answer.set(came);
                },
                problem -> {
                    running.set(false);
                    failure.set(first(problem));
                });
    }

    public void cancelRun() {
        Cancellation going = run;
        background.read(
                "cancel",
                () -> {
                    going.cancel();
                    return true;
                },
                done -> {},
                problem -> {});
    }

    /** Finds what the project's scripts make; those that did not change are not read again. */
    public void readScripts(Project wanted) {
        if (wanted == null) {
            scripts = List.of();
            return;
        }
        List<Names.Script> before = scripts;
        background.read(
                "names",
                () -> ScriptIndex.of(wanted, before, stamps),
                found -> scripts = found,
                problem -> scripts = List.of());
    }

    /** What may be named in a script. */
    public Names names() {
        return new Names(catalog.get(), ofTarget, scripts);
    }

    /** Forgets what was run on scratch. */
    public void reset() {
        background.read(
                "reset",
                () -> {
                    workbench.reset();
                    return true;
                },
                done -> answer.set(null),
                problem -> {});
    }

    public void closeAnswer() {
        answer.set(null);
        failure.set(null);
    }

    /** Reads what a target has; null forgets it. */
    public void readCatalog(Target target) {
        ofTarget = Catalog.EMPTY;
        if (target == null) {
            return;
        }
        background.read(
                "catalog",
                () -> workbench.catalog(target),
                read -> {
                    ofTarget = read;
                    if (catalog.get() == Catalog.EMPTY) {
                        catalog.set(read);
                    }
                },
                problem -> {});
    }

    private static String first(Exception problem) {
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
