package org.turnstone.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.turnstone.connection.Target;
import org.turnstone.desktop.migration.MigrationModel;
import org.turnstone.desktop.migration.Part;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.timeline.TimelineModel;
import org.turnstone.desktop.workspace.DemoModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatusResult;

/** What the window as a whole can do: the commands that need more than one area, and which pane or dialog is open. */
public final class ShellModel {
    /** What stands in front of the window. */
    public enum Dialog {
        NONE,
        CONNECT,
        ENCODE,
        PLAN
    }

    /** The areas the window is made of. */
    public record Areas(
            WorkspaceModel workspace, TimelineModel timeline, MigrationModel migration, RunModel run, DemoModel demo) {}

    private static final List<String> REPORT_ENDINGS = List.of("html", "md", "json");

    private final Areas areas;
    private final Choosers choosers;
    private final Background background;
    private final ReportWriter reports;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Dialog> dialog = new ReadOnlyObjectWrapper<>(Dialog.NONE);
    private final ReadOnlyObjectWrapper<Plan> plan = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<String> notice = new SimpleObjectProperty<>();
    private final BooleanProperty panel = new SimpleBooleanProperty();
    private final BooleanProperty proof = new SimpleBooleanProperty();
    private StatusEntry before;

    public ShellModel(Areas areas, Choosers choosers, Background background, ReportWriter reports, Messages messages) {
        this.areas = areas;
        this.choosers = choosers;
        this.background = background;
        this.reports = reports;
        this.messages = messages;
        areas.run().askUnsaved(areas.migration()::unsaved);
        areas.run().onEnded(this::ended);
        areas.run().stateProperty().subscribe(this::bringToFront);
        areas.timeline().selectedProperty().subscribe(this::leaveProof);
    }

    // Properties

    public Areas areas() {
        return areas;
    }

    public ReadOnlyObjectProperty<Dialog> dialogProperty() {
        return dialog.getReadOnlyProperty();
    }

    /** What the plan dialog asks about. */
    public ReadOnlyObjectProperty<Plan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** Something to say in passing, such as where a report was written; null when there is nothing. */
    public ObjectProperty<String> noticeProperty() {
        return notice;
    }

    /** Whether the panel below is open. */
    public BooleanProperty panelProperty() {
        return panel;
    }

    /** Whether the test on scratch stands where the selected migration would. */
    public BooleanProperty proofProperty() {
        return proof;
    }

    // Commands

    public void chooseFolder() {
        choosers.folder(messages.text("open.title")).ifPresent(areas.workspace()::open);
    }

    public void open(Dialog wanted) {
        dialog.set(wanted);
    }

    public void closeDialog() {
        dialog.set(Dialog.NONE);
    }

    public void test() {
        Project project = project();
        if (project != null) {
            Target target = isConnected() ? target() : null;
            areas.run().start(RunRequest.test(project, target));
        }
    }

    public void dryRun() {
        if (isConnected()) {
            areas.run().start(RunRequest.dryRun(project(), target()));
        }
    }

    public void dryRunRevert() {
        if (isConnected()) {
            areas.run().start(RunRequest.dryRun(project(), target()).rehearsingRevert(1));
        }
    }

    public void migrate() {
        if (isConnected()) {
            propose(new Plan(
                    RunRequest.migrate(project(), target()), status().status().pending(), 0));
        }
    }

    public void migrateTo(StatusEntry entry) {
        if (isConnected() && entry.version() != null) {
            List<StatusEntry> pending = status().status().pending();
            List<StatusEntry> steps = pending.subList(0, pending.indexOf(entry) + 1);
            propose(new Plan(RunRequest.migrate(project(), target()).to(entry.version()), steps, 0));
        }
    }

    public void revertLast() {
        if (isConnected() && !applied().isEmpty()) {
            propose(new Plan(
                    RunRequest.revert(project(), target(), 1), applied().subList(0, 1), 0));
        }
    }

    /** Asks how many to revert. */
    public void revertSome() {
        if (isConnected() && !applied().isEmpty()) {
            plan.set(new Plan(
                    RunRequest.revert(project(), target(), 1),
                    applied(),
                    applied().size()));
            open(Dialog.PLAN);
        }
    }

    /** Reverts what came after a migration, which stays. */
    public void revertTo(StatusEntry entry) {
        int index = applied().indexOf(entry);
        if (isConnected() && index > 0 && entry.version() != null) {
            RunRequest request = RunRequest.revert(project(), target(), 0).to(entry.version());
            propose(new Plan(request, applied().subList(0, index), 0));
        }
    }

    public void togglePanel() {
        panel.set(!panel.get());
    }

    /** Begins what the dialog asked about. */
    public void carryOut(RunRequest request) {
        closeDialog();
        areas.run().start(request);
    }

    /** Writes a report about where every migration stands. */
    public void report() {
        if (status() != null) {
            write(project().name() + "-status", status(), null);
        }
    }

    /** Writes a report about the run that is looked at. */
    public void export() {
        RunResult result = areas.run().resultProperty().get();
        if (result != null) {
            boolean sameProject = status() != null && status().project().name().equals(result.project());
            write(result.project() + "-" + result.kind().id(), sameProject ? status() : null, result);
        }
    }

    public void reveal(StatusEntry entry) {
        if (entry.migration() != null) {
            choosers.reveal(entry.migration().script());
        }
    }

    public void copyVersion(StatusEntry entry) {
        choosers.copy(entry.label());
    }

    /** Selects the migration of a script, and says which of its scripts that is; null when there is none. */
    public Part find(String script) {
        if (script == null || !areas.timeline().selectScript(script)) {
            return null;
        }
        proof.set(false);
        Migration migration = areas.timeline().selectedProperty().get().migration();
        boolean reverts = migration != null
                && migration.revertScript() != null
                && migration.revertScript().endsWith(script);
        return reverts ? Part.REVERT : Part.SQL;
    }

    /** The versioned migrations the target has, newest first. */
    public List<StatusEntry> applied() {
        return status() == null
                ? List.of()
                : status().status().entries().reversed().stream()
                        .filter(e -> e.kind() == Migration.Kind.VERSIONED)
                        .filter(e -> e.state() == MigrationState.APPLIED || e.state() == MigrationState.CHANGED)
                        .toList();
    }

    public boolean isConnected() {
        return project() != null
                && target() != null
                && status() != null
                && areas.workspace().linkProperty().get() == WorkspaceModel.Link.CONNECTED;
    }

    /** Elsewhere than on this machine nothing is written before somebody has read what. */
    private void propose(Plan proposed) {
        if (isLocal(target())) {
            carryOut(proposed.request());
        } else {
            plan.set(proposed);
            open(Dialog.PLAN);
        }
    }

    /** Whether a target is on this machine, as far as its address says. */
    public static boolean isLocal(Target target) {
        String host = target.address().host();
        return host == null
                || host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("::1")
                || host.startsWith("/");
    }

    private void write(String name, StatusResult status, RunResult run) {
        choosers.saveFile(messages.text("report.title"), name + ".html", REPORT_ENDINGS)
                .ifPresent(file -> background.read(
                        "report",
                        () -> {
                            reports.write(file, status, run);
                            return file;
                        },
                        this::written,
                        areas.workspace()::fail));
    }

    private void written(Path file) {
        notice.set(messages.text("report.written", file));
    }

    private void ended(RunResult result) {
        if (result == null) {
            return;
        }
        areas.migration().report(result.firstError());
        if (result.firstError() != null && result.kind() != RunKind.TEST) {
            Part part = find(result.firstError().file());
            if (part != null) {
                areas.migration().partProperty().set(part);
            }
        }
        if (result.kind() == RunKind.MIGRATE || result.kind() == RunKind.REVERT) {
            areas.workspace().refresh();
        }
    }

    private void bringToFront(RunModel.State state) {
        if (state != RunModel.State.NONE) {
            boolean test = areas.run().kindProperty().get() == RunKind.TEST;
            proof.set(test);
            panel.set(!test);
        }
    }

    /** Somebody who selects another migration wants to see it. */
    private void leaveProof(StatusEntry now) {
        boolean another = now != null && before != null && !Objects.equals(now.script(), before.script());
        before = now;
        if (another) {
            proof.set(false);
        }
    }

    private Project project() {
        return areas.workspace().projectProperty().get();
    }

    private Target target() {
        return areas.workspace().targetProperty().get();
    }

    private StatusResult status() {
        return areas.workspace().statusProperty().get();
    }
}
