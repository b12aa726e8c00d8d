package org.turnstone;

import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's one Java format: palantir-java-format as it comes. Run as a program it rewrites the sources. */
public final class Formatter {
    private Formatter() {}

    public static void main(String[] args) throws Exception {
        for (Path file : differing(Path.of("src"))) {
            Files.writeString(file, formatted(Files.readString(file)));
            System.out.println("formatted " + file);
        }
    }

    /** The Java files below a folder that are not in the project's format. */
    static List<Path> differing(Path folder) throws IOException {
        List<Path> result = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (!formatted(source).equals(source)) {
                    result.add(file);
                }
            }
        }
        return result;
    }

    private static String formatted(String source) {
        var options = JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build();
        try {
            return com.palantir.javaformat.java.Formatter.createFormatter(options)
                    .formatSourceAndFixImports(source);
        } catch (com.palantir.javaformat.java.FormatterException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
