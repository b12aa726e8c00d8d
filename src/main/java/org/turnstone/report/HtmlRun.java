package org.turnstone.report;

import java.time.Duration;
import java.util.List;
import org.turnstone.run.Direction;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StepOutcome;
import org.turnstone.run.StepResult;
import org.turnstone.run.TestStep;

/** The part of an HTML report that says what a run came to. */
final class HtmlRun {
    private HtmlRun() {}

    static String of(RunResult run) {
        StringBuilder out = new StringBuilder("<section>\n");
        out.append("<h1>%s · %s %s</h1>\n"
                .formatted(
                        HtmlText.escape(run.kind().title()),
                        HtmlReport.name(run.project()),
                        HtmlReport.pill(Look.of(run))));
        out.append("<p class=\"summary\">")
                .append(HtmlReport.name(run.summary()))
                .append("</p>\n");
        out.append(list(run.advice()));
        if (run.note() != null) {
            out.append("<p class=\"notice\">")
                    .append(HtmlReport.name(run.note()))
                    .append("</p>\n");
        }
        out.append(facts(run));
        if (run.firstError() != null) {
            out.append(error(run.firstError()));
        }
        out.append(HtmlImpact.of(run));
        out.append(tests(run.tests()));
        out.append(HtmlProof.of(run));
        Duration slowest = slowest(run);
        boolean observed = run.kind() == RunKind.DRY_RUN;
        run.steps().forEach(step -> out.append(step(step, slowest, observed)));
        return out.append("</section>\n").toString();
    }

    private static String facts(RunResult run) {
        return "<dl>\n"
                + HtmlReport.fact("Migrations", run.folder())
                + HtmlReport.fact("Format", run.format())
                + HtmlStatus.target(run.target())
                + HtmlReport.fact("Began", Phrases.instant(run.startedAt()))
                + HtmlReport.fact("Took", Phrases.duration(run.duration()))
                + HtmlReport.fact("Run", run.id())
                + "</dl>\n";
    }

    private static String list(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<ul>\n");
        lines.forEach(line -> out.append("<li>").append(HtmlReport.name(line)).append("</li>\n"));
        return out.append("</ul>\n").toString();
    }

    private static String error(StatementError error) {
        StringBuilder out = new StringBuilder("<div class=\"error\" role=\"alert\">\n");
        out.append("<p><strong>").append(HtmlReport.name(error.message())).append("</strong></p>\n");
        out.append("<p class=\"code\">").append(HtmlReport.name(Caret.place(error)));
        if (error.sqlState() != null) {
            out.append(" · SQLSTATE ").append(HtmlText.escape(error.sqlState()));
        }
        out.append("</p>\n");
        String caret = Caret.under(error);
        if (!caret.isEmpty()) {
            out.append("<pre>").append(HtmlText.escapeLines(caret)).append("</pre>\n");
        }
        out.append(labelled("Detail", error.detail()))
                .append(labelled("Hint", error.hint()))
                .append(labelled("Where", error.where()));
        return out.append("</div>\n").toString();
    }

    private static String labelled(String label, String text) {
        return text == null ? "" : "<p>%s: %s</p>\n".formatted(label, HtmlReport.name(text));
    }

    private static String tests(List<TestStep> tests) {
        if (tests.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<table>\n<caption>What was tested</caption>\n");
        out.append(HtmlReport.head("Outcome", "Step", "Result", "Objects", "Took"))
                .append("<tbody>\n");
        for (TestStep test : tests) {
            String details = test.details().isEmpty() ? "" : HtmlProof.lines(test.details());
            out.append("""
                <tr><td>%s</td><th scope="row">%s%s</th><td>%s</td><td class="number">%s</td>\
                <td class="number">%s</td></tr>
                """.formatted(
                            HtmlReport.pill(Look.of(test)),
                            HtmlReport.name(test.title()),
                            details,
                            HtmlReport.name(test.result()),
                            Phrases.objects(test.objectsBefore(), test.objects()),
                            Phrases.duration(test.duration())));
        }
        return out.append("</tbody>\n</table>\n").toString();
    }

    private static String step(StepResult step, Duration slowest, boolean observed) {
        // What went as it should can be opened; what did not is open.
        String open = step.outcome() == StepOutcome.DONE ? "" : " open";
        StringBuilder out = new StringBuilder("<details%s>\n".formatted(open));
        out.append("<summary>%s <span class=\"code\">%s</span> %s <small>%s%s · %s</small></summary>\n"
                .formatted(
                        HtmlReport.pill(Look.of(step.outcome())),
                        HtmlReport.name(Phrases.orDash(step.version())),
                        HtmlReport.name(step.description()),
                        step.direction() == Direction.DOWN ? "reverted · " : "",
                        Phrases.count(step.statements().size(), "statement"),
                        Phrases.duration(step.duration())));
        out.append("<p class=\"code\">").append(HtmlReport.name(step.script())).append("</p>\n");
        if (observed) {
            return out.append(HtmlImpact.statements(step, slowest))
                    .append("</details>\n")
                    .toString();
        }
        out.append("<table>\n");
        out.append(HtmlReport.head("Line", "Statement", "Outcome", "Rows", "Time"))
                .append("<tbody>\n");
        step.statements().forEach(statement -> out.append(statement(statement, slowest)));
        return out.append("</tbody>\n</table>\n</details>\n").toString();
    }

    /** What is to be said of a statement beside its numbers. */
    static String remarks(StatementResult statement) {
        StringBuilder remarks = new StringBuilder();
        if (statement.reason() != null) {
            remarks.append("<p>").append(HtmlReport.name(statement.reason())).append("</p>");
        }
        if (statement.error() != null) {
            remarks.append("<p>")
                    .append(HtmlReport.name(statement.error().message()))
                    .append("</p>");
        }
        statement
                .notices()
                .forEach(notice -> remarks.append("<p><small>")
                        .append(HtmlReport.name(notice))
                        .append("</small></p>"));
        return remarks.toString();
    }

    private static String statement(StatementResult statement, Duration slowest) {
        String tone = statement.outcome() == StatementOutcome.FAILED ? "bad" : "accent";
        return """
            <tr><td class="number">%d</td><td class="sql"><pre>%s</pre>%s</td><td>%s</td>\
            <td class="number">%s</td><td class="number">%s%s</td></tr>
            """.formatted(
                        statement.line(),
                        HtmlSql.of(statement.sql()),
                        remarks(statement),
                        HtmlReport.pill(Look.of(statement.outcome())),
                        Phrases.orDash(statement.rows()),
                        bar(statement.duration(), slowest, tone),
                        Phrases.duration(statement.duration()));
    }

    /** How long a statement took against the slowest one, as a picture. */
    static String bar(Duration took, Duration slowest, String tone) {
        if (took == null || slowest.isZero()) {
            return "";
        }
        long percent = Math.clamp(took.toNanos() * 100 / slowest.toNanos(), 1, 100);
        return "<span class=\"bar %s\" style=\"width:%dpx\" aria-hidden=\"true\"></span> ".formatted(tone, percent);
    }

    private static Duration slowest(RunResult run) {
        return run.steps().stream()
                .flatMap(step -> step.statements().stream())
                .map(StatementResult::duration)
                .filter(duration -> duration != null)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
