package org.turnstone.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A settings file in TOML, read so that every complaint says where: file, line and column. Values are never quoted in a
 * complaint, since such files hold passwords.
 */
public final class TomlFile {
    private final Path file;
    private final TomlParseResult toml;

    private TomlFile(Path file, TomlParseResult toml) {
        this.file = file;
        this.toml = toml;
    }

    /** Reads a file that is there. */
    public static TomlFile read(Path file) throws ProjectProblem {
        TomlParseResult toml;
        try {
            toml = Toml.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new ProjectProblem(file + " is not UTF-8. Save it as UTF-8.");
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
        if (toml.hasErrors()) {
            TomlParseError error = toml.errors().getFirst();
            throw new ProjectProblem(file + place(error.position()) + " is not TOML: " + withoutQuotations(error)
                    + ". Correct it there; texts need quotes.");
        }
        return new TomlFile(file, toml);
    }

    /** What the parser says quotes the file, perhaps the very password somebody forgot to quote. */
    private static String withoutQuotations(TomlParseError error) {
        return String.valueOf(error.getMessage())
                .replaceFirst("(?s)Unexpected .*?, expected", "expected")
                .replaceFirst("(?s)^Unexpected '.*", "unexpected text");
    }

    public Path file() {
        return file;
    }

    /** The keys below a table; none when it is not there. */
    public Set<String> keys(String... path) throws ProjectProblem {
        TomlTable table = table(List.of(path));
        return table == null ? Set.of() : table.keySet();
    }

    public boolean has(String... path) {
        return toml.contains(List.of(path));
    }

    /** A text, or null when it is not there. */
    public String text(String... path) throws ProjectProblem {
        Object value = toml.get(List.of(path));
        if (value != null && !(value instanceof String)) {
            throw wrong("a text in quotes", path);
        }
        return (String) value;
    }

    /** A list of texts; empty when it is not there. */
    public List<String> texts(String... path) throws ProjectProblem {
        Object value = toml.get(List.of(path));
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof TomlArray array)) {
            throw wrong("a list of texts, such as [\"a\", \"b\"]", path);
        }
        List<String> result = new ArrayList<>();
        for (Object each : array.toList()) {
            if (!(each instanceof String text)) {
                throw wrong("a list of texts, such as [\"a\", \"b\"]", path);
            }
            result.add(text);
        }
        return result;
    }

    /** The texts, numbers and truths below a table, as texts, in the file's order. */
    public Map<String, String> map(String... path) throws ProjectProblem {
        Map<String, String> result = new LinkedHashMap<>();
        TomlTable table = table(List.of(path));
        for (String key : table == null ? Set.<String>of() : table.keySet()) {
            Object value = table.get(List.of(key));
            if (value instanceof TomlTable || value instanceof TomlArray) {
                List<String> whole = new ArrayList<>(List.of(path));
                whole.add(key);
                throw wrong("a text in quotes", whole.toArray(String[]::new));
            }
            result.put(key, String.valueOf(value));
        }
        return result;
    }

    /** What stands there: a text, a number, a truth, a {@link TomlArray}, a {@link TomlTable}, or null. */
    public Object value(List<String> path) {
        return toml.get(path);
    }

    /** A complaint about a value of the wrong kind. */
    public ProjectProblem wrong(String wanted, String... path) {
        return new ProjectProblem(at(path) + ": " + String.join(".", path) + " must be " + wanted + ".");
    }

    /** Where something stands, such as {@code /project/turnstone.toml, line 3, column 1}. */
    public String at(String... path) {
        return file + place(toml.inputPositionOf(List.of(path)));
    }

    /** The same with the file's bare name, for notes. */
    public String noteAt(String... path) {
        return file.getFileName() + place(toml.inputPositionOf(List.of(path)));
    }

    private TomlTable table(List<String> path) throws ProjectProblem {
        if (path.isEmpty()) {
            return toml;
        }
        Object value = toml.get(path);
        if (value != null && !(value instanceof TomlTable)) {
            throw wrong(
                    "a table, which begins with a line [" + String.join(".", path) + "]", path.toArray(String[]::new));
        }
        return (TomlTable) value;
    }

    private static String place(TomlPosition position) {
        return position == null ? "" : ", line " + position.line() + ", column " + position.column();
    }
}
