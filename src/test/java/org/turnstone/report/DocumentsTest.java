package org.turnstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.format.MigrationState;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.StepOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentsTest {
    private static final ReportContent FAILED = new ReportContent(
            Samples.status(Samples.project(Path.of("/srv/shop")), MigrationState.CHANGED),
            Samples.failedRun(),
            Samples.NOON,
            "0.1.0");

    @TempDir
    Path folder;

    @Test
    void htmlSaysWhatFailedAndWhere() {
        assertThat(HtmlReport.of(FAILED))
                .contains("Migrate · <bdi>shop</bdi>", "Failed", "V3__order_items_not_null.sql:4:13", "42P01")
                .contains("Perhaps you meant &quot;order_items&quot;.", "ALTER TABLE order_itmes")
                .contains("<th scope=\"col\">", "<th scope=\"row\">", "prefers-color-scheme: dark");
    }

    @Test
    void htmlNeedsNothingFromOutside() {
        String html = HtmlReport.of(FAILED);

        assertThat(html).doesNotContain("http://", "https://", "src=", "url(", "@import", "onclick");
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(html).contains("<script type=\"application/json\"");
    }

    @Test
    void hostileNamesAreOnlyTextInHtml() {
        String html = HtmlReport.of(Samples.hostile());

        assertThat(html.split("</script>", -1)).hasSize(2);
        assertThat(html).doesNotContain("<img", "\u001b", "\u202E").contains("&lt;/script&gt;", "\\u202eevil");
    }

    @Test
    void theDataInHtmlIsTheReportAsJson() {
        String html = HtmlReport.of(Samples.hostile());
        int from = html.indexOf('>', html.indexOf("<script")) + 1;
        String data = html.substring(from, html.indexOf("</script>"));

        assertThat(new JsonMapper()
                        .readTree(data)
                        .get("run")
                        .get("project")
                        .get("name")
                        .stringValue())
                .isEqualTo(Samples.HOSTILE);
    }

    @Test
    void markdownPutsTheSummaryFirst() {
        String markdown = MarkdownReport.of(FAILED);

        assertThat(markdown).contains("## ✕ Migrate · shop: failed\n\nOne migration failed.\n");
        assertThat(markdown.indexOf("One migration failed.")).isLessThan(markdown.indexOf("<details>"));
        assertThat(markdown).contains("            ^\n", "```sql\nUPDATE order\\_items SET".replace("\\", ""));
    }

    @Test
    void hostileNamesAreOnlyTextInMarkdown() {
        String markdown = MarkdownReport.of(Samples.hostile());
        String outsideCode = markdown.replaceAll("(?s)(?m)^(`{3,})\\w*\n.*?\n\\1$", "")
                .replaceAll("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", "");

        assertThat(outsideCode).doesNotContain("<img", "</script", "@team").contains("@<!-- -->team", "\\|");
        assertThat(markdown).doesNotContain("\u001b", "\u202E").contains("\n````sql\n", "\n`````diff\n");
        assertThat(markdown.lines().filter(l -> l.startsWith("| ◆ Changed")).toList())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|", -1))
                        .as("cells of %s", row)
                        .hasSize(9));
    }

    @Test
    void aProofSaysWhatEachRevertLeaves() throws Exception {
        ReportContent content = new ReportContent(null, Samples.notProven(), Samples.NOON, "0.1.0");
        String html = HtmlReport.of(content);
        assertThat(html)
                .contains("<span class=\"warning\">", "not exact", "118 → 123", "U3__order_items_not_null.sql")
                .contains("1 column has the values again")
                .contains("Applying 3: public.orders.note: the column is gone")
                .contains("nothing was changed");
        String markdown = MarkdownReport.of(content);
        assertThat(markdown)
                .contains("```diff\n+ index public.by_hand", "not exact", "118 → 123")
                .contains("could not be filled");
        JsonNode json = new JsonMapper().readTree(JsonReport.of(content)).get("run");
        assertThat(json.get("proof").propertyNames())
                .containsExactly("place", "kept", "pairs", "drift", "planted", "values");
        JsonNode pair = json.get("proof").get("pairs").get(0);
        assertThat(pair.propertyNames())
                .containsExactly(
                        "version",
                        "description",
                        "script",
                        "revertScript",
                        "verdict",
                        "change",
                        "remainder",
                        "losses",
                        "error");
        assertThat(pair.get("verdict").stringValue()).isEqualTo("not-exact");
        assertThat(pair.get("remainder").get(0).propertyNames())
                .containsExactly("change", "kind", "name", "line", "attributes");
        assertThat(json.get("tests").get(0).get("objectsBefore").intValue()).isEqualTo(118);
        assertThat(json.get("evidence").get("holds").booleanValue()).isTrue();
    }

    @Test
    void markdownStaysWithinAComment() {
        var step = Samples.step("1", StepOutcome.DONE, Samples.done(1, "SELECT '" + "x".repeat(900) + "'"));
        var run = Samples.run(RunKind.MIGRATE, RunOutcome.SUCCEEDED, Collections.nCopies(200, step), List.of());

        String markdown = MarkdownReport.of(new ReportContent(null, run, Samples.NOON, "0.1.0"));

        assertThat(markdown.length()).isLessThan(65_536);
        assertThat(markdown).contains("more migrations left out here for length");
    }

    @Test
    void theEndingChoosesTheKind() throws Exception {
        Reports.write(folder.resolve("a.HTML"), FAILED);
        Reports.write(folder.resolve("a.md"), FAILED);
        Reports.write(folder.resolve("a.json"), FAILED);

        assertThat(folder.resolve("a.HTML")).content().startsWith("<!DOCTYPE html>");
        assertThat(folder.resolve("a.md")).content().startsWith("<!-- turnstone-report -->");
        assertThat(folder.resolve("a.json")).content().startsWith("{");
        assertThat(filesThere()).as("nothing else is left").hasSize(3);
    }

    @Test
    void anotherEndingIsRefusedInASentence() {
        assertThatThrownBy(() -> Reports.write(folder.resolve("report.docx"), FAILED))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining(".html, .md or .json");
        assertThatThrownBy(() -> Reports.write(folder.resolve("no/report.md"), FAILED))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("There is no folder");
    }

    @Test
    void aReportReplacesTheOldOneWhole() throws Exception {
        assertThatThrownBy(() -> Reports.check(folder.resolve("r.PDF")))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("write " + folder.resolve("r.html"))
                .hasMessageContaining("browser");
        Path file = Files.writeString(folder.resolve("r.md"), "old");

        Reports.write(file, FAILED);

        assertThat(file).content().doesNotContain("old\n").contains("Migrate · shop");
        assertThat(filesThere()).containsExactly(file);
    }

    private List<Path> filesThere() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
