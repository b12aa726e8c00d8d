package org.turnstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.turnstone.format.MigrationState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void aStatusHasTheFieldsOfTheContract() {
        JsonNode json = MAPPER.readTree(
                JsonReport.of(Samples.status(Samples.project(Path.of("/srv/shop")), MigrationState.CHANGED)));

        assertThat(json.propertyNames())
                .containsExactly("schema", "project", "target", "migrations", "summary", "warnings", "evidence");
        assertThat(json.get("schema").stringValue()).isEqualTo("turnstone/1");
        assertThat(json.get("project").propertyNames()).containsExactly("folder", "format");
        assertThat(json.get("target").propertyNames()).containsExactly("name", "server", "database", "user", "version");
        JsonNode changed = json.get("migrations").get(1);
        assertThat(changed.propertyNames())
                .containsExactly(
                        "version",
                        "description",
                        "state",
                        "script",
                        "revertible",
                        "checksum",
                        "appliedAt",
                        "appliedBy",
                        "durationMs",
                        "note");
        assertThat(changed.get("state").stringValue()).isEqualTo("changed");
        assertThat(changed.get("appliedAt").stringValue()).isEqualTo("2026-03-12T14:02:07");
        assertThat(changed.get("durationMs").intValue()).isEqualTo(38);
        JsonNode pending = json.get("migrations").get(2);
        assertThat(pending.get("appliedAt").isNull()).isTrue();
        assertThat(pending.get("durationMs").isNull()).isTrue();
        assertThat(json.get("summary").get("changed").intValue()).isEqualTo(1);
        assertThat(json.get("summary").get("pending").intValue()).isEqualTo(1);
    }

    @Test
    void aRunHasTheFieldsOfTheContract() {
        JsonNode json = MAPPER.readTree(JsonReport.of(Samples.failedRun()));

        assertThat(json.propertyNames())
                .containsExactly(
                        "schema",
                        "id",
                        "kind",
                        "outcome",
                        "summary",
                        "advice",
                        "note",
                        "steps",
                        "tests",
                        "change",
                        "locks",
                        "blockers",
                        "evidence",
                        "proof",
                        "startedAt",
                        "durationMs",
                        "target",
                        "project",
                        "dataThatGoes");
        assertThat(json.get("startedAt").stringValue()).isEqualTo("2026-11-21T12:00:00.123Z");
        JsonNode step = json.get("steps").get(0);
        assertThat(step.get("direction").stringValue()).isEqualTo("up");
        assertThat(step.get("outcome").stringValue()).isEqualTo("failed");
        JsonNode statement = step.get("statements").get(1);
        assertThat(statement.propertyNames())
                .containsExactly(
                        "line", "sql", "outcome", "durationMs", "rows", "impact", "notices", "reason", "error");
        assertThat(statement.get("impact").isNull()).isTrue();
        assertThat(statement.get("error").get("sqlState").stringValue()).isEqualTo("42P01");
        assertThat(statement.get("error").get("column").intValue()).isEqualTo(13);
        assertThat(step.get("statements").get(0).get("error").isNull()).isTrue();
    }

    @Test
    void outcomesAreSpelledWithHyphens() {
        JsonNode json = MAPPER.readTree(JsonReport.of(Samples.rehearsed()));

        assertThat(json.get("kind").stringValue()).isEqualTo("dry-run");
        JsonNode step = json.get("steps").get(1);
        assertThat(step.get("outcome").stringValue()).isEqualTo("partly-rehearsed");
        assertThat(step.get("statements").get(0).get("outcome").stringValue()).isEqualTo("not-rehearsed");
    }

    @Test
    void hostileTextComesBackAsItWasButActsOnNothing() {
        String text = JsonReport.of(Samples.hostile());

        assertThat(text).doesNotContain("<", "\u001b", "\u202E");
        JsonNode json = MAPPER.readTree(text);
        assertThat(json.get("run").get("summary").stringValue()).isEqualTo(Samples.HOSTILE);
        assertThat(json.get("status").get("warnings").get(0).stringValue()).isEqualTo(Samples.HOSTILE);
    }

    @Test
    void anErrorIsADocumentToo() {
        JsonNode json = MAPPER.readTree(JsonReport.error("usage", "No database given.", 2));

        assertThat(json.get("schema").stringValue()).isEqualTo("turnstone/1");
        assertThat(json.get("error").get("message").stringValue()).isEqualTo("No database given.");
        assertThat(json.get("error").get("exitCode").intValue()).isEqualTo(2);
    }
}
