package org.turnstone.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Direction;
import org.turnstone.run.PairProof;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StatusResult;
import org.turnstone.run.StepResult;
import org.turnstone.run.TableLock;
import org.turnstone.run.TargetInfo;
import org.turnstone.run.TestStep;

/** A report in GitHub's Markdown: the summary first, the details folded, short enough for a comment. */
final class MarkdownReport {
    /** GitHub takes 65,536 characters in a comment; what would go beyond is left out, and that is said. */
    private static final int LONGEST = 60_000;

    private final StringBuilder out = new StringBuilder();

    private MarkdownReport() {}

    static String of(ReportContent content) {
        MarkdownReport report = new MarkdownReport();
        report.line("<!-- turnstone-report -->");
        if (content.run() != null) {
            report.run(content.run());
        }
        if (content.status() != null) {
            report.status(content.status());
        }
        report.line("<sub>Turnstone " + MarkdownText.inHtml(content.turnstoneVersion()) + " · "
                + Phrases.instant(content.madeAt()) + "</sub>");
        return report.out.toString();
    }

    private void run(RunResult run) {
        Look look = Look.of(run);
        paragraph("## " + look.symbol() + " " + run.kind().title() + " · " + MarkdownText.text(run.project()) + ": "
                + look.word().toLowerCase(Locale.ROOT));
        paragraph(MarkdownText.text(run.summary()));
        run.advice().forEach(advice -> line("- " + MarkdownText.text(advice)));
        separate();
        if (run.note() != null) {
            paragraph("> " + MarkdownText.text(run.note()));
        }
        row("Target", "Began", "Took", "Steps", "Statements");
        rule(5);
        row(
                target(run.target()),
                Phrases.instant(run.startedAt()),
                Phrases.duration(run.duration()),
                String.valueOf(run.steps().size()),
                String.valueOf(run.statementCount()));
        separate();
        if (run.firstError() != null) {
            error(run.firstError());
        }
        locks(run);
        tests(run.tests());
        proof(run);
        steps(run.steps());
    }

    private void error(StatementError error) {
        paragraph("**" + MarkdownText.text(error.message()) + "**  \n" + MarkdownText.code(Caret.place(error))
                + (error.sqlState() == null ? "" : " · SQLSTATE " + MarkdownText.text(error.sqlState())));
        String caret = Caret.under(error);
        if (!caret.isEmpty()) {
            out.append(MarkdownText.block("text", caret));
        }
        labelled("Detail", error.detail());
        labelled("Hint", error.hint());
        labelled("Where", error.where());
        separate();
    }

    private void labelled(String label, String text) {
        if (text != null) {
            line("- " + label + ": " + MarkdownText.text(text));
        }
    }

    private void locks(RunResult run) {
        run.blockers()
                .forEach(each -> line("- In the way: " + MarkdownText.text(LockLines.who(each))
                        + (each.query() == null ? "" : ": " + MarkdownText.code(Phrases.firstLine(each.query())))));
        separate();
        if (run.locks().isEmpty()) {
            return;
        }
        row("Table", "Strongest lock", "Rows there", "Held", "Meanwhile");
        rule(5);
        for (TableLock lock : run.locks()) {
            row(
                    MarkdownText.code(lock.relation()),
                    lock.mode(),
                    lock.rows() == null ? "–" : Phrases.number(lock.rows()),
                    Phrases.duration(lock.held()),
                    LockLines.meaning(lock));
        }
        separate();
    }

    private void tests(List<TestStep> tests) {
        if (tests.isEmpty()) {
            return;
        }
        row("Outcome", "Step", "Result", "Objects", "Took");
        rule(5);
        for (TestStep test : tests) {
            row(
                    Look.of(test).symbol() + " " + Look.of(test).word(),
                    MarkdownText.text(test.title()),
                    MarkdownText.text(test.result()),
                    Phrases.objects(test.objectsBefore(), test.objects()),
                    Phrases.duration(test.duration()));
        }
        separate();
        for (TestStep test : tests) {
            if (!test.details().isEmpty()) {
                paragraph("**" + MarkdownText.text(test.title()) + "**");
                out.append(MarkdownText.block("diff", String.join("\n", test.details())));
                separate();
            }
        }
    }

    private void proof(RunResult run) {
        if (run.proof() != null) {
            pairs(run.proof().pairs());
            section("Data", SchemaLines.losses(run.proof()));
            section("Planted rows", SchemaLines.values(run.proof()));
        }
        if (run.change() != null && !run.change().isEmpty()) {
            paragraph("**Schema change**");
            block(String.join("\n", run.change().lines()));
        }
        if (run.evidence() != null) {
            section(
                    run.evidence().holds() ? "Evidence: nothing was changed" : "Evidence: does not hold",
                    run.evidence().proofs());
        }
    }

    private void pairs(List<PairProof> pairs) {
        List<PairProof> bad = pairs.stream().filter(p -> p.verdict().isBad()).toList();
        if (bad.isEmpty()) {
            return;
        }
        row("Verdict", "Migration", "Revert script");
        rule(3);
        for (PairProof pair : bad) {
            Look look = Look.of(pair.verdict());
            row(
                    look.symbol() + " " + look.word(),
                    MarkdownText.code(pair.label()) + " " + MarkdownText.text(pair.description()),
                    MarkdownText.text(Phrases.orDash(pair.revertScript())));
        }
        separate();
        for (PairProof pair : bad) {
            if (pair.remainder() != null) {
                paragraph("What the revert of " + MarkdownText.code(pair.label()) + " leaves");
                block(String.join("\n", pair.remainder().lines()));
            }
        }
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            paragraph("**" + MarkdownText.text(title) + "**");
            lines.forEach(line -> line("- " + MarkdownText.text(line)));
            separate();
        }
    }

    /** A difference may be longer than a comment takes. */
    private void block(String text) {
        int room = Math.max(1000, LONGEST - out.length());
        out.append(MarkdownText.block("diff", text.length() > room ? text.substring(0, room) + "\n…" : text));
        separate();
    }

    private void steps(List<StepResult> steps) {
        for (int i = 0; i < steps.size(); i++) {
            String details = details(steps.get(i));
            if (out.length() + details.length() > LONGEST) {
                paragraph("*" + Phrases.count(steps.size() - i, "more migration")
                        + " left out here for length; the HTML report has all of them.*");
                return;
            }
            out.append(details);
        }
    }

    private static String details(StepResult step) {
        MarkdownReport part = new MarkdownReport();
        Look look = Look.of(step.outcome());
        part.line("<details><summary>" + look.symbol() + " <b>" + MarkdownText.inHtml(step.label()) + "</b> "
                + MarkdownText.inHtml(step.version() == null ? "" : Phrases.orDash(step.description())) + " · "
                + (step.direction() == Direction.DOWN ? "reverted · " : "") + look.word() + " · "
                + Phrases.duration(step.duration()) + "</summary>");
        part.separate();
        part.paragraph(MarkdownText.code(step.script()));
        for (ImpactRow row : ImpactRow.of(step.statements())) {
            part.statement(row);
        }
        part.line("</details>");
        part.separate();
        return part.out.toString();
    }

    private void statement(ImpactRow row) {
        StatementResult statement = row.statement();
        Look look = Look.of(statement.outcome());
        paragraph("Line " + statement.line() + " · " + look.symbol() + " " + look.word()
                + (statement.reason() == null ? "" : ": " + MarkdownText.text(statement.reason()))
                + (statement.rows() == null ? "" : " · " + Phrases.count(statement.rows(), "row"))
                + (row.took() == null ? "" : " · " + Phrases.duration(row.took()))
                + (row.count() == 1 ? "" : " · with " + Phrases.number(row.count() - 1) + " more like it")
                + impact(row));
        out.append(MarkdownText.block("sql", statement.sql()));
        separate();
    }

    /** What was observed, where it was. */
    private static String impact(ImpactRow row) {
        if (row.statement().outcome() != StatementOutcome.DONE || row.work().equals("–")) {
            return "";
        }
        return (row.lock().equals("–") ? "" : " · **" + row.lock() + "** on " + MarkdownText.code(row.on()))
                + (row.work().equals("no") ? "" : " · " + row.work())
                + (row.log().equals("–") ? "" : " · " + row.log() + " of log");
    }

    private void status(StatusResult result) {
        Status status = result.status();
        paragraph("## Status · " + MarkdownText.text(result.project().name()) + ": "
                + (status.isClean() ? "clean" : "not clean"));
        paragraph(target(result.target()) + " · " + Summary.of(status));
        status.warnings().forEach(warning -> line("- " + MarkdownText.text(warning)));
        separate();
        if (status.entries().stream().anyMatch(e -> e.state().isProblem())) {
            table(status.entries().stream().filter(e -> e.state().isProblem()).toList());
        }
        line("<details><summary>" + Phrases.count(status.entries().size(), "migration") + "</summary>");
        separate();
        table(status.entries());
        line("</details>");
        separate();
    }

    private void table(List<StatusEntry> entries) {
        row("State", "Version", "Description", "Applied", "By", "Took", "Revert");
        rule(7);
        for (StatusEntry entry : entries) {
            if (out.length() > LONGEST) {
                row("…", "", "left out here for length; the HTML report has all of them", "", "", "", "");
                break;
            }
            MigrationState state = entry.state();
            row(
                    Look.of(state).symbol() + " " + state.word(),
                    entry.version() == null ? "" : MarkdownText.code(entry.version()),
                    MarkdownText.text(entry.description())
                            + (entry.note() == null ? "" : " (" + MarkdownText.text(entry.note()) + ")"),
                    Phrases.when(entry.appliedAt()),
                    MarkdownText.text(Phrases.orDash(entry.appliedBy())),
                    Phrases.duration(entry.duration()),
                    entry.revertible() ? "yes" : "–");
        }
        separate();
    }

    private static String target(TargetInfo target) {
        return target == null
                ? "no database asked"
                : MarkdownText.text(target.name()) + " ("
                        + MarkdownText.text(target.database() + " on " + target.server()) + ", PostgreSQL "
                        + MarkdownText.text(target.version()) + ")";
    }

    private void row(String... cells) {
        line(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void rule(int columns) {
        line("|" + " --- |".repeat(columns));
    }

    private void paragraph(String text) {
        line(text);
        separate();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** An empty line, but never two. */
    private void separate() {
        if (!out.isEmpty() && (out.length() < 2 || out.charAt(out.length() - 2) != '\n')) {
            out.append('\n');
        }
    }
}
