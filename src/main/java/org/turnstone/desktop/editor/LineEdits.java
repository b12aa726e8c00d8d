package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What editing commands make of lines. */
final class LineEdits {
    private static final Set<String> OPENING = Set.of("begin", "then", "else", "loop", "declare", "exception");

    private LineEdits() {}

    /** Comments lines out, or in again when all that hold anything are comments. */
    static List<String> toggleComment(List<String> lines) {
        List<String> filled = lines.stream().filter(line -> !line.isBlank()).toList();
        if (filled.isEmpty()) {
            return lines;
        }
        if (filled.stream().allMatch(line -> line.stripLeading().startsWith("--"))) {
            return lines.stream().map(LineEdits::uncommented).toList();
        }
        int column = filled.stream().mapToInt(LineEdits::indent).min().orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? line : line.substring(0, column) + "-- " + line.substring(column))
                .toList();
    }

    private static String uncommented(String line) {
        int at = indent(line);
        if (line.startsWith("-- ", at)) {
            return line.substring(0, at) + line.substring(at + 3);
        }
        return line.startsWith("--", at) ? line.substring(0, at) + line.substring(at + 2) : line;
    }

    static List<String> indent(List<String> lines, String step) {
        return lines.stream().map(line -> line.isEmpty() ? line : step + line).toList();
    }

    static List<String> outdent(List<String> lines, String step) {
        int width = step.equals("\t") ? Habits.USUAL.indent().length() : step.length();
        List<String> result = new ArrayList<>();
        for (String line : lines) {
            int less = 0;
            if (line.startsWith("\t")) {
                less = 1;
            } else {
                while (less < width && less < line.length() && line.charAt(less) == ' ') {
                    less++;
                }
            }
            result.add(line.substring(less));
        }
        return result;
    }

    /** What a line that is begun behind this text starts with. */
    static String indentAfter(String before, String step) {
        String own = before.substring(0, indent(before));
        String words = before.strip();
        if (words.endsWith("(") || words.endsWith("[")) {
            return own + step;
        }
        int word = words.length();
        while (word > 0 && Character.isLetter(words.charAt(word - 1))) {
            word--;
        }
        return OPENING.contains(words.substring(word).toLowerCase(Locale.ROOT)) ? own + step : own;
    }

    /** Whether blanks reach further than those before a line. */
    static boolean isDeeper(String blanks, String line) {
        return blanks.length() > indent(line);
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
