package org.turnstone.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A script as the tool sends it, with values where the file has placeholders, and which place is which. */
public final class FilledScript {
    /**
     * A placeholder that has no value.
     *
     * @param begin where in the file's text
     * @param message what the tool says about it
     */
    public record Unknown(int begin, int end, String message) {}

    /** What became of a placeholder. */
    private record Piece(int sourceBegin, int sourceEnd, int begin, int end) {}

    private final String text;
    private final List<Piece> pieces;
    private final List<Unknown> unknown;

    private FilledScript(String text, List<Piece> pieces, List<Unknown> unknown) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
        this.unknown = List.copyOf(unknown);
    }

    /** A script in which nothing is a placeholder. */
    public static FilledScript of(String text) {
        return new FilledScript(text, List.of(), List.of());
    }

    /**
     * Reads a script as Flyway's {@code PlaceholderReplacingReader} does: comments and strings too, and the character after
     * one that began like a placeholder and was none is passed over.
     */
    public static FilledScript of(String source, String prefix, String suffix, Map<String, String> values) {
        StringBuilder text = new StringBuilder(source.length() + 64);
        List<Piece> pieces = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            int alike = alike(source, at, prefix);
            if (alike < prefix.length()) {
                int to = Math.min(source.length(), at + alike + 1);
                text.append(source, at, to);
                at = to;
                continue;
            }
            int close = source.indexOf(suffix, at + prefix.length());
            int end = close < 0 ? source.length() : close + suffix.length();
            String name = source.substring(at + prefix.length(), close < 0 ? source.length() : close);
            int begin = text.length();
            if (close >= 0 && values.containsKey(name)) {
                String value = values.get(name);
                text.append(value == null ? "" : value);
            } else {
                text.append(source, at, end);
                unknown.add(new Unknown(
                        at, firstLine(source, at, end), "no value provided for placeholder " + prefix + name + suffix));
            }
            pieces.add(new Piece(at, end, begin, text.length()));
            at = end;
        }
        return new FilledScript(text.toString(), pieces, unknown);
    }

    private static int alike(String source, int at, String prefix) {
        int count = 0;
        while (count < prefix.length()
                && at + count < source.length()
                && source.charAt(at + count) == prefix.charAt(count)) {
            count++;
        }
        return count;
    }

    private static int firstLine(String source, int begin, int end) {
        int line = source.indexOf('\n', begin);
        return line < 0 ? end : Math.min(end, line);
    }

    /** What is sent. */
    public String text() {
        return text;
    }

    /** Placeholders without a value, in order; they stand in the text as they are. */
    public List<Unknown> unknown() {
        return unknown;
    }

    /** Whether a part of what is sent has a placeholder without a value in it. */
    public boolean hasUnknown(int begin, int end) {
        return unknown.stream().anyMatch(each -> {
            int at = filled(each.begin());
            return at >= begin && at < end;
        });
    }

    /** Where in the file a character of what is sent comes from: one of a value from its placeholder. */
    public int source(int offset) {
        int shift = 0;
        for (Piece each : pieces) {
            if (offset < each.begin()) {
                break;
            }
            if (offset < each.end()) {
                return each.sourceBegin();
            }
            shift = each.sourceEnd() - each.end();
        }
        return offset + shift;
    }

    /** Where in the file something ends that ends there in what is sent. */
    public int sourceEnd(int offset) {
        int shift = 0;
        for (Piece each : pieces) {
            if (offset <= each.begin()) {
                break;
            }
            if (offset <= each.end()) {
                return each.sourceEnd();
            }
            shift = each.sourceEnd() - each.end();
        }
        return offset + shift;
    }

    /** Where a place of the file is in what is sent. */
    public int filled(int offset) {
        int shift = 0;
        for (Piece each : pieces) {
            if (offset <= each.sourceBegin()) {
                break;
            }
            if (offset < each.sourceEnd()) {
                return each.begin();
            }
            shift = each.end() - each.sourceEnd();
        }
        return offset + shift;
    }
}
