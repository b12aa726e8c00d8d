package org.turnstone.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.turnstone.report.JsonReport;
import org.turnstone.report.Look;
import org.turnstone.report.Phrases;
import org.turnstone.report.Visible;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.PastRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about the journal. */
final class JournalCommands {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private JournalCommands() {}

    /** {@code turnstone journal list}. */
    @Command(name = "list", header = "The newest runs, newest first.", optionListHeading = "%nOptions:%n")
    static final class ListAll extends Subcommand {
        @Option(names = "--last", paramLabel = "N", defaultValue = "20", description = "How many (default: 20).")
        int last;

        ListAll(Context context) {
            super(context);
        }

        @Override
        int work() throws IOException, UsageProblem {
            if (last < 1) {
                throw new UsageProblem("--last takes a number of runs, 1 or more.");
            }
            List<JournalEntry> entries = past(context).list(last);
            if (output.json) {
                context.terminal().out().print(JsonReport.ofJournal(entries));
            } else if (entries.isEmpty()) {
                context.out().line("Nothing was run on this machine yet.");
            } else {
                context.out().lines(table(entries).lines(context.width(), context.ink()));
            }
            return Exit.DONE;
        }

        private TextTable table(List<JournalEntry> entries) {
            TextTable table = new TextTable()
                    .left("Run")
                    .left("Begun")
                    .left("Kind")
                    .left("Outcome")
                    .left("Project")
                    .left("Target")
                    .yield(4, 10);
            for (JournalEntry each : entries) {
                Look look = each.outcome() == null ? null : Look.of(each);
                table.row(
                        TextTable.Cell.of(each.id()),
                        TextTable.Cell.of(each.begunAt() == null ? "–" : WHEN.format(each.begunAt())),
                        TextTable.Cell.of(each.kind()),
                        look == null
                                ? TextTable.Cell.of(each.summary() == null ? "– no end" : "✕ not begun")
                                : new TextTable.Cell(
                                        look.symbol() + " " + look.word(),
                                        text -> context.ink().of(look.tone(), text)),
                        TextTable.Cell.of(Visible.line(project(each))),
                        TextTable.Cell.of(Visible.line(Phrases.orDash(each.target()))));
            }
            return table;
        }

        private static String project(JournalEntry entry) {
            return entry.project() != null ? entry.project() : Phrases.orDash(entry.folder());
        }
    }

    /** {@code turnstone journal show}. */
    @Command(name = "show", header = "One run as it was told when it ended.", optionListHeading = "%nOptions:%n")
    static final class Show extends Subcommand {
        @Parameters(paramLabel = "RUN", description = "Its name, as `turnstone journal list` has it.")
        String id;

        Show(Context context) {
            super(context);
        }

        @Override
        int work() throws IOException, UsageProblem {
            PastRuns.Past run;
            try {
                run = past(context).read(id);
            } catch (java.nio.file.NoSuchFileException e) {
                throw new UsageProblem(e.getReason());
            } catch (IOException e) {
                throw new UsageProblem(e.getMessage());
            }
            if (output.json) {
                context.terminal().out().print(JsonReport.of(run.result()));
                return Exit.DONE;
            }
            Instant begun = run.result().startedAt();
            String target = run.result().target() == null
                    ? ""
                    : " on " + run.result().target().name();
            context.out()
                    .line(context.ink().bold(run.result().kind().title()) + " of "
                            + Visible.line(run.result().project() + target) + ", " + WHEN.format(begun) + ", "
                            + Phrases.duration(run.result().duration()));
            new RunView(context).print(run.result());
            run.remarks().forEach(remark -> context.out().line("  " + Visible.line(remark)));
            return Exit.DONE;
        }
    }

    private static PastRuns past(Context context) {
        return PastRuns.of(context.terminal().environment());
    }
}
