package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;

/** Draws every scenery in both themes into target/gallery, and fails when JavaFX complains about a style. */
class GalleryTest {
    private static final Path PICTURES = Path.of("target", "gallery");

    /** The manual's pictures are drawn anew by -Dgallery.manual=true (docs/manual-desktop.md). */
    private static final Path MANUAL = Path.of("docs", "images");

    private static final Set<String> IN_THE_MANUAL = Set.of(
            "start-light",
            "main-light",
            "main-dark",
            "main-small-light",
            "palette-light",
            "connection-light",
            "production-light",
            "scratch-light");

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final Handler warnings = new Handler() {
        @Override
        public void publish(LogRecord line) {
            complaints.writeBytes((line.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("gallery").factory());
    private static CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private PrintStream stderr;

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterAll
    static void allIsWritten() {
        writing.join();
    }

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(warnings);
        stderr = System.err;
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(stderr);
        Logger.getLogger("").removeHandler(warnings);
    }

    static java.util.List<Gallery.Scenery> sceneries() {
        String only = System.getProperty("gallery");
        return Gallery.all().stream()
                .filter(s -> only == null || s.name().matches(only))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sceneries")
    void isDrawnWithoutComplaints(Gallery.Scenery scenery) throws Exception {
        for (ColorScheme scheme : ColorScheme.values()) {
            draw(
                    scenery,
                    scheme,
                    Messages.ofDefaultLocale(),
                    scheme.name().toLowerCase(Locale.ROOT),
                    (scene, picture) -> {
                        var inspection = new Inspection(scene);
                        var soft = new SoftAssertions();
                        soft.assertThat(inspection.nameless())
                                .as("what takes the keyboard and has no name")
                                .isEmpty();
                        soft.assertThat(inspection.pale(picture))
                                .as("letters too pale in " + scheme)
                                .isEmpty();
                        soft.assertAll();
                    });
        }
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .doesNotContain("CSS")
                .doesNotContain("resolv")
                .doesNotContain("Exception");
    }

    /** Where there is room for little, and the dialogs. */
    static java.util.List<Gallery.Scenery> narrow() {
        return sceneries().stream()
                .filter(s -> s.width() == 1000 || s.name().matches("connection.*|production.*"))
                .toList();
    }

    /** A language with longer words finds room for all of them. */
    @ParameterizedTest
    @MethodSource("narrow")
    void hasRoomForAnotherLanguage(Gallery.Scenery scenery) throws Exception {
        var words = new PseudoWords(ResourceBundle.getBundle("org.turnstone.desktop.messages"));
        draw(
                scenery,
                ColorScheme.LIGHT,
                new Messages(words),
                "pseudo",
                (scene, picture) ->
                        assertThat(new Inspection(scene).cut(PseudoWords.SIGN)).isEmpty());
    }

    /** How often a picture is looked at again. */
    private static final int PATIENCE = 8;

    private interface Look {
        void at(Scene scene, BufferedImage picture);
    }

    private void draw(Gallery.Scenery scenery, ColorScheme scheme, Messages messages, String suffix, Look look)
            throws Exception {
        Stage stage = Calm.onFx(Stage::new);
        var theme = new Theme();
        Gallery.Room room = Calm.onFx(() -> {
            theme.install();
            return new Gallery(theme, folder.resolve(suffix), messages).open(stage, scenery, scheme);
        });
        for (Consumer<Gallery.Room> part : List.of(scenery.prepare(), scenery.act(), scenery.then())) {
            if (part != Gallery.Scenery.NOTHING) {
                Calm.onFx(() -> {
                    part.accept(room);
                    return true;
                });
                Calm.await(stage.getScene(), room.background());
            }
        }
        BufferedImage picture = Calm.onFx(() -> Gallery.picture(stage.getScene()));
        try {
            // A loaded machine takes its time: what is wrong only for a moment is not wrong.
            AssertionError wrong = wrong(look, stage, picture);
            for (int again = 0; again < PATIENCE && wrong != null; again++) {
                Calm.await(stage.getScene(), room.background());
                picture = Calm.onFx(() -> Gallery.picture(stage.getScene()));
                wrong = wrong(look, stage, picture);
            }
            keep(picture, PICTURES.resolve(scenery.name() + "-" + suffix + ".png"));
            if (Boolean.getBoolean("gallery.manual") && IN_THE_MANUAL.contains(scenery.name() + "-" + suffix)) {
                keep(picture, MANUAL.resolve(scenery.name() + "-" + suffix + ".png"));
            }
            if (wrong != null) {
                throw wrong;
            }
        } finally {
            Calm.onFx(() -> {
                room.model().areas().run().cancel();
                return true;
            });
            // What a cancelled run still changes must find its window open: cells cannot be styled in a closed one.
            Calm.await(stage.getScene(), room.background());
            Calm.onFx(() -> {
                stage.hide();
                return true;
            });
            Calm.stopAll();
        }
        assertThat(colours(picture)).as("colours in the picture").hasSizeGreaterThan(20);
    }

    /** Writes it while the next is drawn. */
    private static void keep(BufferedImage picture, Path file) {
        writing = writing.thenRunAsync(
                () -> {
                    try {
                        Gallery.write(picture, file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                WRITER);
    }

    private static AssertionError wrong(Look look, Stage stage, BufferedImage picture) throws Exception {
        return Calm.onFx(() -> {
            try {
                look.at(stage.getScene(), picture);
                return null;
            } catch (AssertionError e) {
                return e;
            }
        });
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> found = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 3) {
            for (int x = 0; x < picture.getWidth(); x += 3) {
                found.add(picture.getRGB(x, y));
            }
        }
        return found;
    }
}
