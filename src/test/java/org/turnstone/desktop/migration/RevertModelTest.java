package org.turnstone.desktop.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.StatusEntry;

class RevertModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final WorkspaceModel workspace = new WorkspaceModel(engine, new DirectBackground());
    private final RevertModel model =
            new RevertModel(engine, new DirectBackground(), Runnable::run, workspace, Messages.ofDefaultLocale());

    @TempDir
    private Path folder;

    @BeforeEach
    void migrations() throws Exception {
        script("V1__index.sql", "CREATE INDEX customers_email_idx ON customers (email);");
        script("V2__gone.sql", "DROP TABLE discounts;");
        workspace.look(engine.open(folder), PretendEngine.target("here"));
        model.show(entry(0));
    }

    @Test
    void nothingIsDerivedUnasked() {
        assertThat(model.stateProperty().get()).isEqualTo(RevertModel.State.NONE);
        assertThat(folder.resolve("U1__index.sql")).doesNotExist();
    }

    @Test
    void whatIsDerivedIsShownAndWrittenOnlyWhenAskedFor() {
        model.derive();
        assertThat(model.stateProperty().get()).isEqualTo(RevertModel.State.OFFERED);
        assertThat(model.offerProperty().get().text()).contains("DROP INDEX");
        assertThat(folder.resolve("U1__index.sql")).doesNotExist();
        model.write();
        assertThat(model.problemProperty().get()).isNull();
        assertThat(folder.resolve("U1__index.sql")).content().contains("DROP INDEX");
        assertThat(entry(0).revertible()).as("the project was read again").isTrue();
    }

    @Test
    void aFileThatIsThereIsLeftAsItIs() throws Exception {
        model.derive();
        script("U1__index.sql", "mine");
        model.write();
        assertThat(model.problemProperty().get()).contains("is there already");
        assertThat(folder.resolve("U1__index.sql")).hasContent("mine");
    }

    @Test
    void anOfferForAnotherTextIsNotWritten() throws Exception {
        model.derive();
        Files.setLastModifiedTime(
                folder.resolve("V1__index.sql"), FileTime.from(Instant.now().plusSeconds(5)));
        model.write();
        assertThat(model.problemProperty().get()).contains("V1__index.sql was changed");
        assertThat(folder.resolve("U1__index.sql")).doesNotExist();
    }

    @Test
    void everyMigrationKeepsItsOwnOffer() {
        model.derive();
        model.show(entry(1));
        assertThat(model.stateProperty().get()).isEqualTo(RevertModel.State.NONE);
        model.derive();
        assertThat(model.stateProperty().get()).isEqualTo(RevertModel.State.NOTHING);
        assertThat(model.offerProperty().get().missing()).isNotEmpty();
        model.show(entry(0));
        assertThat(model.stateProperty().get()).isEqualTo(RevertModel.State.OFFERED);
    }

    private StatusEntry entry(int index) {
        return workspace.statusProperty().get().status().entries().get(index);
    }

    private void script(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }
}
