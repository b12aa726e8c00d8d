package org.turnstone.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Project;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Journal;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;

class RecentRunsModelTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    @Test
    void thoseOfThisProjectByTime() throws Exception {
        var engine = new PretendEngine();
        engine.journal(new Journal(state));
        var background = new DirectBackground();
        var run = new RunModel(engine, background, Runnable::run, Messages.ofDefaultLocale());
        var workspace = new WorkspaceModel(engine, background);
        var recent = new RecentRunsModel(run, workspace, new Journal(state).past(), background);
        Target target = PretendEngine.target("shop");
        Project shop = project(engine, "shop");
        Project cafe = project(engine, "cafe");
        workspace.look(shop);
        run.start(RunRequest.dryRun(shop, target));
        run.start(RunRequest.dryRun(cafe, target));
        // Meanwhile in a terminal.
        engine.run(RunRequest.migrate(shop, target), event -> {}, new Cancellation());
        recent.load();
        assertThat(recent.runs()).extracting(RecentRun::kind).containsExactly(RunKind.MIGRATE, RunKind.DRY_RUN);
        assertThat(recent.runs()).extracting(RecentRun::project).containsOnly("shop");
        assertThat(recent.runs())
                .extracting(RecentRun::at)
                .isSortedAccordingTo(Comparator.<Instant>naturalOrder().reversed());
        workspace.look(cafe);
        assertThat(recent.runs()).singleElement().matches(each -> "cafe".equals(each.project()));
    }

    private Project project(PretendEngine engine, String name) throws Exception {
        Path root = Files.createDirectory(folder.resolve(name));
        Files.writeString(root.resolve("V1__one.sql"), "select 1;\n");
        return engine.open(root);
    }
}
