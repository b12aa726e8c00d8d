package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.platform.ThreadBackground;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.Engine;
import org.turnstone.run.Journal;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.TurnstoneEngine;
import org.turnstone.scratch.BuiltInPostgres;
import org.turnstone.testing.TestServer;

/** Writing a migration, clicked and typed through in the window. */
class EditorJourneyTest {
    private final Ui ui = new Ui();
    private Engine engine;
    private Stage stage;
    private DesktopWiring wiring;

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterEach
    void closeWindow() throws Throwable {
        ui.onFx(() -> {
            stage.close();
            return true;
        });
        WaitForAsyncUtils.checkException();
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void writeWithCompletionSeeTheErrorFixItTryItSaveAndRehearse() throws Exception {
        var real = new TurnstoneEngine(
                new BuiltInPostgres(Path.of("target", "scratch-cache")), new Journal(folder.resolve("state/runs")));
        Target target = TestServer.freshDatabase();
        write("V1__customers.sql", "create table customers (id bigint primary key, name text not null);\n");
        write("V2__new.sql", "");
        open(real, "V2__new.sql", target);

        ui.click("#editor-SQL");
        ui.type("alter table cust");
        ui.until("the table is offered", () -> ui.sees("#completion"));
        ui.press(KeyCode.ENTER);
        ui.until("it is written", () -> text().startsWith("alter table customers"));
        ui.type(" ad column note text;\n");
        ui.until("the mistake is underlined", () -> styleAt(0, 22).contains("error-mark"));
        assertThat(styleAt(0, 26)).doesNotContain("error-mark");
        assertThat(ui.sees(".gutter-error")).isTrue();
        assertThat(ui.sees("#wrong-SQL")).isTrue();

        // Behind the misspelt word.
        ui.onFx(() -> {
            editor().moveTo(0, "alter table customers ad".length());
            return true;
        });
        ui.type("d");
        ui.until("nothing is wrong any more", () -> !ui.sees(".gutter-error") && !ui.sees("#wrong-SQL"));

        ui.press(KeyCode.CONTROL, KeyCode.END);
        ui.type("select 7 as seven;");
        ui.press(KeyCode.ESCAPE);
        ui.onFx(() -> {
            editor().selectRange(1, 0, 1, 17);
            return true;
        });
        ui.until("the button says what it runs", () -> ui.text("#run-piece-SQL").contains("selection"));
        ui.press(KeyCode.CONTROL, KeyCode.ENTER);
        ui.until("the rows are there", () -> ui.sees("#scratch-rows-SQL"));
        assertThat(rows()).containsExactly(List.of("7"));

        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("it is saved", () -> model().areas().migration().unsaved() == null);
        assertThat(Files.readString(folder.resolve("project/V2__new.sql")))
                .isEqualTo("alter table customers add column note text;\nselect 7 as seven;");
        ui.click("#dry-run");
        ui.until(
                "the dry run succeeded",
                () -> model().areas().run().resultProperty().get() != null
                        && model().areas().run().resultProperty().get().outcome() == RunOutcome.SUCCEEDED);
        real.close();
    }

    @Test
    void replacingAllIsOneThingToUndoAndSavingForgetsNothing() throws Exception {
        write("V1__a.sql", "select a1;\nselect a2;\nselect 'a3';\n");
        open(new PretendEngine(), "V1__a.sql", null);
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.H);
        ui.until("the bar is there", () -> ui.sees("#replace"));
        fill("#find", "a(\\d)");
        ui.click("#find-regex");
        ui.until("three are found", () -> ui.text("#find-count").equals("3 found"));
        fill("#replace", "b$1");
        ui.click("#replace-all");
        ui.until("all are replaced", () -> text().equals("select b1;\nselect b2;\nselect 'b3';\n"));
        ui.press(KeyCode.ESCAPE);
        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("it is saved", () -> model().areas().migration().unsaved() == null);
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(text()).isEqualTo("select a1;\nselect a2;\nselect 'a3';\n");
    }

    @Test
    void whatAnotherProgramWroteIsNoticed() throws Exception {
        write("V1__a.sql", "select 1;\n");
        open(new PretendEngine(), "V1__a.sql", null);
        touch("V1__a.sql", "select 2;\n");
        ui.until("it is shown", () -> text().equals("select 2;\n"));
        ui.click("#editor-SQL");
        ui.type("-- mine\n");
        touch("V1__a.sql", "select 3;\n");
        ui.until(
                "it is said",
                () -> model().areas()
                        .migration()
                        .script(org.turnstone.desktop.migration.Part.SQL)
                        .outsideProperty()
                        .get());
        assertThat(text()).contains("-- mine");
    }

    @Test
    void theFormatterHasItsKeyAndLettersKeepTheirSize() throws Exception {
        write("V1__a.sql", "select a,b from t where x=1;");
        open(new PretendEngine(), "V1__a.sql", null);
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        ui.until("it is laid out", () -> text().contains("\n"));
        assertThat(text().replaceAll("\\s+", "")).isEqualToIgnoringCase("selecta,bfromtwherex=1;");
        ui.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(text()).isEqualTo("select a,b from t where x=1;");

        double usual =
                ui.onFx(() -> model().areas().migration().fontSizeProperty().get());
        ui.press(KeyCode.CONTROL, KeyCode.EQUALS);
        ui.until(
                "letters grew",
                () -> model().areas().migration().fontSizeProperty().get() == usual + 1);
        ui.onFx(() -> {
            stage.close();
            return true;
        });
        open(engine, "V1__a.sql", null);
        ui.until(
                "they are remembered",
                () -> model().areas().migration().fontSizeProperty().get() == usual + 1);
    }

    private void fill(String field, String text) {
        ui.onFx(() -> {
            ((javafx.scene.control.TextField) stage.getScene().lookup(field)).setText(text);
            return true;
        });
    }

    private void touch(String name, String text) throws IOException {
        write(name, text);
        // Two writes within the clock's grain must be told apart here, too.
        Files.setLastModifiedTime(
                folder.resolve("project").resolve(name),
                FileTime.from(Instant.now().plusSeconds(text.length() + text.charAt(7))));
    }

    private void open(Engine made, String script, Target target) throws Exception {
        engine = made;
        Path project = folder.resolve("project");
        FxThread fx = FxThread.platform();
        ui.onFx(() -> {
            var theme = new Theme();
            theme.install();
            wiring = new DesktopWiring(
                    new DesktopStart(engine, null, null, false, null),
                    theme,
                    new DesktopWiring.Outside(
                            fx,
                            new ThreadBackground(fx),
                            new RecordedChoosers(),
                            PretendAccess.in(folder.resolve("settings"), PretendAccess::enter),
                            DesktopParts.reports(),
                            Messages.ofDefaultLocale()));
            stage = new Stage();
            var scene = new Scene(wiring.view().node(), 1000, 700);
            wiring.view().actions().listenIn(scene);
            theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            stage.requestFocus();
            if (target != null) {
                model().areas().workspace().connect(target);
            }
            model().areas().workspace().open(project);
            return true;
        });
        ui.until(
                "the timeline is there",
                () -> !model().areas().timeline().rows().isEmpty() && (target == null || model().isConnected()));
        ui.onFx(() -> model().areas().timeline().selectScript(script));
        ui.until(
                "the script is there",
                () -> model().areas()
                                .migration()
                                .script(org.turnstone.desktop.migration.Part.SQL)
                                .sheetProperty()
                                .get()
                        != null);
    }

    @SuppressWarnings("unchecked")
    private List<List<String>> rows() {
        return ui.onFx(
                () -> List.copyOf(((TableView<List<String>>) stage.getScene().lookup("#scratch-rows-SQL")).getItems()));
    }

    private java.util.Collection<String> styleAt(int line, int column) {
        return ui.onFx(
                () -> editor().getParagraphLength(line) > column ? editor().getStyleOfChar(line, column) : List.of());
    }

    private String text() {
        return ui.onFx(() -> editor().getText());
    }

    private CodeArea editor() {
        return (CodeArea) stage.getScene().lookup("#editor-SQL");
    }

    private ShellModel model() {
        return wiring.model();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("project"));
        Files.write(folder.resolve("project").resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
