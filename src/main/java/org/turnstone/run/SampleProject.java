package org.turnstone.run;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sample that comes with Turnstone: unpacked when somebody opens it, gone when the window closes. */
public final class SampleProject implements AutoCloseable {
    /** How the name of the folder it lies in begins. */
    public static final String FOLDER = "turnstone-sample-";

    private static final String RESOURCE = "/migrations-sample";

    private Path parent;

    /** The sample in a folder of its own, called shop, where it may be edited. */
    public synchronized Path folder() throws IOException {
        if (parent == null) {
            URL source = SampleProject.class.getResource(RESOURCE);
            if (source == null) {
                throw new IOException("This Turnstone was built without its sample project.");
            }
            parent = Files.createTempDirectory(FOLDER);
            copy(source, parent.resolve("shop"));
        }
        return parent.resolve("shop");
    }

    private static void copy(URL source, Path to) throws IOException {
        try {
            URI uri = source.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copy(jar.getPath(RESOURCE), to);
                }
            } else {
                copy(Path.of(uri), to);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (parent != null) {
            try (Stream<Path> files = Files.walk(parent)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
            parent = null;
        }
    }
}
