package org.turnstone.desktop.editor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    private ScriptFile(byte[] mark, Charset charset, String content) {
        this.mark = mark;
        this.charset = charset;
        this.lines = new ArrayList<>();
        this.endings = new ArrayList<>();
        split(content);
        this.text = content.indexOf('\r') < 0 ? content : String.join("\n", lines);
    }

    /** Reads a script. Every sequence of bytes is one, and writing it unchanged gives the same bytes again. */
    public static ScriptFile read(byte[] bytes) {
        byte[] mark = markOf(bytes);
        byte[] rest = Arrays.copyOfRange(bytes, mark.length, bytes.length);
        List<Charset> candidates = mark == UTF16LE_MARK
                ? List.of(StandardCharsets.UTF_16LE)
                : mark == UTF16BE_MARK ? List.of(StandardCharsets.UTF_16BE) : withoutMark(bytes);
        for (Charset candidate : candidates) {
            String content = decode(rest, candidate);
            if (content != null) {
                return new ScriptFile(mark, candidate, content);
            }
        }
        // Every byte is a character in Latin 1, so this one always gives the same bytes back, a mark's among them.
        return new ScriptFile(new byte[0], StandardCharsets.ISO_8859_1, new String(bytes, StandardCharsets.ISO_8859_1));
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
        StringBuilder content = new StringBuilder();
        String before = endings.getFirst().isEmpty() ? "\n" : endings.getFirst();
        for (int i = 0; i < newLines.size(); i++) {
            content.append(newLines.get(i));
            if (i < newLines.size() - 1) {
                String own = origin[i] < 0 ? "" : endings.get(origin[i]);
                String ending = own.isEmpty() ? before : own;
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
