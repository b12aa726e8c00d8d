package org.turnstone.desktop.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.FolderWatch;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;

class FreshnessModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target target = PretendEngine.target("here");
    private final WorkspaceModel workspace = new WorkspaceModel(engine, new DirectBackground());
    private boolean running;
    private int watched;
    private Runnable changed = () -> {};
    private final FreshnessModel freshness = new FreshnessModel(
            engine,
            new DirectBackground(),
            workspace,
            (folder, onChange) -> {
                watched++;
                changed = onChange;
                return () -> watched--;
            },
            () -> running);

    @TempDir
    private Path folder;

    @BeforeEach
    void oneMigration() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "select 1;\n");
        workspace.look(engine.open(folder), target);
        freshness.focus(true);
    }

    @Test
    void whatAnotherAppliedIsSeenAtTheNextTick() {
        engine.record(target, applied());
        assertThat(state()).isEqualTo(MigrationState.PENDING);
        freshness.tick();
        assertThat(state()).isEqualTo(MigrationState.APPLIED);
    }

    @Test
    void nothingIsAskedWithoutTheKeyboardOrDuringARun() {
        engine.record(target, applied());
        running = true;
        freshness.tick();
        assertThat(state()).isEqualTo(MigrationState.PENDING);
        running = false;
        freshness.focus(false);
        freshness.tick();
        assertThat(state()).isEqualTo(MigrationState.PENDING);
        freshness.focus(true);
        assertThat(state()).isEqualTo(MigrationState.APPLIED);
    }

    @Test
    void aFileThatIsWrittenIsSeen() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "select 2;\n");
        changed.run();
        assertThat(workspace.statusProperty().get().status().entries()).hasSize(2);
    }

    @Test
    void aFileThatIsWrittenDuringARunIsSeenWhenItEnds() throws Exception {
        running = true;
        Files.writeString(folder.resolve("V2__two.sql"), "select 2;\n");
        changed.run();
        assertThat(workspace.statusProperty().get().status().entries()).hasSize(1);
        running = false;
        freshness.runEnded();
        assertThat(workspace.statusProperty().get().status().entries()).hasSize(2);
    }

    @Test
    void aChangeNobodyToldOfIsSeenWhenTheWindowGetsTheKeyboard() throws Exception {
        freshness.focus(false);
        Files.writeString(folder.resolve("V1__one.sql"), "select 'another';\n");
        Files.setLastModifiedTime(
                folder.resolve("V1__one.sql"), java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_000L));
        var before = workspace.statusProperty().get();
        freshness.focus(true);
        assertThat(workspace.statusProperty().get()).isNotSameAs(before);
    }

    @Test
    void readingAgainLeavesTheLinkAsItIs() {
        workspace.linkProperty().addListener((link, before, now) -> {
            throw new AssertionError("the link went to " + now);
        });
        engine.record(target, applied());
        freshness.tick();
        assertThat(state()).isEqualTo(MigrationState.APPLIED);
    }

    @Test
    void oneFolderIsWatchedAtATime() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("V1__one.sql"), "select 1;\n");
        workspace.look(engine.open(other));
        assertThat(watched).isEqualTo(1);
    }

    @Test
    void aBurstOfChangesIsToldOnceAndNewFoldersAreWatchedToo() throws Exception {
        var told = new CountDownLatch(1);
        var below = new CountDownLatch(2);
        FolderWatch watch = FolderWatch.of(folder, Runnable::run, () -> {
            told.countDown();
            below.countDown();
        });
        try {
            // The watch begins on a thread of its own; what is written before is not told.
            for (int i = 0; i < 50 && told.getCount() > 0; i++) {
                Files.writeString(folder.resolve("V2__two.sql"), "select " + i);
                Files.createDirectories(folder.resolve("new"));
                told.await(2_000, TimeUnit.MILLISECONDS);
            }
            assertThat(told.getCount()).isZero();
            for (int i = 0; i < 50 && below.getCount() > 0; i++) {
                Files.writeString(folder.resolve("new/migration.sql"), "select " + i);
                below.await(2_000, TimeUnit.MILLISECONDS);
            }
            assertThat(below.getCount()).isZero();
        } finally {
            watch.close();
        }
    }

    private MigrationState state() {
        return workspace.statusProperty().get().status().entries().getFirst().state();
    }

    private static StatusEntry applied() {
        return new StatusEntry(
                "1",
                "one",
                Migration.Kind.VERSIONED,
                MigrationState.APPLIED,
                null,
                "V1__one.sql",
                "1",
                LocalDateTime.of(2026, 1, 1, 1, 1),
                "anna",
                Duration.ofMillis(3),
                null);
    }
}
