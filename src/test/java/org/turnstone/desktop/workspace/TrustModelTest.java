package org.turnstone.desktop.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Settings;
import org.turnstone.desktop.platform.SettingsFile;

/** A project's own program is run only as it was when somebody said that it may be. */
class TrustModelTest {
    private final List<Settings.Trust> asked = new ArrayList<>();
    private PretendEngine engine;
    private WorkspaceModel workspace;
    private Memory memory;
    private TrustModel trust;

    @TempDir
    private Path folder;

    private Path program;
    private Path project;

    @BeforeEach
    void aProjectWithAProgram() throws Exception {
        project = Files.createDirectories(folder.resolve("shop"));
        program = project.resolve("knexfile.js");
        Files.writeString(project.resolve("V1__one.sql"), "select 1;\n");
        Files.writeString(program, "module.exports = compute();");
        start();
    }

    /** The window as it is at the next start. */
    private void start() {
        engine = new PretendEngine();
        workspace = new WorkspaceModel(engine, new DirectBackground());
        memory = Memory.of(SettingsFile.in(folder.resolve("settings")), new DirectBackground());
        trust = new TrustModel(engine, workspace, memory, new DirectBackground());
        trust.onQuestion(asked::add);
        asked.clear();
        workspace.open(project);
    }

    @Test
    void eachIsAskedAboutOnceAndNothingIsRunMeanwhile() {
        assertThat(asked).singleElement().matches(each -> each.program().equals(program.toString()));
        assertThat(trust.untrustedProperty().get()).isEqualTo(program);
        workspace.refresh();
        assertThat(asked).hasSize(1);
        trust.ask();
        assertThat(asked).hasSize(2);
        assertThat(trust.givenProperty().get()).isNull();
    }

    @Test
    void whatWasSaidIsRememberedUntilTheProgramChanges() throws Exception {
        trust.give(asked.getFirst());
        assertThat(workspace.projectProperty().get().program()).isNull();
        start();
        assertThat(asked).isEmpty();
        assertThat(workspace.projectProperty().get().program()).isNull();
        assertThat(trust.givenProperty().get()).isNotNull();

        Files.writeString(program, "module.exports = stealEverything();");
        workspace.refresh();
        assertThat(asked).hasSize(1);
        assertThat(workspace.projectProperty().get().program()).isEqualTo(program);
        start();
        assertThat(asked).hasSize(1);
        trust.give(asked.getFirst());
        assertThat(memory.now().trusted()).containsExactly(asked.getFirst());
    }

    @Test
    void itCanBeTakenBack() {
        trust.give(asked.getFirst());
        trust.withdraw();
        assertThat(workspace.projectProperty().get().program()).isEqualTo(program);
        assertThat(trust.givenProperty().get()).isNull();
        assertThat(memory.now().trusted()).isEmpty();
        assertThat(asked).as("who has just said no is not asked").hasSize(1);
        start();
        assertThat(asked).hasSize(1);
    }

    @Test
    void ofAProgramThatChangedWhileItWasAskedAboutNothingIsRun() throws Exception {
        Files.writeString(program, "module.exports = stealEverything();");
        trust.give(asked.getFirst());
        assertThat(workspace.projectProperty().get().program()).isEqualTo(program);
    }
}
