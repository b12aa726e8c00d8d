package org.turnstone.desktop.editor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.Token;

/**
 * A script as its bytes were found: encoding, byte order mark and the ending of every line. An editor knows only
 * {@code \n}; writing gives every line it left alone its own ending back, and new lines that of the line before.
 */
public final class ScriptFile {
    private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF16LE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF16BE_MARK = {(byte) 0xFE, (byte) 0xFF};

    private final byte[] mark;
    private final Charset charset;
    private final List<String> lines;
    /** The ending of each line, empty for the last. */
    private final List<String> endings;

    private final String text;
    private final Habits habits;

    private ScriptFile(byte[] mark, Charset charset, String content, Habits habits) {
        this.habits = habits;
        this.mark = mark;
        this.charset = charset;
        this.lines = new ArrayList<>();
        this.endings = new ArrayList<>();
        split(content);
        this.text = content.indexOf('\r') < 0 ? content : String.join("\n", lines);
    }

    /** Reads a script. Every sequence of bytes is one, and writing it unchanged gives the same bytes again. */
    public static ScriptFile read(byte[] bytes) {
        return read(bytes, Habits.USUAL);
    }

    /** The same, of a project that wants edited lines written in some way. */
    public static ScriptFile read(byte[] bytes, Habits habits) {
        if (bytes.length == 0 && habits.encoding() != null) {
            return ofNothing(habits);
        }
        byte[] mark = markOf(bytes);
        byte[] rest = Arrays.copyOfRange(bytes, mark.length, bytes.length);
        List<Charset> candidates = mark == UTF16LE_MARK
                ? List.of(StandardCharsets.UTF_16LE)
                : mark == UTF16BE_MARK ? List.of(StandardCharsets.UTF_16BE) : withoutMark(bytes);
        for (Charset candidate : candidates) {
            String content = decode(rest, candidate);
            if (content != null) {
                return new ScriptFile(mark, candidate, content, habits);
            }
        }
        // Every byte is a character in Latin 1, so this one always gives the same bytes back, a mark's among them.
        return new ScriptFile(
                new byte[0], StandardCharsets.ISO_8859_1, new String(bytes, StandardCharsets.ISO_8859_1), habits);
    }

    /**
     * This file after it was written: its encoding is the same, also where what is left in it would look like another.
     *
     * @param bytes what {@link #bytes} gave
     */
    public ScriptFile written(byte[] bytes) {
        if (bytes.length >= mark.length && Arrays.equals(mark, Arrays.copyOf(bytes, mark.length))) {
            String content = decode(Arrays.copyOfRange(bytes, mark.length, bytes.length), charset);
            if (content != null) {
                return new ScriptFile(mark, charset, content, habits);
            }
        }
        return read(bytes, habits);
    }

    private static ScriptFile ofNothing(Habits habits) {
        return switch (habits.encoding()) {
            case "utf-8-bom" -> new ScriptFile(UTF8_MARK, StandardCharsets.UTF_8, "", habits);
            case "utf-16le" -> new ScriptFile(UTF16LE_MARK, StandardCharsets.UTF_16LE, "", habits);
            case "utf-16be" -> new ScriptFile(UTF16BE_MARK, StandardCharsets.UTF_16BE, "", habits);
            case "latin1" -> new ScriptFile(new byte[0], StandardCharsets.ISO_8859_1, "", habits);
            default -> new ScriptFile(new byte[0], StandardCharsets.UTF_8, "", habits);
        };
    }

    /** How its project wants it written. */
    public Habits habits() {
        return habits;
    }

    /** Latin letters in sixteen bits have a zero in every other place. */
    private static List<Charset> withoutMark(byte[] bytes) {
        int[] zeros = new int[2];
        int looked = Math.min(bytes.length, 4096);
        for (int i = 0; i < looked; i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        Charset western = Charset.forName("windows-1252");
        if (looked >= 4 && bytes.length % 2 == 0 && zeros[1] > looked / 4 && zeros[0] < looked / 20 + 1) {
            return List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_8, western);
        }
        if (looked >= 4 && bytes.length % 2 == 0 && zeros[0] > looked / 4 && zeros[1] < looked / 20 + 1) {
            return List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_8, western);
        }
        return List.of(StandardCharsets.UTF_8, western);
    }

    /** The text as an editor shows it, with {@code \n} at the end of every line but the last. */
    public String text() {
        return text;
    }

    /** The encoding, as people call it. */
    public String encoding() {
        return charset.name() + (mark.length > 0 ? " with BOM" : "");
    }

    /** The line endings found: {@code LF}, {@code CRLF}, {@code CR} or {@code mixed}. */
    public String lineEnding() {
        List<String> kinds =
                endings.stream().filter(e -> !e.isEmpty()).distinct().toList();
        if (kinds.size() > 1) {
            return "mixed";
        }
        return switch (kinds.isEmpty() ? "\n" : kinds.getFirst()) {
            case "\r\n" -> "CRLF";
            case "\r" -> "CR";
            default -> "LF";
        };
    }

    /**
     * The bytes of this file with an edited text in it.
     *
     * @throws CharacterCodingException when the text has a character the file's encoding has not
     */
    public byte[] bytes(String edited) throws CharacterCodingException {
        List<String> newLines = List.of(edited.split("\n", -1));
        int[] origin = LineMatch.origins(lines, newLines);
        Set<Integer> quoted = habits.trim() && !edited.equals(text) ? quotedEnds(edited) : Set.of();
        StringBuilder content = new StringBuilder();
        String before = endings.getFirst().isEmpty() ? "\n" : endings.getFirst();
        for (int i = 0; i < newLines.size(); i++) {
            String line = newLines.get(i);
            boolean same = origin[i] >= 0 && lines.get(origin[i]).equals(line);
            content.append(same || !habits.trim() || quoted.contains(i) ? line : line.stripTrailing());
            boolean last = i == newLines.size() - 1;
            boolean missing = last && habits.finalNewline() && !line.isEmpty() && !edited.equals(text);
            if (!last || missing) {
                String own = origin[i] < 0 ? "" : endings.get(origin[i]);
                String ending = !own.isEmpty() ? own : habits.lineEnding() != null ? habits.lineEnding() : before;
                content.append(ending);
                before = ending;
            }
        }
        ByteBuffer encoded = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(content));
        byte[] result = Arrays.copyOf(mark, mark.length + encoded.remaining());
        encoded.get(result, mark.length, encoded.remaining());
        return result;
    }

    /** The lines that end amid a string or data, where blanks mean something. */
    private static Set<Integer> quotedEnds(String edited) {
        Set<Integer> quoted = new HashSet<>();
        var lexer = new Lexer(edited);
        int line = 0;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            boolean means = switch (token.kind()) {
                case STRING, DOLLAR_STRING, QUOTED_IDENTIFIER, COPY_DATA -> true;
                default -> false;
            };
            for (int at = edited.indexOf('\n', token.start());
                    at >= 0 && at < token.end();
                    at = edited.indexOf('\n', at + 1)) {
                if (means) {
                    quoted.add(line);
                }
                line++;
            }
        }
        return quoted;
    }

    private void split(String content) {
        int begin = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '\n' || c == '\r') {
                int length = c == '\r' && i + 1 < content.length() && content.charAt(i + 1) == '\n' ? 2 : 1;
                lines.add(content.substring(begin, i));
                endings.add(content.substring(i, i + length));
                begin = i + length;
                i = begin - 1;
            }
        }
        lines.add(content.substring(begin));
        endings.add("");
    }

    private static byte[] markOf(byte[] bytes) {
        for (byte[] each : List.of(UTF8_MARK, UTF16LE_MARK, UTF16BE_MARK)) {
            if (bytes.length >= each.length && Arrays.equals(each, Arrays.copyOf(bytes, each.length))) {
                return each;
            }
        }
        return new byte[0];
    }

    /** The text, or null when these bytes are not this encoding or would not come back the same. */
    private static String decode(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Arrays.equals(text.getBytes(charset), bytes) ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
