package org.turnstone.desktop.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Engine;
import org.turnstone.run.RevertOffer;
import org.turnstone.run.RunEvent;
import org.turnstone.run.ScratchPlace;

/** A revert script for a migration that has none: derived on scratch when asked for, shown, and saved when asked for. */
public final class RevertModel {
    /** Where it is with the selected migration. */
    public enum State {
        /** Nobody asked yet. */
        NONE,
        DERIVING,
        /** There is a proven script to read. */
        OFFERED,
        /** There is none, and the offer says why. */
        NOTHING
    }

    /** An offer, and when the migration was read for it. */
    private record Derived(RevertOffer offer, Instant at) {}

    private final Engine engine;
    private final Background background;
    private final FxThread fx;
    private final WorkspaceModel workspace;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<RevertOffer> offer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final Map<Path, Derived> derived = new HashMap<>();
    private Migration shown;
    private Migration working;
    private Cancellation cancellation;

    public RevertModel(Engine engine, Background background, FxThread fx, WorkspaceModel workspace, Messages messages) {
        this.engine = engine;
        this.background = background;
        this.fx = fx;
        this.workspace = workspace;
        this.messages = messages;
    }

    // Properties

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What came of deriving; null before that. */
    public ReadOnlyObjectProperty<RevertOffer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** What is done on scratch at the moment. */
    public ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why it could not be derived or saved, in a sentence; null when all is well. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether a revert could be derived for the migration shown. */
    public boolean isPossible() {
        return shown != null && shown.kind() == Migration.Kind.VERSIONED && shown.version() != null && working == null;
    }

    // Commands

    /** Turns to another migration. */
    public void show(StatusEntry entry) {
        Migration wanted = entry == null ? null : entry.migration();
        boolean another = wanted == null || shown == null || !wanted.script().equals(shown.script());
        shown = wanted;
        if (another) {
            problem.set(null);
        }
        update();
    }

    /** Derives a revert on scratch. Nothing is written and the target is only asked for its version. */
    public void derive() {
        if (!isPossible()) {
            return;
        }
        Project project = workspace.projectProperty().get();
        Target target = workspace.targetProperty().get();
        Migration migration = shown;
        working = migration;
        var own = new Cancellation();
        cancellation = own;
        problem.set(null);
        progress.set(messages.text("revert.deriving"));
        Instant begun = Instant.now();
        update();
        background.run(
                "derive",
                () -> engine.proofs()
                        .derive(project, Set.of(migration.version()), target, ScratchPlace.BUILT_IN, this::hear, own),
                offers -> end(migration, begun, offers, null),
                failure -> end(migration, begun, List.of(), WorkspaceModel.sentence(failure)));
    }

    public void cancel() {
        if (working != null) {
            Cancellation own = cancellation;
            progress.set(messages.text("run.cancelling"));
            background.read(
                    "cancel",
                    () -> {
                        own.cancel();
                        return true;
                    },
                    done -> {},
                    failure -> problem.set(WorkspaceModel.sentence(failure)));
        }
    }

    /** Writes what is offered to the file it belongs in; never over one that is there. */
    public void write() {
        Derived known = shown == null ? null : derived.get(shown.script());
        if (known == null || known.offer().file() == null) {
            return;
        }
        Migration migration = shown;
        problem.set(null);
        background.read(
                "write-revert",
                () -> {
                    if (Files.getLastModifiedTime(migration.script())
                            .toInstant()
                            .isAfter(known.at())) {
                        throw new ProjectProblem(
                                messages.text("revert.stale", migration.script().getFileName()));
                    }
                    return engine.proofs().write(known.offer());
                },
                written -> {
                    derived.remove(migration.script());
                    workspace.refreshQuietly();
                },
                failure -> problem.set(WorkspaceModel.sentence(failure)));
    }

    private void hear(RunEvent event) {
        String words = switch (event) {
            case RunEvent.StepStarted step ->
                messages.text(
                        "run.live.step",
                        step.number(),
                        step.of(),
                        step.step().migration().label());
            case RunEvent.TestStepStarted step -> step.title();
            default -> null;
        };
        if (words != null) {
            fx.later(() -> {
                if (working != null) {
                    progress.set(words);
                }
            });
        }
    }

    private void end(Migration migration, Instant begun, List<RevertOffer> offers, String failure) {
        working = null;
        progress.set(null);
        offers.stream()
                .filter(each -> each.migration().script().equals(migration.script()))
                .findFirst()
                .ifPresent(found -> derived.put(migration.script(), new Derived(found, begun)));
        if (failure != null && shown != null && shown.script().equals(migration.script())) {
            problem.set(failure);
        }
        update();
    }

    private void update() {
        Derived known = shown == null ? null : derived.get(shown.script());
        offer.set(known == null ? null : known.offer());
        boolean here = working != null && shown != null && working.script().equals(shown.script());
        // Set last, and always anew: the same state can be about another migration.
        state.set(null);
        if (here) {
            state.set(State.DERIVING);
        } else if (known == null) {
            state.set(State.NONE);
        } else {
            state.set(known.offer().isOffered() ? State.OFFERED : State.NOTHING);
        }
    }
}
