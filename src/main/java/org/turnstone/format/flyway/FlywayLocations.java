package org.turnstone.format.flyway;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where Flyway's locations are on this machine's disk, seen from a project's root. */
final class FlywayLocations {
    private static final String FILESYSTEM = "filesystem:";
    private static final String CLASSPATH = "classpath:";

    /** Where builds take the class path's resources from. */
    private static final List<String> RESOURCES =
            List.of("src/main/resources", "src/main/java", "src/main/kotlin", "resources", "src/resources", "src", "");

    private final Path root;
    private final List<Path> folders = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    FlywayLocations(Path root) {
        this.root = root;
    }

    List<Path> folders() {
        return folders;
    }

    List<String> notes() {
        return notes;
    }

    void add(FlywayValue said) {
        for (String each : said.values()) {
            add(each.strip(), said.place());
        }
    }

    private void add(String location, String place) {
        // Spring's name for the database at hand.
        String plain = location.replace("{vendor}", "postgresql");
        Optional<Path> found = Optional.empty();
        if (plain.startsWith(FILESYSTEM)) {
            found = folder(plain.substring(FILESYSTEM.length()));
        } else if (plain.startsWith(CLASSPATH)) {
            found = resource(plain.substring(CLASSPATH.length()));
        } else if (plain.indexOf(':') < 2) {
            found = folder(plain).or(() -> resource(plain));
        }
        if (found.isPresent()) {
            if (!folders.contains(found.get())) {
                folders.add(found.get());
            }
        } else {
            notes.add(place + ": the location " + location
                    + (plain.startsWith(FILESYSTEM) || plain.startsWith(CLASSPATH) || plain.indexOf(':') < 2
                            ? " is no folder below " + root + ", and is passed over, as Flyway does."
                            : " is not on this machine's disk, and is passed over: Turnstone reads files only."));
        }
    }

    private Optional<Path> resource(String name) {
        String relative = name.startsWith("/") ? name.substring(1) : name;
        return RESOURCES.stream()
                .map(base -> folder(base.isEmpty() ? relative : base + "/" + relative))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Path> folder(String name) {
        try {
            Path path = root.resolve(name).normalize();
            return Files.isDirectory(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
