package org.turnstone.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.turnstone.desktop.DesktopApplication;

/** A JVM of its own that opens a window, says how many milliseconds after its own start it was laid out, and ends. */
public final class StartProbe {
    static final String PEER = "peer";

    /** The least that a JavaFX program can show. */
    public static final class Least extends Application {
        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new Label("window"), 1280, 820));
            stage.show();
        }
    }

    private StartProbe() {}

    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(StartProbe::watch);
        if (args.length > 0 && args[0].equals(PEER)) {
            Application.launch(Least.class);
        } else {
            DesktopApplication.main(new String[0]);
        }
    }

    /** Nobody can listen before JavaFX runs, so it is asked again and again. */
    private static void watch() {
        while (true) {
            try {
                Platform.runLater(StartProbe::listen);
                return;
            } catch (IllegalStateException notYet) {
                pause();
            }
        }
    }

    private static void listen() {
        Window.getWindows().forEach(StartProbe::follow);
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(StartProbe::follow);
            }
        });
    }

    private static void follow(Window window) {
        window.getScene().addPostLayoutPulseListener(() -> {
            long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println("shown " + (System.currentTimeMillis() - begun));
            // A normal end: only then is what was learned for the next start kept.
            System.exit(0);
        });
        Platform.requestNextPulse();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
