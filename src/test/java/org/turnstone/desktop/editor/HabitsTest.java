package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HabitsTest {
    @TempDir
    private Path folder;

    @Test
    void theNearestSaysMoreAndNobodyAboveTheRootIsAsked() throws IOException {
        write(".editorconfig", "root = true\n[*]\nindent_size = 8\nend_of_line = crlf\n[*.md]\nindent_size = 3\n");
        write("db/.editorconfig", "[*.{sql,js}]\nindent_size = 2\ninsert_final_newline = true\n");
        Habits script = Habits.of(folder.resolve("db/V1__a.sql"));
        assertThat(script).isEqualTo(new Habits("  ", "\r\n", true, false, null));
        assertThat(Habits.of(folder.resolve("db/V1__a.conf")).indent()).isEqualTo(" ".repeat(8));
        write(
                "db/.editorconfig",
                "root = true\n[*.sql]\nindent_style = tab\ncharset = utf-8-bom\n"
                        + "trim_trailing_whitespace = true\n");
        assertThat(Habits.of(folder.resolve("db/V1__a.sql")))
                .isEqualTo(new Habits("\t", null, false, true, "utf-8-bom"));
    }

    @Test
    void whatMakesNoSenseIsPassedOver() throws IOException {
        write(
                ".editorconfig",
                "root = true\n[*.sql\nindent_size = many\nend_of_line = lots\n[*]\nindent_size = 1000\n");
        assertThat(Habits.of(folder.resolve("a.sql")).lineEnding()).isNull();
        Files.write(folder.resolve(".editorconfig"), new byte[] {(byte) 0xff, 0, 1, (byte) 0x80});
        assertThat(Habits.of(folder.resolve("a.sql"))).isEqualTo(Habits.USUAL);
    }

    @Test
    void onlyWhatWasEditedIsWrittenAsTheProjectWantsIt() throws IOException {
        var habits = new Habits("  ", "\r\n", true, true, null);
        byte[] found = "select 1;  \nselect 2;\n-- last  ".getBytes(StandardCharsets.UTF_8);
        ScriptFile file = ScriptFile.read(found, habits);
        assertThat(file.bytes(file.text())).isEqualTo(found);
        assertThat(saved(file, "select 1;  \nselect 2;  \nselect 3;  \n-- last  "))
                .isEqualTo("select 1;  \nselect 2;\nselect 3;\r\n-- last  \r\n");
    }

    @Test
    void blanksInsideQuotesAreData() throws IOException {
        var habits = new Habits("  ", null, false, true, null);
        ScriptFile file = ScriptFile.read(new byte[0], habits);
        assertThat(saved(file, "select 'a  \nb' \t\n, $$x \n $$  ")).isEqualTo("select 'a  \nb'\n, $$x \n $$");
    }

    @Test
    void aNewFileHasTheProjectsEncoding() throws IOException {
        var habits = new Habits("  ", "\r\n", false, false, "utf-16le");
        assertThat(ScriptFile.read(new byte[0], habits).bytes("a\nb"))
                .isEqualTo("\uFEFFa\r\nb".getBytes(StandardCharsets.UTF_16LE));
        assertThat(ScriptFile.read("a\n".getBytes(StandardCharsets.UTF_8), habits)
                        .bytes("ä\n"))
                .isEqualTo("ä\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String saved(ScriptFile file, String edited) throws IOException {
        return new String(file.bytes(edited), StandardCharsets.UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
