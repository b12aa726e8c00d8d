package org.turnstone.desktop.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.format.Draft;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import org.turnstone.run.Remedies;
import org.turnstone.run.RowChange;
import org.turnstone.run.RunRefused;

/** Nothing is written that was not shown, and nothing that was refused. */
class RemedyModelTest {
    private final List<String> calls = new ArrayList<>();
    private List<RowChange> rows = List.of(new RowChange("t", null, Map.of("a", "1")));
    private String refusal;

    private final RemedyModel model =
            new RemedyModel(() -> new Written(), new DirectBackground(), () -> calls.add("refresh"));

    private final class Written implements Remedies {
        @Override
        public List<RowChange> rehearse(Project project, Target target, Remedy remedy) throws RunRefused {
            calls.add("rehearse");
            if (refusal != null) {
                throw new RunRefused(refusal);
            }
            return rows;
        }

        @Override
        public List<RowChange> apply(Project project, Target target, Remedy remedy) throws RunRefused {
            calls.add("apply");
            return rows;
        }

        @Override
        public NewChoices choices(Project project) {
            throw new AssertionError();
        }

        @Override
        public List<Draft> draft(Project project, NewMigration wanted) {
            throw new AssertionError();
        }

        @Override
        public List<Path> create(Project project, NewMigration wanted) {
            throw new AssertionError();
        }
    }

    private void propose() {
        model.propose(new RemedyModel.Proposal(null, null, new Remedy.Repair(), "Repair", false));
    }

    @Test
    void aVersionIsChosenBeforeAnythingIsAsked() {
        model.propose(new RemedyModel.Proposal(
                null, null, new Remedy.Baseline(null, null), "Take over", false, List.of("1", "2")));
        assertThat(calls).isEmpty();
        assertThat(model.canWrite()).isFalse();
        model.choose("2");
        assertThat(calls).containsExactly("rehearse");
        assertThat(model.proposalProperty().get().remedy()).isEqualTo(new Remedy.Baseline("2", null));
        assertThat(model.canWrite()).isTrue();
    }

    @Test
    void rowsAreShownBeforeTheyAreWritten() {
        propose();
        assertThat(calls).containsExactly("rehearse");
        assertThat(model.rowsProperty().get()).isEqualTo(rows);
        assertThat(model.canWrite()).isTrue();

        model.write(() -> calls.add("close"));
        assertThat(calls).containsExactly("rehearse", "apply", "close", "refresh");
    }

    @Test
    void whatIsRefusedIsNotWritten() {
        refusal = "It makes no sense here.";
        propose();
        assertThat(model.problemProperty().get()).isEqualTo(refusal);
        model.write(() -> calls.add("close"));
        assertThat(calls).containsExactly("rehearse");
    }

    @Test
    void whereNothingChangesNothingIsWritten() {
        rows = List.of();
        propose();
        assertThat(model.canWrite()).isFalse();
        model.write(() -> calls.add("close"));
        assertThat(calls).containsExactly("rehearse");
    }
}
