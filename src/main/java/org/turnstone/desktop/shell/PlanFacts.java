package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.DataThatGoes;
import org.turnstone.run.Direction;
import org.turnstone.run.ExactPlan;
import org.turnstone.run.PlannedStep;
import org.turnstone.sql.DataLoss;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;

/**
 * What the scripts of a plan say about it before anything runs.
 *
 * @param statements how many there are; negative when a script is not SQL or cannot be read
 * @param losses the data that goes
 * @param inexact the migrations that no revert would undo exactly, and why
 * @param exact the plan down to the bytes of its scripts
 */
public record PlanFacts(int statements, List<DataLoss> losses, List<Inexact> inexact, ExactPlan exact) {
    /**
     * A migration that cannot be reverted exactly.
     *
     * @param losses what it takes away; empty when the reason is that nothing reverts it
     */
    public record Inexact(String label, List<DataLoss> losses) {
        public Inexact {
            losses = List.copyOf(losses);
        }
    }

    public PlanFacts {
        losses = List.copyOf(losses);
        inexact = List.copyOf(inexact);
    }

    /** Reads the scripts; not on the JavaFX thread. */
    static PlanFacts of(List<StatusEntry> steps, Direction direction) {
        int statements = 0;
        Set<DataLoss> losses = new LinkedHashSet<>();
        List<Inexact> inexact = new ArrayList<>();
        List<PlannedStep> planned = new ArrayList<>();
        for (StatusEntry entry : steps) {
            if (entry.migration() == null) {
                continue;
            }
            planned.add(new PlannedStep(entry.migration(), direction));
            boolean up = direction == Direction.UP;
            String script = DataThatGoes.text(
                    up ? entry.migration().script() : entry.migration().revertScript());
            if (script == null) {
                statements = -1;
            }
            List<DataLoss> own = script == null ? List.of() : DataLoss.of(script);
            losses.addAll(own);
            if (script != null && statements >= 0) {
                statements += (int) Splitter.split(script).statements().stream()
                        .filter(statement -> statement.kind() == Statement.Kind.SQL)
                        .count();
            }
            if (up && (!entry.revertible() || !own.isEmpty())) {
                inexact.add(new Inexact(entry.label(), own));
            }
        }
        return new PlanFacts(statements, List.copyOf(losses), inexact, ExactPlan.of(planned));
    }
}
