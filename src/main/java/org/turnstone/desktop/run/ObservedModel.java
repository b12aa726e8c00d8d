package org.turnstone.desktop.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Direction;
import org.turnstone.run.ExactPlan;
import org.turnstone.run.PairProof;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;
import org.turnstone.run.StepResult;
import org.turnstone.run.TargetInfo;
import org.turnstone.schema.SchemaDifference;

/** What the last runs saw of each migration: what a dry run observed, and what it does to the schema. */
public final class ObservedModel {
    /**
     * What a dry run saw of a migration.
     *
     * @param target where it was rehearsed; null where nobody knows
     * @param at when the run began
     * @param plan of the run, exactly; null while only its time is known
     */
    public record Rehearsed(TargetInfo target, Instant at, StepResult step, ExactPlan plan) {}

    /**
     * What a migration does to the schema.
     *
     * @param kind the run that saw it
     * @param pair what a test found out about it; null when a dry run saw it
     * @param plan of the run, exactly; null while only its time is known
     */
    public record Changed(RunKind kind, Instant at, SchemaDifference change, PairProof pair, ExactPlan plan) {}

    private final Map<String, Rehearsed> rehearsed = new HashMap<>();
    private final Map<String, Changed> changed = new HashMap<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    public ObservedModel(RunModel run) {
        run.resultProperty().subscribe(result -> {
            PastRun back = run.lookedBackProperty().get();
            take(result, back == null ? null : back.plan());
        });
    }

    /** Takes in what a run of an earlier start saw. */
    public void recall(PastRun run) {
        take(run.result(), run.plan());
    }

    /** Counts what was learned, for those who show it. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** What the last dry run saw of a migration; null when none did. */
    public Rehearsed rehearsed(Project project, StatusEntry entry) {
        return project == null ? null : rehearsed.get(key(project.folder().toString(), entry.label()));
    }

    /** What a migration does to the schema, as the last run saw it; null when none did. */
    public Changed changed(Project project, StatusEntry entry) {
        return project == null ? null : changed.get(key(project.folder().toString(), entry.label()));
    }

    private void take(RunResult result, ExactPlan plan) {
        if (result == null) {
            return;
        }
        if (result.kind() == RunKind.DRY_RUN) {
            for (StepResult step : result.steps()) {
                var seen = new Rehearsed(result.target(), result.startedAt(), step, plan);
                rehearsed.merge(
                        key(result.folder(), step.label()),
                        seen,
                        (old, now) -> now.at().isAfter(old.at()) ? now : old);
            }
            // What a run of one migration did is what that migration does.
            boolean one =
                    result.steps().size() == 1 && result.steps().getFirst().direction() == Direction.UP;
            if (one && result.change() != null) {
                take(
                        result,
                        result.steps().getFirst().label(),
                        new Changed(result.kind(), result.startedAt(), result.change(), null, plan));
            }
        }
        if (result.proof() != null) {
            for (PairProof pair : result.proof().pairs()) {
                if (pair.change() != null) {
                    take(
                            result,
                            pair.label(),
                            new Changed(result.kind(), result.startedAt(), pair.change(), pair, plan));
                }
            }
        }
        changes.set(changes.get() + 1);
    }

    private void take(RunResult result, String label, Changed seen) {
        changed.merge(key(result.folder(), label), seen, (old, now) -> now.at().isAfter(old.at()) ? now : old);
    }

    private static String key(String folder, String label) {
        return folder + "\n" + label;
    }
}
