package org.turnstone.desktop.search;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;

/** Scripts beside a project's migrations that are none, such as callbacks. */
final class OtherScripts {
    private static final int DEEPEST = 8;
    private static final int MOST = 5_000;
    private static final Set<String> PASSED_OVER = Set.of("node_modules", "target", "build", "dist");

    private OtherScripts() {}

    static List<Path> of(Project project) {
        Set<Path> known = new HashSet<>();
        Set<Path> folders = new HashSet<>(Set.of(project.folder()));
        for (Migration each : project.migrations()) {
            known.add(each.script());
            each.revert().ifPresent(known::add);
            if (!each.script().startsWith(project.folder())) {
                folders.add(each.script().getParent());
            }
        }
        Set<Path> found = new HashSet<>();
        for (Path folder : folders) {
            try {
                Files.walkFileTree(
                        folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, new Walk(found));
            } catch (IOException e) {
                // What cannot be listed is not looked into.
            }
        }
        found.removeAll(known);
        List<Path> result = new ArrayList<>(found);
        result.sort(Comparator.naturalOrder());
        return result;
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Set<Path> found;

        Walk(Set<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            return name.startsWith(".") && name.length() > 1 || PASSED_OVER.contains(name)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.toString().endsWith(".sql")) {
                found.add(file);
            }
            return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
