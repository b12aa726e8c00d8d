package org.turnstone.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.SystemChoosers;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.platform.ThreadBackground;
import org.turnstone.desktop.shell.Leaving;
import org.turnstone.format.Project;
import org.turnstone.run.PastRuns;
import org.turnstone.run.SampleProject;
import org.turnstone.run.TurnstoneEngine;

/** The desktop as a program: one window. */
public final class DesktopApplication extends Application {
    private static final int[] ICON_SIZES = {16, 32, 64, 128, 256};

    /** Held, because java.util.logging forgets the filter of a logger nobody holds. */
    private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

    /** What the window opens with; JavaFX makes the application itself and takes only strings. */
    private static volatile DesktopStart wanted;

    private final Messages messages = Messages.ofDefaultLocale();
    private DesktopWiring wiring;
    private Memory memory;
    private DesktopStart start;
    private Stage stage;

    /** Opens the window as the command line asks: {@code demo}, a folder, or nothing. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        Path project = words.stream()
                .filter(word -> !word.equals("demo"))
                .findFirst()
                .map(Path::of)
                .orElse(null);
        open(new DesktopStart(new TurnstoneEngine(), project, null, words.contains("demo"), new SampleProject()));
    }

    /** Opens the window and returns when it is closed. */
    public static void open(DesktopStart start) {
        wanted = start;
        // JavaFX from the class path is what the launcher means it to be (docs/decisions/0002), and works.
        JAVAFX_LOG.setFilter(record ->
                record.getMessage() == null || !record.getMessage().startsWith("Unsupported JavaFX configuration"));
        launch(DesktopApplication.class);
    }

    @Override
    public void start(Stage primary) {
        stage = primary;
        start = wanted;
        FxThread fx = FxThread.platform();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> fx.later(() -> unexpected(failure)));
        Background background = new ThreadBackground(fx);
        memory = Memory.of(DesktopParts.settings(System.getenv()), background);
        var theme = new Theme();
        theme.install(memory.now().theme());
        theme.choiceProperty().subscribe(choice -> memory.change(settings -> settings.with(choice)));
        wiring = new DesktopWiring(
                start,
                theme,
                new DesktopWiring.Outside(
                        fx,
                        background,
                        new SystemChoosers(() -> stage, getHostServices()),
                        DesktopParts.access(System.getenv()),
                        DesktopParts.reports(),
                        messages,
                        memory,
                        PastRuns.of(System.getenv())));
        var scene = new Scene(wiring.view().node(), 1280, 820);
        wiring.view().actions().listenIn(scene);
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.titleProperty().bind(title());
        loadIcons();
        new WindowPlace(stage, memory).restore();
        var leaving = new Leaving(wiring.model(), messages, stage::close);
        stage.setOnCloseRequest(event -> {
            if (!leaving.mayCloseNow()) {
                event.consume();
            }
        });
        wiring.model().onQuit(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        // Another window, or a terminal, may have written profiles meanwhile.
        stage.focusedProperty().subscribe(focused -> {
            if (focused) {
                wiring.model().areas().connections().profiles().poll();
                wiring.model().areas().shelf().projects().look();
                wiring.model().areas().shelf().recent().load();
            }
        });
        // Before the window is there, so that it never offers other folders for a moment.
        begin();
        stage.show();
    }

    @Override
    public void stop() {
        memory.flush();
        start.engine().close();
        try {
            start.sample().close();
        } catch (IOException e) {
            // What stays behind lies in the system's folder for such things.
            System.getLogger(getClass().getName()).log(System.Logger.Level.DEBUG, "sample not removed", e);
        }
    }

    private void begin() {
        var areas = wiring.model().areas();
        if (start.demo()) {
            areas.demo().open();
            return;
        }
        if (start.url() != null) {
            try {
                areas.workspace().connect(Addresses.targetOf(Addresses.parse(start.url()), Limits.DEFAULT));
            } catch (ConnectionFailure e) {
                areas.workspace().fail(e);
            }
        }
        if (start.project() != null) {
            areas.workspace().open(start.project());
        }
        if (start.url() == null && start.project() == null) {
            wiring.session().restore();
        }
    }

    private javafx.beans.binding.StringBinding title() {
        var workspace = wiring.model().areas().workspace();
        return Bindings.createStringBinding(
                () -> {
                    Project project = workspace.projectProperty().get();
                    Target target = workspace.targetProperty().get();
                    String title = project == null ? "" : project.name() + " — ";
                    return title + (target == null ? "" : target.name() + " — ") + word() + messages.text("app.name");
                },
                workspace.projectProperty(),
                workspace.targetProperty(),
                wiring.model().environmentProperty());
    }

    private String word() {
        Environment environment = wiring.model().environmentProperty().get();
        return environment == null ? "" : messages.text("environment." + environment) + " — ";
    }

    private void loadIcons() {
        for (int size : ICON_SIZES) {
            try (InputStream in = getClass().getResourceAsStream("icons/icon-" + size + ".png")) {
                if (in != null) {
                    stage.getIcons().add(new Image(in));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What nobody expected is said where it can be seen, and its trace is printed for whoever reports it. */
    private void unexpected(Throwable failure) {
        failure.printStackTrace();
        wiring.model()
                .areas()
                .workspace()
                .fail(new IllegalStateException(messages.text("unexpected", failure.toString()), failure));
    }
}
