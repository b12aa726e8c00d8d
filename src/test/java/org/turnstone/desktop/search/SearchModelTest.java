package org.turnstone.desktop.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.editor.Query;
import org.turnstone.format.Project;

class SearchModelTest {
    @TempDir
    private Path folder;

    private final Map<Path, String> unsaved = new HashMap<>();

    @Test
    void everythingIsLookedIntoInTheTimelinesOrder() throws Exception {
        write("V1__one.sql", "select 'needle';\r\n-- é😀 a Needle\r\n");
        write("U1__one.sql", "-- a needle\n");
        write("V2__two.sql", "-- nothing here\n");
        write("V3__three.sql", "\n    needles, haystack\n");
        write("beforeMigrate.sql", "-- needle\n");
        write(".hidden/x.sql", "-- needle\n");
        SearchModel model = model();
        model.wordsProperty().set("needle");
        assertThat(found(model))
                .containsExactly(
                        "V3__three.sql:2 [needle]s, haystack",
                        "V1__one.sql:1 select '[needle]';",
                        "V1__one.sql:2 -- é😀 a [Needle]",
                        "U1__one.sql:1 -- a [needle]",
                        "beforeMigrate.sql:1 -- [needle]");
        assertThat(model.hits()).isEqualTo(5);
        assertThat(model.scripts()).isEqualTo(4);
        assertThat(model.searchingProperty().get()).isFalse();
        model.wholeWordsProperty().set(true);
        assertThat(found(model)).hasSize(4);
        model.matchCaseProperty().set(true);
        assertThat(found(model)).hasSize(3);
        model.regexProperty().set(true);
        model.wordsProperty().set("n(.)\\1dle");
        assertThat(found(model)).hasSize(3);
        model.wordsProperty().set("n(");
        assertThat(model.rows()).isEmpty();
        assertThat(model.problemProperty().get()).isNotBlank();
        model.wordsProperty().set("");
        assertThat(model.problemProperty().get()).isNull();
    }

    @Test
    void aPlaceIsWhereAnEditorHasIt() throws Exception {
        String text = "select 1;\r\n\r\n-- ü needle\r\n";
        write("V1__one.sql", text);
        SearchModel model = model();
        model.wordsProperty().set("needle");
        var line = (SearchModel.Row.Line) model.rows().get(1);
        assertThat(line.hit().offset()).isEqualTo(text.replace("\r\n", "\n").indexOf("needle"));
        assertThat(line.hit().line()).isEqualTo(3);
    }

    @Test
    void whatIsNotSavedCounts() throws Exception {
        write("V1__one.sql", "select 1;\n");
        unsaved.put(folder.resolve("V1__one.sql"), "select 'needle';\n");
        SearchModel model = model();
        model.wordsProperty().set("needle");
        assertThat(found(model)).containsExactly("V1__one.sql:1 select '[needle]';");
    }

    @Test
    void oddBytesAndLongFilesAreReadToo() throws Exception {
        Files.write(folder.resolve("a.sql"), "-- caf\u00e9 needle".getBytes(StandardCharsets.ISO_8859_1));
        write("V1__one.sql", "select 1;");
        Files.write(folder.resolve("b.sql"), "-- needle 16".getBytes(StandardCharsets.UTF_16));
        Files.write(folder.resolve("c.sql"), new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 'n', 'e', 'e'});
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("d.sql")))) {
            byte[] line =
                    "insert into t values (1, 'some data that is not looked for');\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20_000_000 / line.length; i++) {
                out.write(line);
            }
            out.write("x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
            out.write("needle".getBytes(StandardCharsets.UTF_8));
        }
        SearchModel model = model();
        model.wordsProperty().set("needle");
        List<String> found = found(model);
        assertThat(found).hasSize(3);
        assertThat(found.subList(0, 2)).containsExactly("a.sql:1 -- café [needle]", "b.sql:1 -- [needle] 16");
        assertThat(found.get(2)).matches("d\\.sql:\\d{6} …x+\\[needle]").hasSizeLessThan(120);
    }

    @Test
    void thereIsAnEndToIt() throws Exception {
        for (int i = 1; i <= 15; i++) {
            write("V" + i + "__many.sql", "needle\n".repeat(300));
        }
        SearchModel model = model();
        model.wordsProperty().set("needle");
        assertThat(model.hits()).isEqualTo(2_000);
        assertThat(model.moreProperty().get()).isTrue();
        assertThat(((SearchModel.Row.Head) model.rows().getFirst()).more()).isTrue();
    }

    @Test
    void anExpressionThatNeverEndsStopsWhenNobodyWaits() throws Exception {
        write("V1__one.sql", "a".repeat(200) + "b");
        var search = new ScriptSearch(new Query("(a+)+$", true, true, false), () -> true);
        Found found = search.in(new Script(folder.resolve("V1__one.sql"), "", null));
        assertThat(found.more()).isTrue();
        assertThat(found.hits()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private SearchModel model() throws Exception {
        var engine = new PretendEngine();
        Project project = engine.open(folder);
        var entries = engine.statusWithoutTarget(project).status().entries().reversed();
        return new SearchModel(() -> project, () -> entries, () -> unsaved, new DirectBackground());
    }

    /** File, line, and what is marked in it. */
    private static List<String> found(SearchModel model) {
        return model.rows().stream()
                .filter(SearchModel.Row.Line.class::isInstance)
                .map(SearchModel.Row.Line.class::cast)
                .map(row -> {
                    Found.Hit hit = row.hit();
                    return row.script().file().getFileName() + ":" + hit.line() + " "
                            + hit.text().substring(0, hit.begin())
                            + "[" + hit.text().substring(hit.begin(), hit.end()) + "]"
                            + hit.text().substring(hit.end());
                })
                .toList();
    }
}
