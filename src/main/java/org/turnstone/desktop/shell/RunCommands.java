package org.turnstone.desktop.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Confirmation;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Blocker;
import org.turnstone.run.RunRequest;
import org.turnstone.run.StatusResult;

/** What can be asked to run on what is looked at, and the plan that is shown before it does. */
public final class RunCommands {
    private final ShellModel shell;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Plan> plan = new ReadOnlyObjectWrapper<>();

    RunCommands(ShellModel shell, Messages messages) {
        this.shell = shell;
        this.messages = messages;
    }

    // Properties

    /** What the plan dialog asks about. */
    public ReadOnlyObjectProperty<Plan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    // Commands

    public void test() {
        Project project = project();
        if (project != null) {
            Target target = isConnected() ? target() : null;
            shell.areas().run().start(RunRequest.test(project, target));
        }
    }

    /** The same test, whose database stays. */
    public void testKeeping() {
        Project project = project();
        if (project != null) {
            Target target = isConnected() ? target() : null;
            shell.areas().run().start(RunRequest.test(project, target).keepingScratch());
        }
    }

    public void dryRun() {
        if (isConnected()) {
            shell.areas().run().start(RunRequest.dryRun(project(), target()));
        }
    }

    public void dryRunRevert() {
        if (isConnected()) {
            shell.areas().run().start(RunRequest.dryRun(project(), target()).rehearsingRevert(1));
        }
    }

    public void migrate() {
        if (isConnected()) {
            propose(new Plan(
                    RunRequest.migrate(project(), target()), status().status().pending(), 0, environment()));
        }
    }

    public void migrateTo(StatusEntry entry) {
        if (isConnected() && entry.version() != null) {
            List<StatusEntry> pending = status().status().pending();
            int last = pending.indexOf(entry);
            // Repeatable ones run at the end, however far a migrate goes.
            List<StatusEntry> steps = pending.stream()
                    .filter(each -> each.version() == null || pending.indexOf(each) <= last)
                    .toList();
            propose(new Plan(RunRequest.migrate(project(), target()).to(entry.version()), steps, 0, environment()));
        }
    }

    /** Whether a migrate could end with this migration. */
    public boolean canMigrateTo(StatusEntry entry) {
        return isConnected()
                && entry.version() != null
                && status().status().pending().contains(entry);
    }

    /** Whether there are later ones to revert. */
    public boolean canRevertTo(StatusEntry entry) {
        return isConnected() && entry.version() != null && applied().indexOf(entry) > 0;
    }

    public boolean isLastApplied(StatusEntry entry) {
        return isConnected() && applied().indexOf(entry) == 0;
    }

    public void dryRunTo(StatusEntry entry) {
        if (canMigrateTo(entry)) {
            shell.areas().run().start(RunRequest.dryRun(project(), target()).to(entry.version()));
        }
    }

    public void dryRunRevertTo(StatusEntry entry) {
        if (canRevertTo(entry)) {
            shell.areas()
                    .run()
                    // By its version: one that waits for another run means the same when its turn comes.
                    .start(RunRequest.dryRun(project(), target())
                            .rehearsingRevert(0)
                            .to(entry.version()));
        }
    }

    public void revertLast() {
        if (isConnected() && !applied().isEmpty()) {
            propose(new Plan(
                    RunRequest.revert(project(), target(), 1), applied().subList(0, 1), 0, environment()));
        }
    }

    /** Asks how many to revert. */
    public void revertSome() {
        if (isConnected() && !applied().isEmpty()) {
            if (shell.areas().run().refuses()) {
                shell.areas().run().start(RunRequest.revert(project(), target(), 1));
                return;
            }
            plan.set(new Plan(
                    RunRequest.revert(project(), target(), 1),
                    applied(),
                    applied().size(),
                    environment()));
            shell.open(ShellModel.Dialog.PLAN);
        }
    }

    /** Reverts what came after a migration, which stays. */
    public void revertTo(StatusEntry entry) {
        int index = applied().indexOf(entry);
        if (isConnected() && index > 0 && entry.version() != null) {
            RunRequest request = RunRequest.revert(project(), target(), 0).to(entry.version());
            propose(new Plan(request, applied().subList(0, index), 0, environment()));
        }
    }

    /** Asks whether somebody else's session is to be ended, whose work is lost with it. */
    public void endBlocker(Blocker blocker) {
        shell.ask(new ShellModel.Question(
                messages.text("run.blocker.ask.title"),
                messages.text("run.blocker.ask.text", blocker.label()),
                messages.text("run.blocker.ask.button"),
                () -> shell.areas().run().endBlocker(blocker)));
    }

    /** Whether what was typed is enough, and exactly this was rehearsed or somebody decided that it need not be. */
    public boolean mayCarryOut(String typed) {
        Plan asked = plan.get();
        return asked != null
                && asked.allows(typed)
                && shell.areas().shelf().guard().obstacleProperty().get() == null
                && (!asked.mustBeTyped() || shell.areas().shelf().guard().isRehearsedOrSkipped());
    }

    /** Begins what the dialog asked about, if it may. */
    public void carryOut(RunRequest request, String typed) {
        if (mayCarryOut(typed)) {
            shell.closeDialog();
            shell.areas().run().start(request);
        }
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

    /** Asks first where the environment's guard says so. What would be refused is not asked about. */
    private void propose(Plan proposed) {
        if (shell.areas().run().refuses() || proposed.environment().confirmation() == Confirmation.NONE) {
            shell.areas().run().start(proposed.request());
        } else {
            plan.set(proposed);
            shell.open(ShellModel.Dialog.PLAN);
        }
    }

    private boolean isConnected() {
        return shell.isConnected();
    }

    private Project project() {
        return shell.project();
    }

    private Target target() {
        return shell.target();
    }

    private StatusResult status() {
        return shell.status();
    }

    private Environment environment() {
        return shell.environment();
    }
}
