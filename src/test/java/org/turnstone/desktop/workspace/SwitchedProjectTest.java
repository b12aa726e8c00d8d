package org.turnstone.desktop.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;

/** A project's database is not another one's: what is opened beside it does not get it. */
class SwitchedProjectTest {
    private final PretendEngine engine = new PretendEngine();
    private final WorkspaceModel workspace = new WorkspaceModel(engine, new DirectBackground());
    private final Target target = PretendEngine.target("shop-prod");

    @TempDir
    private Path folder;

    @BeforeEach
    void twoProjects() throws Exception {
        for (String name : new String[] {"shop", "billing"}) {
            Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("V1__one.sql"), "select 1;");
        }
    }

    private void open(String name) {
        workspace.open(folder.resolve(name));
    }

    @Test
    void aConnectionThatWasThereFirstServesTheFirstProject() {
        workspace.connect(target);
        open("shop");
        assertThat(workspace.targetProperty().get()).isEqualTo(target);
        assertThat(workspace.linkProperty().get()).isEqualTo(WorkspaceModel.Link.CONNECTED);
    }

    @Test
    void anotherProjectIsNotConnected() {
        open("shop");
        workspace.connect(target);
        open("billing");
        assertThat(workspace.targetProperty().get()).isNull();
        assertThat(workspace.linkProperty().get()).isEqualTo(WorkspaceModel.Link.NONE);
        assertThat(workspace.statusProperty().get().target()).isNull();
    }

    @Test
    void comingBackFindsItsOwnAgain() {
        open("shop");
        workspace.connect(target);
        open("billing");
        Target other = PretendEngine.target("billing-local");
        workspace.connect(other);
        open("shop");
        assertThat(workspace.targetProperty().get()).isEqualTo(target);
        open("billing");
        assertThat(workspace.targetProperty().get()).isEqualTo(other);
        assertThat(workspace.linkProperty().get()).isEqualTo(WorkspaceModel.Link.CONNECTED);
    }

    @Test
    void theSameProjectReadAgainKeepsIt() {
        open("shop");
        workspace.connect(target);
        workspace.refresh();
        assertThat(workspace.targetProperty().get()).isEqualTo(target);
    }
}
