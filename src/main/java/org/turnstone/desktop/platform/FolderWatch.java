package org.turnstone.desktop.platform;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Hears of files that are written in a folder and in those directly below it. A burst of changes is told once, when it
 * is over. Where the system cannot watch, nothing is told.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(300);
    /** Systems watch a limited number of folders; the newest migrations are the ones that are worked on. */
    private static final int MOST_BELOW = 300;

    private final Path folder;
    private final Runnable onChange;
    private final FxThread fx;
    private WatchService service;

    private FolderWatch(Path folder, FxThread fx, Runnable onChange) {
        this.folder = folder;
        this.fx = fx;
        this.onChange = onChange;
    }

    /** Begins to watch; what changes is told on the JavaFX thread. */
    public static FolderWatch of(Path folder, FxThread fx, Runnable onChange) {
        var watch = new FolderWatch(folder, fx, onChange);
        try {
            watch.service = folder.getFileSystem().newWatchService();
            Thread.ofVirtual().name("turnstone-watch").start(watch::listen);
        } catch (IOException | UnsupportedOperationException e) {
            watch.say(e);
        }
        return watch;
    }

    @Override
    public void close() {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            say(e);
        }
    }

    private void listen() {
        try {
            register();
            while (true) {
                WatchKey key = service.take();
                boolean heard = false;
                while (key != null) {
                    heard |= !key.pollEvents().isEmpty();
                    key.reset();
                    key = service.poll(QUIET.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
                }
                if (heard) {
                    register();
                    fx.later(onChange);
                }
            }
        } catch (ClosedWatchServiceException e) {
            // Somebody looks at another folder now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            say(e);
        }
    }

    /** Again after every change: folders may be new. To register one twice is to register it once. */
    private void register() throws IOException {
        register(folder);
        try (Stream<Path> below = Files.list(folder)) {
            for (Path each : below.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .limit(MOST_BELOW)
                    .toList()) {
                register(each);
            }
        }
    }

    private void register(Path each) throws IOException {
        each.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
    }

    private void say(Exception e) {
        System.getLogger(getClass().getName()).log(System.Logger.Level.DEBUG, "not watching " + folder, e);
    }
}
