package org.turnstone.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.turnstone.connection.Target;
import org.turnstone.desktop.connections.Access;
import org.turnstone.desktop.migration.Part;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.SettingsFile;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.shell.Leaving;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.Engine;
import org.turnstone.run.Journal;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunResult;
import org.turnstone.run.SampleProject;
import org.turnstone.run.TurnstoneEngine;
import org.turnstone.testing.TestServer;

/**
 * Where a journey takes place: a window, a project to open in it, and folders of their own for all that it keeps. After
 * every test it is cleared.
 */
final class Desk implements BeforeEachCallback, AfterEachCallback {
    /** Not in the system's folder for temporary files: what a killed test leaves goes away with the build. */
    private static final Path DESKS = Path.of("target", "desks").toAbsolutePath();

    final RecordedChoosers choosers = new RecordedChoosers();
    private final FxThread fx = FxThread.platform();
    private final Ui ui = new Ui();
    private Path place;
    private Engine engine;
    private Access access;
    private SampleProject sample;
    private boolean wordsBeside;
    private boolean left;
    private WatchedBackground background;
    private Memory memory;
    private Theme theme;
    private Stage stage;
    private DesktopWiring wiring;

    /** The engine itself, one for all journeys, so that its servers start once. */
    static Engine realEngine() {
        return RealEngine.ONE;
    }

    /** It is never closed: its server is everybody's, and the editor's own ends with this program. */
    private static final class RealEngine {
        static final TurnstoneEngine ONE = new TurnstoneEngine(
                TestServer.server(),
                new Journal(
                        DESKS.resolve("state-" + ProcessHandle.current().pid()).resolve("runs")));
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
        Files.createDirectories(DESKS);
        place = Files.createTempDirectory(DESKS, "desk");
        Files.createDirectories(project());
        // Turnstone's own habits are not those of the project on the desk.
        Files.writeString(place.resolve(".editorconfig"), "root = true\n");
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        close();
        try (Stream<Path> files = Files.walk(place)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        // TestFX keeps what went wrong on the JavaFX thread and throws it in a later test; say it in this one.
        try {
            WaitForAsyncUtils.checkException();
        } catch (Throwable e) {
            throw new AssertionError("something went wrong on the JavaFX thread", e);
        } finally {
            WaitForAsyncUtils.clearExceptions();
        }
    }

    /** Whether the window would be closed by now. */
    boolean hasLeft() {
        return left;
    }

    Ui ui() {
        return ui;
    }

    /** The folder of the project, empty at first. */
    Path project() {
        return place.resolve("shop");
    }

    /** Where the window keeps what it remembers. */
    Path state() {
        return place.resolve("state");
    }

    /** Where connections are kept. */
    Path config() {
        return place.resolve("config");
    }

    /** Writes a file of the project. */
    Desk with(String name, String text) {
        try {
            Files.writeString(project().resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the sample's scripts into the project. */
    Desk withSample() {
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(Path.of("migrations-sample", "sql"))) {
            for (Path script : scripts) {
                Files.copy(script, project().resolve(script.getFileName()));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections other than made-up ones. */
    Desk with(Access wanted) {
        access = wanted;
        return this;
    }

    /** With a card for the sample on the first screen. */
    Desk with(SampleProject wanted) {
        sample = wanted;
        return this;
    }

    /** With a sidebar that has its words, though the screen is small. */
    Desk withWordsBeside() {
        wordsBeside = true;
        return this;
    }

    /** Opens the window as the program does when it was started without arguments. */
    void open(Engine wanted) {
        engine = wanted;
        if (access == null) {
            access = PretendAccess.in(config(), PretendAccess::enter);
        }
        ui.onFx(() -> {
            background = new WatchedBackground(fx);
            memory = Memory.of(SettingsFile.in(state()), background);
            theme = new Theme();
            theme.install(memory.now().theme());
            theme.choiceProperty().subscribe(choice -> memory.change(settings -> settings.with(choice)));
            var runs = engine instanceof TurnstoneEngine
                    ? DESKS.resolve("state-" + ProcessHandle.current().pid()).resolve("runs")
                    : state().resolve("runs");
            wiring = new DesktopWiring(
                    new DesktopStart(engine, null, null, false, sample),
                    theme,
                    new DesktopWiring.Outside(
                            fx,
                            background,
                            choosers,
                            access,
                            DesktopParts.reports(),
                            Messages.ofDefaultLocale(),
                            memory,
                            new Journal(runs).past()));
            stage = new Stage();
            var scene = new Scene(wiring.view().node(), 1000, 700);
            wiring.view().actions().listenIn(scene);
            theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            stage.requestFocus();
            if (wordsBeside) {
                model().toggleSidebar();
            }
            var leaving = new Leaving(wiring.model(), Messages.ofDefaultLocale(), () -> left = true);
            wiring.model().onQuit(() -> left |= leaving.mayCloseNow());
            wiring.session().restore();
            return true;
        });
    }

    /** Ends what goes on and closes the window; what it remembers is written then. */
    void close() {
        if (stage == null) {
            return;
        }
        act(() -> model().areas().run().cancel());
        ui.until("no run is going on", () -> !model().areas().run().isRunning());
        ui.until("nothing is done in the background", background::isQuiet);
        act(() -> {
            stage.close();
            memory.flush();
        });
        ui.until("what was asked at the end is answered", background::isQuiet);
        stage = null;
    }

    /** Opens the project by the key for it. */
    void openProject() {
        choosers.folder = project();
        ui.press(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.O);
        ui.until(
                "the timeline is there",
                () -> !model().areas().timeline().rows().isEmpty());
    }

    /** Opens the window with the project, and with a target unless that is null, and goes to a script. */
    void open(Engine wanted, String script, Target target) {
        open(wanted);
        act(() -> {
            if (target != null) {
                model().areas().workspace().connect(target);
            }
            model().areas().workspace().open(project());
        });
        ui.until(
                "the timeline is there",
                () -> !model().areas().timeline().rows().isEmpty() && (target == null || model().isConnected()));
        select(script);
    }

    /** Goes to a script in the timeline. */
    void select(String script) {
        ui.onFx(() -> model().areas().timeline().selectScript(script));
        ui.until("the script is there", () -> {
            var sheet =
                    model().areas().migration().script(Part.SQL).sheetProperty().get();
            return sheet != null && sheet.path().endsWith(script);
        });
    }

    /** The editor of the script that applies. */
    CodeArea editor() {
        return (CodeArea) find("#editor-SQL");
    }

    /** Does something on the JavaFX thread. */
    void act(Runnable what) {
        ui.onFx(() -> {
            what.run();
            return true;
        });
    }

    /** Clicks into a field and writes over what is in it. */
    void fill(String field, String text) {
        ui.click(field);
        ui.press(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.A);
        ui.type(text);
    }

    ShellModel model() {
        return wiring.model();
    }

    Stage stage() {
        return stage;
    }

    Theme theme() {
        return theme;
    }

    /** What has this name in the window. */
    Node find(String query) {
        return stage.getScene().lookup(query);
    }

    boolean isDisabled(String query) {
        return ui.onFx(() -> stage.getScene().lookup(query).isDisabled());
    }

    /** How the last run ended; null where none has ended since. */
    RunOutcome outcome() {
        RunModel run = model().areas().run();
        RunResult result = run.resultProperty().get();
        return run.stateProperty().get() != RunModel.State.ENDED || result == null ? null : result.outcome();
    }

    RunKind kind() {
        return model().areas().run().kindProperty().get();
    }

    void awaitRun(RunOutcome outcome) {
        ui.until("the run ended " + outcome, () -> outcome() == outcome);
    }

    void awaitRun(RunKind kind, RunOutcome outcome) {
        ui.until(kind + " ended " + outcome, () -> kind() == kind && outcome() == outcome);
    }
}
