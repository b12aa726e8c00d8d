package org.turnstone.desktop.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;

class CompareModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target here = PretendEngine.target("here");
    private final Target there = PretendEngine.target("there");
    private final WorkspaceModel workspace = new WorkspaceModel(engine, new DirectBackground());
    private final CompareModel model = new CompareModel(engine, new DirectBackground(), workspace);

    @TempDir
    private Path folder;

    @BeforeEach
    void threeMigrations() throws Exception {
        for (String name : List.of("V1__one.sql", "V2__two.sql", "V3__three.sql")) {
            Files.writeString(folder.resolve(name), "select 1;\n");
        }
        record(here, "1", "V1__one.sql", MigrationState.APPLIED);
        record(here, "2", "V2__two.sql", MigrationState.APPLIED);
        record(there, "1", "V1__one.sql", MigrationState.APPLIED);
        workspace.look(engine.open(folder), here);
    }

    @Test
    void differencesFirst() {
        compare();
        assertThat(lines()).containsExactly("2 APPLIED PENDING");
        assertThat(model.countsProperty().get()).isEqualTo(new CompareModel.Counts(3, 1, 0, 0));
        model.onlyDifferencesProperty().set(false);
        assertThat(lines()).containsExactly("3 PENDING PENDING", "2 APPLIED PENDING", "1 APPLIED APPLIED");
    }

    @Test
    void whatOnlyTheOtherHistoryKnowsIsThereToo() {
        record(there, "0", "V0__gone.sql", MigrationState.MISSING);
        compare();
        assertThat(lines()).containsExactly("2 APPLIED PENDING", "0 - MISSING");
        assertThat(model.countsProperty().get()).isEqualTo(new CompareModel.Counts(4, 1, 1, 0));
    }

    @Test
    void theOtherIsReadAgainWithTheOneThatIsLookedAt() {
        compare();
        record(there, "2", "V2__two.sql", MigrationState.CHANGED);
        workspace.refresh();
        assertThat(lines()).containsExactly("2 APPLIED CHANGED");
        assertThat(model.countsProperty().get().otherwise()).isEqualTo(1);
    }

    @Test
    void oneThatDoesNotAnswerIsSaid() {
        Target unreachable = PretendEngine.target("unreachable");
        model.enter("unreachable");
        model.compare(unreachable);
        assertThat(model.problemProperty().get()).contains("Nobody answers");
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void whoThinksBetterOfItIsNotShownTheAnswer() {
        model.enter("there");
        model.close();
        model.compare(there);
        assertThat(model.otherProperty().get()).isNull();
        assertThat(model.nameProperty().get()).isNull();
    }

    private void compare() {
        model.enter("there");
        model.compare(there);
    }

    private List<String> lines() {
        return model.rows().stream()
                .map(row -> row.entry().label() + " " + state(row.here()) + " " + state(row.there()))
                .toList();
    }

    private static String state(StatusEntry entry) {
        return entry == null ? "-" : entry.state().name();
    }

    private void record(Target target, String version, String script, MigrationState state) {
        engine.record(target, MadeUpEntries.entry(version, script, state, LocalDateTime.of(2026, 1, 1, 1, 1)));
    }
}
