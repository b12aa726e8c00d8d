package org.turnstone.desktop.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.turnstone.connection.Target;
import org.turnstone.desktop.editor.Drafts;
import org.turnstone.desktop.editor.Names;
import org.turnstone.desktop.editor.ScriptStore;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.ObservedModel;
import org.turnstone.desktop.timeline.TimelineModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Direction;
import org.turnstone.run.EditedScript;
import org.turnstone.run.ExactPlan;
import org.turnstone.run.PlannedStep;
import org.turnstone.run.Remedies;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatusResult;
import org.turnstone.run.TargetInfo;
import org.turnstone.run.Workbench;

/** The selected migration, its two scripts, and the error a run met in one of them. */
public final class MigrationModel {
    /** A script that another program wrote too, and both texts of it. */
    public record Outside(ScriptModel script, Conflict conflict) {}

    /**
     * The scripts of a migration on the disk.
     *
     * @param written when the one that applies it was written last
     * @param exact down to their bytes
     */
    public record Scripts(Instant written, ExactPlan exact) {
        /** Reads them; not on the JavaFX thread. */
        private static Scripts of(Migration migration) throws IOException {
            List<PlannedStep> both = new ArrayList<>();
            both.add(new PlannedStep(migration, Direction.UP));
            if (migration.revertible()) {
                both.add(new PlannedStep(migration, Direction.DOWN));
            }
            return new Scripts(Files.getLastModifiedTime(migration.script()).toInstant(), ExactPlan.of(both));
        }
    }

    private final WorkspaceModel workspace;
    private final Messages messages;
    private final TimelineModel timeline;
    private final WritingModel writing;
    private final DoubleProperty fontSize = new SimpleDoubleProperty(LetterSize.USUAL);
    /** The files of a migration that was made here and is not listed yet; none when there is no such migration. */
    private List<Path> fresh = List.of();

    private final NewMigrationModel drafting;
    private final CheckPlaces places;
    private final ReadOnlyObjectWrapper<Path> other = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Outside> outside = new ReadOnlyObjectWrapper<>();

    private final ObjectProperty<Names.Place> sought = new SimpleObjectProperty<>();
    private final Background background;
    private final ObservedModel observed;
    private final RevertModel derived;
    private final ReadOnlyObjectWrapper<Scripts> scripts = new ReadOnlyObjectWrapper<>();
    private final ScriptModel sql;
    private final ScriptModel revert;
    private final ObservableValue<String> place;
    private final ReadOnlyObjectWrapper<StatusEntry> entry = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.SQL);
    private final ReadOnlyObjectWrapper<StatementError> error = new ReadOnlyObjectWrapper<>();

    public MigrationModel(
            WorkspaceModel workspace,
            TimelineModel timeline,
            ScriptStore store,
            Background background,
            Workbench workbench,
            Supplier<Remedies> remedies,
            Messages messages,
            ObservedModel observed,
            RevertModel derived) {
        this.drafting = new NewMigrationModel(workspace, remedies, background);
        this.writing = new WritingModel(
                workbench, background, () -> workspace.projectProperty().get());
        this.timeline = timeline;
        this.workspace = workspace;
        this.background = background;
        this.observed = observed;
        this.place = Bindings.createStringBinding(
                () -> workspace.linkProperty().get() == WorkspaceModel.Link.CONNECTED
                                && workspace.targetProperty().get() != null
                        ? workspace.targetProperty().get().name()
                        : "",
                workspace.linkProperty(),
                workspace.targetProperty());
        this.derived = derived;
        this.messages = messages;
        var drafts = new Drafts(workbench.drafts());
        var aside = new PutAside(workbench.drafts().resolve("aside"));
        var remembered = new LetterSize(workbench.drafts().resolveSibling("editor.properties"));
        fontSize.set(remembered.read());
        fontSize.addListener((size, before, now) -> background.read(
                "letters",
                () -> {
                    remembered.write(now.doubleValue());
                    return true;
                },
                done -> {},
                failure -> {}));
        this.sql = new ScriptModel(store, drafts, aside, background, messages);
        this.revert = new ScriptModel(store, drafts, aside, background, messages);
        sql.onSaved(workspace::refresh);
        revert.onSaved(workspace::refresh);
        this.places = new CheckPlaces(workbench.drafts().resolveSibling("checks.properties"));
        workspace.projectProperty().subscribe(opened -> {
            if (opened != null) {
                writing.onTargetProperty().set(places.isTarget(opened.root()));
            }
        });
        timeline.selectedProperty().subscribe(this::show);
        workspace.statusProperty().subscribe(this::askTarget);
        workspace.linkProperty().subscribe(this::askTarget);
        entry.subscribe(this::askTarget);
        part.subscribe(this::askTarget);
        workspace.targetProperty().subscribe(writing::readCatalog);
        workspace.projectProperty().subscribe(writing::readScripts);
        workspace.statusProperty().subscribe(status -> showFresh());
    }

    /** Shows where something is made, in whichever script that is. */
    public void goTo(Names.Place place) {
        sought.set(null);
        sought.set(place);
        Migration shown = entry.get() == null ? null : entry.get().migration();
        if (shown == null
                || !shown.script().equals(place.file()) && !place.file().equals(shown.revertScript())) {
            shown = workspace.projectProperty().get().migrations().stream()
                    .filter(each ->
                            each.script().equals(place.file()) || place.file().equals(each.revertScript()))
                    .findFirst()
                    .orElse(null);
            if (shown == null) {
                showFile(place.file());
                return;
            }
            String name = shown.scriptName();
            workspace.statusProperty().get().status().entries().stream()
                    .filter(each -> name.equals(each.script()))
                    .findFirst()
                    .ifPresent(timeline::reveal);
        }
        part.set(shown.script().equals(place.file()) ? Part.SQL : Part.REVERT);
    }

    /** Shows a script that is no migration, such as a callback. */
    private void showFile(Path file) {
        timeline.leave();
        other.set(file);
        part.set(Part.SQL);
        sql.show(file, null);
    }

    /** Has scripts of this project checked on the database that is looked at, or on scratch. */
    public void checkOnTarget(boolean wanted) {
        Project project = project();
        if (project == null) {
            return;
        }
        writing.onTargetProperty().set(wanted);
        places.remember(project.root(), wanted);
        background.read(
                "checks",
                () -> {
                    places.write();
                    return true;
                },
                done -> {},
                failure -> System.getLogger(getClass().getName()).log(System.Logger.Level.DEBUG, "checks", failure));
    }

    /** Finds out whether the database that is looked at can be asked about the script in front. */
    private void askTarget() {
        Target target = workspace.targetProperty().get();
        boolean connected = workspace.linkProperty().get() == WorkspaceModel.Link.CONNECTED
                && workspace.statusProperty().get() != null;
        var now = new WritingModel.Asked(
                target, target == null || !connected ? messages.text("check.noTarget") : lacking(target));
        if (!now.equals(writing.askedProperty().get())) {
            writing.ask(now);
        }
    }

    /** The first migration before the script that the database has not run, in a sentence; null when it has all. */
    private String lacking(Target target) {
        StatusEntry shown = entry.get();
        for (StatusEntry each : workspace.statusProperty().get().status().entries()) {
            boolean here = shown != null && Objects.equals(each.script(), shown.script());
            if (here && part.get() != Part.REVERT) {
                return null;
            }
            boolean run = switch (each.state()) {
                case PENDING, OUT_OF_ORDER, REVERTED, FAILED -> false;
                case APPLIED, CHANGED, MISSING, BASELINE, IGNORED, OUTDATED -> true;
            };
            // One that was taken back and has no file any more is no migration of the project.
            if (!run && each.kind() == Migration.Kind.VERSIONED && each.migration() != null) {
                return messages.text("check.lacks", target.name(), each.label());
            }
            if (here) {
                return null;
            }
        }
        return null;
    }

    /** A script that is shown and is no migration; null while a migration is shown. */
    public ReadOnlyObjectProperty<Path> otherProperty() {
        return other.getReadOnlyProperty();
    }

    /** What is written and not saved, by file. */
    public Map<Path, String> unsavedTexts() {
        Map<Path, String> texts = new TreeMap<>(sql.unsavedTexts());
        texts.putAll(revert.unsavedTexts());
        return texts;
    }

    /** How large the letters of scripts are. */
    public DoubleProperty fontSizeProperty() {
        return fontSize;
    }

    /** Shows what was written here beside what another program wrote into the file. */
    public void compareOutside(Part which) {
        script(which).compare(found -> {
            outside.set(null);
            outside.set(new Outside(script(which), found));
        });
    }

    /** Two texts of one script, between which somebody has to decide; null while nobody has asked. */
    public ReadOnlyObjectProperty<Outside> outsideProperty() {
        return outside.getReadOnlyProperty();
    }

    /** A migration that is about to be made. */
    public NewMigrationModel drafting() {
        return drafting;
    }

    /** Reads the project again and shows a migration that was just made, ready to be written. */
    public void showCreated(List<Path> files) {
        fresh = files;
        workspace.refresh();
    }

    /** As soon as it is listed. */
    private void showFresh() {
        if (fresh.isEmpty() || workspace.statusProperty().get() == null) {
            return;
        }
        for (StatusEntry each : workspace.statusProperty().get().status().entries()) {
            if (each.migration() != null && fresh.contains(each.migration().script())) {
                fresh = List.of();
                timeline.reveal(each);
                part.set(Part.SQL);
                // Behind what the file begins with, and with the keyboard.
                sought.set(null);
                sought.set(new Names.Place(each.migration().script(), Integer.MAX_VALUE));
                return;
            }
        }
    }

    /** A place in a script that is to be shown as soon as the script is. */
    public ObjectProperty<Names.Place> soughtProperty() {
        return sought;
    }

    /** What the database says to what is written. */
    public WritingModel writing() {
        return writing;
    }

    /** A script of the selected migration with this text; null where there is none or where it is no SQL. */
    public EditedScript edited(Part which, String text) {
        boolean reverts = which == Part.REVERT;
        Migration migration = other.get() != null && !reverts
                ? beside(other.get())
                : entry.get() == null ? null : entry.get().migration();
        Path file = migration == null ? null : reverts ? migration.revertScript() : migration.script();
        return file == null || !file.toString().endsWith(".sql") ? null : new EditedScript(migration, reverts, text);
    }

    /** Whether a script is one in JavaScript or TypeScript, of which the database knows nothing. */
    boolean isCode(Part which) {
        Sheet sheet = script(which).sheetProperty().get();
        return sheet != null && !sheet.path().toString().endsWith(".sql");
    }

    /** What is run beside migrations finds what all of them leave. */
    private static Migration beside(Path file) {
        String name = file.getFileName().toString();
        return new Migration(null, name, Migration.Kind.REPEATABLE, file, name, null, true);
    }

    public ReadOnlyObjectProperty<StatusEntry> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /** Which script is in front; null while something else is. */
    public ObjectProperty<Part> partProperty() {
        return part;
    }

    /** The last run's error, wherever it was; null when there was none. */
    public ReadOnlyObjectProperty<StatementError> errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** The scripts of the selected migration as they are on the disk; null while they are not known. */
    public ReadOnlyObjectProperty<Scripts> scriptsProperty() {
        return scripts.getReadOnlyProperty();
    }

    /**
     * Whether a script is another one than a run saw, so that what it saw may be true no more.
     *
     * @param at when the run began
     * @param plan of the run, exactly; null where only its time is known
     */
    public boolean isAnother(Direction direction, Instant at, ExactPlan plan) {
        Scripts now = scripts.get();
        Migration migration = entry.get() == null ? null : entry.get().migration();
        if (now == null || migration == null) {
            return false;
        }
        ExactPlan.Step was = plan == null ? null : plan.of(migration, direction);
        return was == null ? now.written().isAfter(at) : !was.equals(now.exact().of(migration, direction));
    }

    /** Whether a database is another one than that which is connected to. */
    public boolean isElsewhere(TargetInfo target) {
        StatusResult status = workspace.statusProperty().get();
        return target != null
                && status != null
                && status.target() != null
                && !(status.target().server().equals(target.server())
                        && status.target().database().equals(target.database()));
    }

    /** What the last runs saw of each migration. */
    public ObservedModel observed() {
        return observed;
    }

    /** A revert script for a migration that has none. */
    public RevertModel derived() {
        return derived;
    }

    /** The project that is looked at; null when none is. */
    public Project project() {
        return workspace.projectProperty().get();
    }

    /** The name of the database that is connected to; empty while none is. */
    public ObservableValue<String> placeProperty() {
        return place;
    }

    /** Whether the next migrate of the target would run it. */
    public boolean isPending(StatusEntry asked) {
        return workspace.linkProperty().get() == WorkspaceModel.Link.CONNECTED
                && workspace.statusProperty().get() != null
                && workspace.statusProperty().get().status().pending().contains(asked);
    }

    public ScriptModel script(Part wanted) {
        return wanted == Part.SQL ? sql : revert;
    }

    /** The name of a script with unsaved changes; null when all are saved. */
    public String unsaved() {
        return sql.unsaved() != null ? sql.unsaved() : revert.unsaved();
    }

    /** Saves every script, also those that are not shown now. */
    public void saveAll() {
        sql.saveAll();
        revert.saveAll();
    }

    public void save() {
        if (part.get() != null) {
            script(part.get()).save();
        }
    }

    /** Whether a script is being saved. */
    public boolean isSaving() {
        return sql.isSaving() || revert.isSaving();
    }

    /** Does something when all that was to be written has been, or could not be. */
    public void whenSaved(Runnable action) {
        sql.whenSaved(() -> revert.whenSaved(action));
    }

    /**
     * Writes down what is not saved, before the window closes.
     *
     * @param then hears of the name of a script whose text could not be written down; of null when nothing is lost
     */
    public void keepThen(Consumer<String> then) {
        sql.keepThen(lost -> revert.keepThen(other -> then.accept(lost == null ? other : lost)));
    }

    /** Takes note of what a run said against a script; null when all went well. */
    public void report(StatementError met) {
        error.set(met);
    }

    /** Whether the error is in this script of the selected migration. */
    public boolean isErrorIn(Part wanted) {
        StatementError met = error.get();
        Sheet sheet = script(wanted).sheetProperty().get();
        return met != null
                && met.file() != null
                && sheet != null
                && sheet.path().endsWith(met.file());
    }

    private void show(StatusEntry selected) {
        other.set(null);
        entry.set(selected);
        Migration migration = selected == null ? null : selected.migration();
        sql.show(migration == null ? null : migration.script(), migration == null ? null : reason(selected));
        revert.show(migration == null ? null : migration.revertScript(), null);
        derived.show(selected);
        if (part.get() == Part.REVERT && migration == null) {
            part.set(Part.SQL);
        }
        look(migration);
    }

    private void look(Migration migration) {
        if (migration == null) {
            scripts.set(null);
            return;
        }
        background.read(
                "written",
                () -> Scripts.of(migration),
                found -> {
                    if (entry.get() != null && migration.equals(entry.get().migration())) {
                        scripts.set(found);
                    }
                },
                failure -> scripts.set(null));
    }

    /** Why the script may not be edited; null when it may. */
    private String reason(StatusEntry selected) {
        if (selected.kind() == Migration.Kind.REPEATABLE) {
            return null;
        }
        String target = workspace.targetProperty().get() == null
                ? ""
                : workspace.targetProperty().get().name();
        return switch (selected.state()) {
            case PENDING, OUT_OF_ORDER, IGNORED, REVERTED, OUTDATED, FAILED -> null;
            case APPLIED, BASELINE, MISSING -> messages.text("script.applied", target);
            case CHANGED -> messages.text("script.changed", target);
        };
    }
}
