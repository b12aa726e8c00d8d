package org.turnstone.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Sample projects, and what the real tools wrote for them. */
public final class Vectors {
    private static final Path FOLDER = Path.of("src", "test", "resources", "vectors");
    private static final Pattern VALUE = Pattern.compile("'((?:[^']|'')*)'|(NULL|true|false|-?\\d+)(?=[,)])");

    private Vectors() {}

    public static JsonNode checksums() throws IOException {
        return new ObjectMapper().readTree(Files.readString(FOLDER.resolve("checksums.json")));
    }

    /** The rows of a dumped history table, in the order of the dump. */
    public static List<List<String>> rows(String dump) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String insert : Files.readString(FOLDER.resolve(dump)).split("(?m)^(?=INSERT INTO )")) {
            int values = insert.indexOf(" VALUES (");
            if (values < 0) {
                continue;
            }
            List<String> row = new ArrayList<>();
            Matcher matcher = VALUE.matcher(insert.substring(values, insert.lastIndexOf(");") + 1));
            while (matcher.find()) {
                String word = matcher.group(2);
                row.add(word == null ? matcher.group(1).replace("''", "'") : word.equals("NULL") ? null : word);
            }
            rows.add(row);
        }
        return rows;
    }

    /** A copy of a sample project that may be changed. */
    public static Path project(String name, Path to) throws IOException {
        Path from = FOLDER.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }
}
