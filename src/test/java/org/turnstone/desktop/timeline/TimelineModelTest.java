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

class TimelineModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target target = PretendEngine.target("here");
    private final WorkspaceModel workspace = new WorkspaceModel(engine, new DirectBackground());
    private final TimelineModel timeline =
            new TimelineModel(workspace, org.turnstone.desktop.platform.Messages.ofDefaultLocale());

    @TempDir
    private Path folder;

    @BeforeEach
    void someMigrations() throws Exception {
        for (String name : List.of("V1__one.sql", "V2__two.sql", "V3__three.sql", "V4__four.sql")) {
            Files.writeString(folder.resolve(name), "select 1;\n");
        }
        applied("V1__one.sql", "1", LocalDateTime.of(2026, 2, 3, 9, 0), MigrationState.APPLIED);
        applied("V2__two.sql", "2", LocalDateTime.of(2026, 3, 12, 14, 0), MigrationState.CHANGED);
        workspace.look(engine.open(folder), target);
    }

    @Test
    void pendingNewestFirstThenHereThenAppliedByDay() {
        assertThat(lines()).containsExactly("V4", "V3", "here is here", "2026-03-12", "V2", "2026-02-03", "V1");
    }

    @Test
    void withoutTargetEverythingIsPendingAndNobodyIsHere() {
        workspace.connect(null);
        assertThat(lines()).containsExactly("V4", "V3", "V2", "V1");
    }

    @Test
    void countsEveryFilter() {
        assertThat(timeline.countsProperty().get())
                .containsEntry(TimelineFilter.ALL, 4L)
                .containsEntry(TimelineFilter.PENDING, 2L)
                .containsEntry(TimelineFilter.APPLIED, 1L)
                .containsEntry(TimelineFilter.CHANGED, 1L);
    }

    @Test
    void filtersByStateAndByText() {
        timeline.filterProperty().set(TimelineFilter.CHANGED);
        assertThat(lines()).containsExactly("here is here", "2026-03-12", "V2");
        timeline.filterProperty().set(TimelineFilter.ALL);
        timeline.searchProperty().set("THREE");
        assertThat(lines()).containsExactly("V3", "here is here");
        timeline.searchProperty().set("no such thing");
        assertThat(lines()).isEmpty();
    }

    @Test
    void aListThatIsAsItWasIsNotArrangedAnew() {
        int[] changes = {0};
        timeline.rows().addListener((javafx.collections.ListChangeListener<TimelineRow>) change -> changes[0]++);
        workspace.refresh();
        assertThat(changes[0]).isZero();
    }

    @Test
    void saysWhetherTheFilterHidesAllAndClearsIt() {
        timeline.searchProperty().set("no such thing");
        assertThat(timeline.hidesAll()).isTrue();
        timeline.clearFilter();
        assertThat(timeline.hidesAll()).isFalse();
        assertThat(timeline.rows()).isNotEmpty();
    }

    @Test
    void theFirstPendingOneIsSelectedAndStaysSelectedWhenItIsApplied() {
        assertThat(timeline.selectedProperty().get().version()).isEqualTo("3");
        applied("V3__three.sql", "3", LocalDateTime.of(2026, 4, 1, 8, 0), MigrationState.APPLIED);
        workspace.refresh();
        assertThat(timeline.selectedProperty().get().version()).isEqualTo("3");
        assertThat(timeline.selectedProperty().get().state()).isEqualTo(MigrationState.APPLIED);
    }

    private void applied(String script, String version, LocalDateTime when, MigrationState state) {
        engine.record(target, MadeUpEntries.entry(version, script, state, when));
    }

    private List<String> lines() {
        return timeline.rows().stream()
                .map(row -> switch (row) {
                    case TimelineRow.Item item -> "V" + item.entry().version();
                    case TimelineRow.Here here -> here.target() + " is here";
                    case TimelineRow.Day day -> day.date().toString();
                })
                .toList();
    }
}
