package org.turnstone.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.DataThatGoes;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.LockReport;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StatusResult;
import org.turnstone.run.StepResult;
import org.turnstone.run.TargetInfo;
import org.turnstone.run.TestStep;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON, schema {@code turnstone/1}; docs/json.md documents every field. */
public final class JsonReport {
    /** What the {@code schema} field of every document says. */
    public static final String SCHEMA = "turnstone/1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    /** A status, as {@code status --json} prints it. */
    public static String of(StatusResult status) {
        return text(statusFields(status, document()));
    }

    /** A run, as {@code migrate --json} and its like print it. */
    public static String of(RunResult run) {
        return of(run, null);
    }

    /** A run, and the data that was said to go with it; null where nobody looked. */
    public static String of(RunResult run, DataThatGoes goes) {
        ObjectNode node = runFields(run, document());
        node.set("dataThatGoes", goes == null ? null : goes(goes));
        return text(node);
    }

    private static ObjectNode goes(DataThatGoes goes) {
        ObjectNode node = object();
        node.set(
                "losses",
                array(
                        goes.losses(),
                        loss -> object().put("kind", id(loss.kind()))
                                .put("name", loss.name())
                                .put("column", loss.column())
                                .put("rows", goes.rows().get(loss.name()))
                                .put("words", Phrases.loss(loss))));
        node.set("unread", strings(goes.unread()));
        return node;
    }

    /** What the journal lists, as {@code journal list --json} prints it. */
    public static String ofJournal(List<JournalEntry> entries) {
        ObjectNode node = document();
        node.set("runs", array(entries, JsonReport::journalEntry));
        return text(node);
    }

    private static ObjectNode journalEntry(JournalEntry entry) {
        return object().put("id", entry.id())
                .put("kind", entry.kind())
                .put("outcome", entry.outcome() == null ? null : entry.outcome().id())
                .put("summary", entry.summary())
                .put("startedAt", time(entry.begunAt()))
                .put("endedAt", time(entry.endedAt()))
                .put("project", entry.project())
                .put("folder", entry.folder())
                .put("target", entry.target())
                .put("hasResult", entry.hasResult());
    }

    private static String time(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A whole report: {@code status} and {@code run}, either of which may be null. */
    public static String of(ReportContent content) {
        ObjectNode node = document();
        node.put("madeAt", content.madeAt().truncatedTo(ChronoUnit.MILLIS).toString());
        node.put("turnstoneVersion", content.turnstoneVersion());
        node.set("status", content.status() == null ? null : statusFields(content.status(), object()));
        node.set("run", content.run() == null ? null : runFields(content.run(), object()));
        return text(node);
    }

    /** Who waits for whom. */
    public static String of(LockReport report) {
        ObjectNode node = document();
        node.set("target", target(report.target()));
        return text(JsonImpact.report(report, node));
    }

    /** What was done about a lock, in a sentence. */
    public static String done(String command, String sentence) {
        return text(document().put("command", command).put("done", sentence));
    }

    /**
     * What {@code --json} prints when there is no result.
     *
     * @param kind {@code usage}, {@code project}, {@code refused}, {@code connection} or {@code unexpected}
     */
    public static String error(String kind, String message, int exitCode) {
        ObjectNode node = document();
        node.putObject("error").put("kind", kind).put("message", message).put("exitCode", exitCode);
        return text(node);
    }

    private static ObjectNode statusFields(StatusResult result, ObjectNode node) {
        node.putObject("project")
                .put("folder", result.project().folder().toString())
                .put("format", result.project().format());
        node.set("target", target(result.target()));
        node.set("migrations", array(result.status().entries(), JsonReport::migration));
        node.set("summary", summary(result.status()));
        node.set("warnings", strings(result.status().warnings()));
        node.set("evidence", JsonProof.evidence(result.evidence()));
        return node;
    }

    private static ObjectNode migration(StatusEntry entry) {
        return object().put("version", entry.version())
                .put("description", entry.description())
                .put("state", id(entry.state()))
                .put("script", entry.script())
                .put("revertible", entry.revertible())
                .put("checksum", entry.checksum())
                .put("appliedAt", time(entry.appliedAt()))
                .put("appliedBy", entry.appliedBy())
                .put("durationMs", millis(entry.duration()))
                .put("note", entry.note());
    }

    private static ObjectNode summary(Status status) {
        return object().put("applied", status.count(MigrationState.APPLIED))
                .put("pending", (long) status.pending().size())
                .put("changed", status.count(MigrationState.CHANGED))
                .put("missing", status.count(MigrationState.MISSING))
                .put("failed", status.count(MigrationState.FAILED))
                .put("outOfOrder", status.count(MigrationState.OUT_OF_ORDER));
    }

    private static ObjectNode runFields(RunResult run, ObjectNode node) {
        node.put("id", run.id())
                .put("kind", run.kind().id())
                .put("outcome", run.outcome().id())
                .put("summary", run.summary());
        node.set("advice", strings(run.advice()));
        node.put("note", run.note());
        node.set("steps", array(run.steps(), JsonReport::step));
        node.set("tests", array(run.tests(), JsonReport::test));
        node.set("change", JsonProof.difference(run.change()));
        node.set("locks", JsonImpact.locks(run.locks()));
        node.set("blockers", JsonImpact.blockers(run.blockers()));
        node.set("evidence", JsonProof.evidence(run.evidence()));
        node.set("proof", JsonProof.proof(run.proof()));
        node.put("startedAt", run.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        node.put("durationMs", millis(run.duration()));
        node.set("target", target(run.target()));
        node.putObject("project")
                .put("name", run.project())
                .put("folder", run.folder())
                .put("format", run.format());
        return node;
    }

    private static ObjectNode step(StepResult step) {
        ObjectNode node = object().put("version", step.version())
                .put("description", step.description())
                .put("script", step.script())
                .put("direction", id(step.direction()))
                .put("outcome", id(step.outcome()))
                .put("durationMs", millis(step.duration()));
        node.set("statements", array(step.statements(), JsonReport::statement));
        return node;
    }

    private static ObjectNode statement(StatementResult statement) {
        ObjectNode node = object().put("line", statement.line())
                .put("sql", statement.sql())
                .put("outcome", id(statement.outcome()))
                .put("durationMs", millis(statement.duration()))
                .put("rows", statement.rows());
        node.set("impact", JsonImpact.impact(statement.impact()));
        node.set("notices", strings(statement.notices()));
        node.put("reason", statement.reason());
        node.set("error", error(statement.error()));
        return node;
    }

    static ObjectNode error(StatementError error) {
        return error == null
                ? null
                : object().put("file", error.file())
                        .put("line", error.line())
                        .put("column", error.column())
                        .put("sqlState", error.sqlState())
                        .put("message", error.message())
                        .put("detail", error.detail())
                        .put("hint", error.hint())
                        .put("where", error.where())
                        .put("sourceLine", error.sourceLine());
    }

    private static ObjectNode test(TestStep test) {
        ObjectNode node = object().put("title", test.title())
                .put("passed", test.passed())
                .put("result", test.result())
                .put("objectsBefore", test.objectsBefore() < 0 ? null : (Integer) test.objectsBefore())
                .put("objects", test.objects() < 0 ? null : (Integer) test.objects())
                .put("durationMs", millis(test.duration()));
        node.set("details", strings(test.details()));
        node.set("difference", JsonProof.difference(test.difference()));
        return node;
    }

    private static ObjectNode target(TargetInfo target) {
        return target == null
                ? null
                : object().put("name", target.name())
                        .put("server", target.server())
                        .put("database", target.database())
                        .put("user", target.user())
                        .put("version", target.version());
    }

    /** The beginning of every document. */
    public static ObjectNode document() {
        return object().put("schema", SCHEMA);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static <T> ArrayNode array(List<T> items, Function<T, JsonNode> toJson) {
        return JsonNodeFactory.instance
                .arrayNode()
                .addAll(items.stream().map(toJson).toList());
    }

    private static ArrayNode strings(List<String> items) {
        return array(items, JsonNodeFactory.instance::stringNode);
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Long millis(Duration duration) {
        return duration == null ? null : (Long) duration.toMillis();
    }

    /** Histories record a time without saying whose; so there is no offset to write. */
    private static String time(LocalDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Characters that act are escaped, so that a document is safe on a terminal and between HTML's script tags. All of
     * them can only be inside a JSON string, where an escape means the same.
     */
    public static String text(ObjectNode node) {
        String json = MAPPER.writeValueAsString(node);
        StringBuilder out = new StringBuilder(json.length() + 1);
        json.chars().forEach(c -> {
            if (c == '<' || c != '\n' && c != '\r' && !Character.isSurrogate((char) c) && Visible.acts(c)) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('\n').toString();
    }
}
