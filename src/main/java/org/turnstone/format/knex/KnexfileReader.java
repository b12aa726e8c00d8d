package org.turnstone.format.knex;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.turnstone.format.ProjectProblem;
import tools.jackson.databind.JsonNode;

/** Reads knexfiles: as text, and by Node where that is not enough and the project is trusted. */
final class KnexfileReader {
    private static final long LIMIT_SECONDS = 20;

    private record Known(FileTime changed, KnexSettings settings) {}

    /** Evaluating takes Node a good part of a second, and a project is opened before every run. */
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** Folders whose programs may be run. */
    private final Set<Path> trusted = ConcurrentHashMap.newKeySet();

    /** Knexfiles that may be run as long as they are as they were, and the SHA-256 of that. */
    private final Map<Path, String> exact = new ConcurrentHashMap<>();

    private final Optional<Node> node;

    KnexfileReader(Optional<Node> node) {
        this.node = node;
    }

    void trust(Path folder) {
        trusted.add(folder);
    }

    /** As long as it is exactly this file. What it loads beside itself is not looked at. */
    void trust(Path knexfile, String sha256) {
        exact.put(knexfile, sha256);
    }

    void distrust(Path knexfile) {
        exact.remove(knexfile);
        trusted.removeIf(t -> covers(t, knexfile));
        known.remove(knexfile);
    }

    private boolean isTrusted(Path knexfile, byte[] text) {
        return trusted.stream().anyMatch(t -> covers(t, knexfile))
                || sha256(text).equals(exact.get(knexfile));
    }

    private static boolean covers(Path folder, Path knexfile) {
        return knexfile.startsWith(folder) || folder.startsWith(knexfile.getParent());
    }

    /** A knexfile is a program. What stands in it plainly is read as text; the rest only where that may be run. */
    KnexSettings read(Path knexfile) throws ProjectProblem {
        try {
            byte[] bytes = Files.readAllBytes(knexfile);
            KnexSettings text = asText(knexfile, bytes);
            if (!text.computed()) {
                return text;
            }
            if (!isTrusted(knexfile, bytes) || node.isEmpty()) {
                return text.with(
                        node.isEmpty()
                                ? "Node is not installed, so what " + knexfile.getFileName() + " computes is not known."
                                : null,
                        node.isPresent());
            }
            FileTime changed = Files.getLastModifiedTime(knexfile);
            Known before = known.get(knexfile);
            // What a migration source lists changes without the knexfile.
            if (before != null && before.changed.equals(changed) && !before.settings.source()) {
                return before.settings;
            }
            KnexSettings settings = evaluatedOr(text, knexfile);
            known.put(knexfile, new Known(changed, settings));
            return settings;
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + knexfile + ": " + e.getMessage());
        }
    }

    private KnexSettings evaluatedOr(KnexSettings text, Path knexfile) {
        try {
            return evaluated(knexfile);
        } catch (IOException e) {
            return text.with(
                    knexfile.getFileName() + " was read as text, because Node could not evaluate it: " + e.getMessage(),
                    false);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            // Every Java has it.
            throw new IllegalStateException(e);
        }
    }

    private static KnexSettings asText(Path knexfile, byte[] bytes) {
        String environment = System.getenv("NODE_ENV");
        return KnexfileText.read(
                knexfile,
                new String(bytes, StandardCharsets.UTF_8),
                environment == null || environment.isEmpty() ? "development" : environment);
    }

    static String newMark() {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        return "turnstone-" + HexFormat.of().formatHex(random) + " ";
    }

    private KnexSettings evaluated(Path knexfile) throws IOException {
        String mark = newMark();
        Process process = node.orElseThrow()
                .start(knexfile.getParent(), Map.of("mark", mark, "knexfile", knexfile.toString()), Map.of());
        CompletableFuture<Void> tooLong = new CompletableFuture<>();
        tooLong.completeOnTimeout(null, LIMIT_SECONDS, TimeUnit.SECONDS).thenRun(process::destroyForcibly);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(mark)) {
                    continue;
                }
                JsonNode said = Node.Json.MAPPER.readTree(line.substring(mark.length()));
                if (said.path("event").asString().equals("settings")) {
                    return settings(knexfile, said);
                }
                throw new IOException(firstLine(said.path("message").asString()));
            }
            throw new IOException("it did not answer");
        } finally {
            process.destroyForcibly();
            tooLong.complete(null);
        }
    }

    private static KnexSettings settings(Path knexfile, JsonNode said) {
        Path base = knexfile.getParent();
        List<String> directories = texts(said.path("directory"));
        List<String> extensions = texts(said.path("loadExtensions"));
        boolean source = said.path("source").asBoolean();
        List<String> names = said.path("names").isArray() ? texts(said.path("names")) : null;
        List<String> notes = new ArrayList<>();
        if (source && names == null) {
            notes.add("The migration source in " + knexfile.getFileName() + " did not say which migrations it has, so"
                    + " the files in its folder are taken.");
        }
        return new KnexSettings(
                knexfile,
                base,
                (directories.isEmpty() ? List.of("./migrations") : directories)
                        .stream().map(d -> base.resolve(d).normalize()).toList(),
                extensions.isEmpty() ? KnexSettings.EXTENSIONS : extensions,
                said.path("sortDirsSeparately").asBoolean(false),
                text(said.path("tableName"), KnexSettings.TABLE),
                text(said.path("schemaName"), null),
                texts(said.path("searchPath")),
                said.path("disableTransactions").asBoolean(false),
                said.path("disableMigrationsListValidation").asBoolean(false),
                source,
                names,
                false,
                notes);
    }

    private static String text(JsonNode node, String otherwise) {
        return node.isString() && !node.asString().isEmpty() ? node.asString() : otherwise;
    }

    private static List<String> texts(JsonNode node) {
        if (node.isString()) {
            return List.of(node.asString());
        }
        List<String> result = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> result.add(each.asString()));
        }
        return result;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it said nothing");
    }
}
