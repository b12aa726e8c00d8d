package org.turnstone.desktop.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.run.TurnstoneEngine;

class NewMigrationModelTest {
    private final TurnstoneEngine engine = new TurnstoneEngine();
    private final WorkspaceModel workspace = new WorkspaceModel(new PretendEngine(), new DirectBackground());
    private final NewMigrationModel model = new NewMigrationModel(workspace, () -> engine, new DirectBackground());

    @TempDir
    private Path folder;

    @Test
    void whatIsShownIsWrittenHoweverLateItIs() throws Exception {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("20240101000000_first.sql"), "select 1;\n");
        workspace.look(engine.open(folder), PretendEngine.target("here"));
        var written = new AtomicReference<List<Path>>(List.of());
        model.onCreated(written::set);
        model.begin();
        String version = model.versionProperty().get();
        assertThat(version).hasSize(14);
        Thread.sleep(1_100);
        model.nameProperty().set("add orders");
        assertThat(model.filesProperty().get()).allMatch(file -> file.contains(version));
        Thread.sleep(1_100);
        model.create();
        assertThat(written.get())
                .isNotEmpty()
                .allMatch(file -> file.getFileName().toString().startsWith(version + "_add_orders"));
    }

    @Test
    void aVersionWithDotsIsWrittenAsTheToolsOwnAre() throws Exception {
        Files.writeString(folder.resolve("V1_1__first.sql"), "select 1;\n");
        workspace.look(engine.open(folder), PretendEngine.target("here"));
        model.begin();
        assertThat(model.versionProperty().get()).isEqualTo("1.2");
        model.nameProperty().set("add orders");
        assertThat(model.filesProperty().get()).anyMatch(file -> file.contains("V1_2__add_orders"));
    }
}
