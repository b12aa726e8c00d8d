package org.turnstone.cli;

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

/** The sample that comes with Turnstone, unpacked into a folder of its own for as long as it is open. */
final class SampleProject implements AutoCloseable {
    private static final String NAME = "migrations-sample";

    private final Path parent;

    private SampleProject(Path parent) {
        this.parent = parent;
    }

    static SampleProject unpack() throws IOException {
        Path parent = Files.createTempDirectory("turnstone-demo-");
        URL source = SampleProject.class.getResource("/" + NAME);
        if (source == null) {
            throw new IOException("this Turnstone was built without its sample project");
        }
        try {
            URI uri = source.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copy(jar.getPath("/" + NAME), parent.resolve(NAME));
                }
            } else {
                copy(Path.of(uri), parent.resolve(NAME));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        return new SampleProject(parent);
    }

    Path folder() {
        return parent.resolve(NAME);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
