package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "one",
                "one\n",
                "one\ntwo",
                "one\r\ntwo\r\n",
                "one\rtwo\r",
                "mixed\r\nof\nall\rthree",
                "\r\n\n\r\r\n",
                "trailing blanks  \t\n\n\n",
                "a bell \u0007 and a line separator \u2028 and é and 🐢\r\n"
            })
    void aScriptThatIsNotEditedKeepsItsBytes(String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        assertThat(saved(bytes, ScriptFile.read(bytes).text())).isEqualTo(bytes);
    }

    @Test
    void anyBytesAreKept() throws Exception {
        var random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (i % 3 == 0 && bytes.length > 4) {
                bytes[random.nextInt(bytes.length)] = '\r';
                bytes[random.nextInt(bytes.length)] = '\n';
            }
            assertThat(saved(bytes, ScriptFile.read(bytes).text())).isEqualTo(bytes);
        }
    }

    @Test
    void theEditorSeesOneKindOfLineEnding() {
        ScriptFile file = ScriptFile.read("a\r\nb\rc\nd".getBytes(StandardCharsets.UTF_8));
        assertThat(file.text()).isEqualTo("a\nb\nc\nd");
        assertThat(file.lineEnding()).isEqualTo("mixed");
    }

    @Test
    void linesLeftAloneKeepTheirEndings() throws Exception {
        assertThat(edited("a\r\nb\nc\rd\r\n", "a\nb\nchanged\nd\n")).isEqualTo("a\r\nb\nchanged\rd\r\n");
    }

    @Test
    void aNewLineTakesTheEndingOfTheLineBefore() throws Exception {
        assertThat(edited("a\r\nb\nc\n", "a\nnew\nb\nc\n")).isEqualTo("a\r\nnew\r\nb\nc\n");
        assertThat(edited("a\nb\r\nc\n", "a\nb\nnew\nc\n")).isEqualTo("a\nb\r\nnew\r\nc\n");
    }

    @Test
    void editsInSeveralPlacesTouchOnlyThosePlaces() throws Exception {
        assertThat(edited("1\r\n2\n3\r\n4\n5\r\n6\n", "1\nX\n3\n4\nnew\n5\nY\n"))
                .isEqualTo("1\r\nX\n3\r\n4\nnew\n5\r\nY\n");
    }

    @Test
    void removedLinesTakeTheirEndingsWithThem() throws Exception {
        assertThat(edited("a\r\nb\nc\r\nd\n", "a\nd\n")).isEqualTo("a\r\nd\n");
    }

    @Test
    void aFinalLineEndingIsNeitherAddedNorLost() throws Exception {
        assertThat(edited("a\r\nb", "a\nchanged")).isEqualTo("a\r\nchanged");
        assertThat(edited("a\r\nb", "a\nb\nc")).isEqualTo("a\r\nb\r\nc");
        assertThat(edited("a\r\nb\r\n", "a\nb")).isEqualTo("a\r\nb");
    }

    @Test
    void aTextWithoutLinesGetsPlainOnes() throws Exception {
        assertThat(edited("", "a\nb\n")).isEqualTo("a\nb\n");
    }

    @Test
    void aByteOrderMarkStaysAndIsNotShown() throws Exception {
        byte[] bytes = "\uFEFFselect 'é';\n".getBytes(StandardCharsets.UTF_8);
        ScriptFile file = ScriptFile.read(bytes);
        assertThat(file.text()).isEqualTo("select 'é';\n");
        assertThat(file.encoding()).isEqualTo("UTF-8 with BOM");
        assertThat(file.bytes("select 'ü';\n")).isEqualTo("\uFEFFselect 'ü';\n".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void sixteenBitTextsStaySixteenBit(String charset) throws Exception {
        byte[] bytes = "\uFEFFselect 'é';\r\n".getBytes(Charset.forName(charset));
        ScriptFile file = ScriptFile.read(bytes);
        assertThat(file.text()).isEqualTo("select 'é';\n");
        assertThat(file.bytes("select 'ü';\n")).isEqualTo("\uFEFFselect 'ü';\r\n".getBytes(Charset.forName(charset)));
    }

    @Test
    void westernEuropeanTextsStayWhatTheyAre() throws Exception {
        Charset western = Charset.forName("windows-1252");
        byte[] bytes = "-- größer “als”\nselect 1;\n".getBytes(western);
        ScriptFile file = ScriptFile.read(bytes);
        assertThat(file.text()).isEqualTo("-- größer “als”\nselect 1;\n");
        assertThat(file.bytes("-- größer “als”\nselect 2; -- €\n"))
                .isEqualTo("-- größer “als”\nselect 2; -- €\n".getBytes(western));
        assertThatThrownBy(() -> file.bytes("-- 漢字\n")).isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void aLargeScriptIsSavedInGoodTime() throws Exception {
        StringBuilder before = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            before.append("insert into t values (").append(i).append(");").append(i % 2 == 0 ? "\r\n" : "\n");
        }
        String text = ScriptFile.read(before.toString().getBytes(StandardCharsets.UTF_8))
                .text();
        String now = "-- first\n" + text.replace("(25000)", "(-1)") + "-- last\n";
        byte[] saved = saved(before.toString().getBytes(StandardCharsets.UTF_8), now);
        assertThat(ScriptFile.read(saved).text()).isEqualTo(now);
    }

    private static String edited(String content, String text) throws Exception {
        return new String(saved(content.getBytes(StandardCharsets.UTF_8), text), StandardCharsets.UTF_8);
    }

    private static byte[] saved(byte[] bytes, String text) throws Exception {
        return ScriptFile.read(bytes).bytes(text);
    }

    @Test
    void sixteenBitTextsWithoutAMarkAreKnownToo() throws Exception {
        for (String charset : new String[] {"UTF-16LE", "UTF-16BE"}) {
            byte[] bytes = "select 1; -- plain letters\r\n".getBytes(Charset.forName(charset));
            ScriptFile file = ScriptFile.read(bytes);
            assertThat(file.text()).isEqualTo("select 1; -- plain letters\n");
            assertThat(file.bytes(file.text())).isEqualTo(bytes);
        }
    }

    /** Every file of the projects that other tools wrote, and bytes that nobody would write. */
    static java.util.stream.Stream<byte[]> corpus() throws Exception {
        java.util.List<byte[]> all = new java.util.ArrayList<>();
        try (var files = java.nio.file.Files.walk(java.nio.file.Path.of("src", "test", "resources", "vectors"))) {
            for (var file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                all.add(java.nio.file.Files.readAllBytes(file));
            }
        }
        var random = new java.util.Random(7);
        String[] ends = {"\n", "\r\n", "\r", "\n\n", ""};
        String[] words = {"select 1;", "-- größer €", "'漢字😀'", "\u2028x", "\t", "\u0000", "x".repeat(9000)};
        String[] charsets = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "ISO-8859-1"};
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(i % 5 == 0 ? "\uFEFF" : "");
            for (int line = 0; line < 1 + i % 17; line++) {
                text.append(words[random.nextInt(words.length)]).append(ends[random.nextInt(ends.length)]);
            }
            all.add(text.toString().getBytes(Charset.forName(charsets[i % charsets.length])));
            byte[] noise = new byte[i];
            random.nextBytes(noise);
            all.add(noise);
        }
        return all.stream();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("corpus")
    void whatIsNotChangedIsTheSameToTheByte(byte[] bytes) throws Exception {
        var lines = new LongLines();
        ScriptFile file = ScriptFile.read(bytes);
        assertThat(file.bytes(lines.written(lines.shown(file.text())))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("corpus")
    void anEditChangesItsOwnBytesOnly(byte[] bytes) throws Exception {
        ScriptFile file = ScriptFile.read(bytes);
        String text = file.text();
        int at = text.indexOf('\n', text.length() / 2);
        at = at < 0 ? text.length() : at;
        byte[] saved = file.bytes(text.substring(0, at) + "Q" + text.substring(at));
        int head = 0;
        while (head < bytes.length && bytes[head] == saved[head]) {
            head++;
        }
        int grown = saved.length - bytes.length;
        assertThat(grown).isBetween(1, 2);
        assertThat(java.util.Arrays.copyOfRange(saved, Math.min(saved.length, head + grown), saved.length))
                .isEqualTo(java.util.Arrays.copyOfRange(bytes, head, bytes.length));
    }
}
