package org.turnstone.format.prisma;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.turnstone.format.ProjectProblem;

/**
 * Where a Prisma project keeps its migrations: prisma.config says so, or they lie beside its schema. The configuration
 * is a program; what it says in plain strings is understood, the rest is named.
 *
 * @param candidates folders that may hold the migrations, the likeliest first
 * @param configured whether the first of them is what the configuration says
 * @param notes what was not understood, a sentence each
 */
record PrismaPaths(List<Path> candidates, boolean configured, List<String> notes) {
    private static final String MIGRATIONS = "migrations";
    private static final List<String> CONFIGURATIONS = List.of(
            "prisma.config.ts",
            "prisma.config.js",
            "prisma.config.mts",
            "prisma.config.mjs",
            "prisma.config.cts",
            "prisma.config.cjs");

    private static final Pattern COMMENT = Pattern.compile("(?m)(?<!:)//[^\\n]*|(?s)/\\*.*?\\*/");
    private static final Pattern MIGRATIONS_PATH =
            Pattern.compile("\\bmigrations\\s*:\\s*\\{[^}]*?\\bpath\\s*:\\s*(?:['\"`]([^'\"`]+)['\"`])?");
    private static final Pattern SCHEMA_PATH = Pattern.compile("(?<![\\w.])schema\\s*:\\s*(?:['\"`]([^'\"`]+)['\"`])?");
    private static final Pattern PACKAGE_SCHEMA =
            Pattern.compile("\"prisma\"\\s*:\\s*\\{[^}]*?\"schema\"\\s*:\\s*\"([^\"]+)\"");

    /** A folder that is named. */
    static PrismaPaths only(Path folder, boolean sure) {
        return new PrismaPaths(List.of(folder), sure, List.of());
    }

    static PrismaPaths of(Path root) throws ProjectProblem {
        List<Path> candidates = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean configured = false;
        Optional<Path> configuration = configuration(root);
        if (configuration.isPresent()) {
            String name = configuration.get().getFileName().toString();
            String text = COMMENT.matcher(read(configuration.get())).replaceAll("");
            Matcher path = MIGRATIONS_PATH.matcher(text);
            Matcher schema = SCHEMA_PATH.matcher(text);
            if (path.find()) {
                configured = add(candidates, configuration.get().getParent(), path.group(1), "");
                if (!configured) {
                    notes.add(name + " gives the migrations' folder by a program, which Turnstone does not run;"
                            + " open that folder itself.");
                }
            } else if (schema.find()) {
                configured = addBesideSchema(candidates, configuration.get().getParent(), schema.group(1));
            }
        } else {
            Path manifest = root.resolve("package.json");
            if (Files.isRegularFile(manifest)) {
                Matcher schema = PACKAGE_SCHEMA.matcher(read(manifest));
                configured = schema.find() && addBesideSchema(candidates, root, schema.group(1));
            }
        }
        candidates.add(root.resolve("prisma").resolve(MIGRATIONS));
        candidates.add(root.resolve(MIGRATIONS));
        candidates.add(root.resolve("prisma").resolve("schema").resolve(MIGRATIONS));
        candidates.add(root);
        return new PrismaPaths(List.copyOf(candidates), configured, List.copyOf(notes));
    }

    static Optional<Path> configuration(Path root) {
        for (String name : CONFIGURATIONS) {
            Path inFolder = root.resolve(".config").resolve(name.replace(".config", ""));
            for (Path file : List.of(root.resolve(name), inFolder)) {
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean addBesideSchema(List<Path> candidates, Path root, String schema) {
        return schema != null
                && add(candidates, root, schema, schema.endsWith(".prisma") ? "../" + MIGRATIONS : MIGRATIONS);
    }

    private static boolean add(List<Path> candidates, Path root, String path, String then) {
        if (path == null) {
            return false;
        }
        try {
            return candidates.add(root.resolve(path).resolve(then).normalize());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static String read(Path file) throws ProjectProblem {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
    }
}
