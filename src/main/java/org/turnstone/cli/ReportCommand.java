package org.turnstone.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.report.JsonReport;
import org.turnstone.report.Phrases;
import org.turnstone.report.ReportContent;
import org.turnstone.report.Reports;
import org.turnstone.report.TurnstoneVersion;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatusResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone report}. */
@Command(
        name = "report",
        header = "Write a report: where every migration stands and, if asked, what a dry run or a test came to.",
        description =
                "%nThe file's ending says what it becomes: .html (one file, prints well), .md (for a pull request) or"
                        + " .json. Without a database it lists the migrations as an empty database would see them.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            "  0:written; with --run, and the run succeeded",
            "  1:written, and the run failed",
            Exit.USAGE_LINE,
            Exit.CONNECTION_LINE,
            Exit.LOCKED_LINE
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone report migrations -o status.html",
            "  turnstone report migrations -o proof.html -o proof.md --run test"
        })
final class ReportCommand extends ProjectCommand {
    enum Kind {
        DRY_RUN,
        TEST,
        DIFF
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "The files to write, each ending in .html, .md or .json.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--run",
            paramLabel = "dry-run|test|diff",
            converter = KindConverter.class,
            description = "Do a dry run, a test or a diff, and report it too.")
    Kind kind;

    ReportCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        takeProjectFromFiles();
        for (Path file : files) {
            Reports.check(file);
        }
        Target target = kind == Kind.DRY_RUN || kind == Kind.DIFF ? target() : targetIfNamed();
        Project project = project();
        RunResult run = kind == null ? null : new Conductor(context).carryOut(request(project, target));
        StatusResult status = target == null
                ? context.engine().statusWithoutTarget(project)
                : context.engine().status(project, target);
        ReportContent content = new ReportContent(status, run, Instant.now(), TurnstoneVersion.current());
        for (Path file : files) {
            Reports.write(file, content);
        }
        tell(content);
        return run == null ? Exit.DONE : Exit.of(run.outcome());
    }

    /** In {@code report -o status.html migrations} the folder is no file, although it stands among them. */
    private void takeProjectFromFiles() {
        Path last = files.getLast();
        if (files.size() > 1 && Files.isDirectory(last)) {
            files.removeLast();
            folder = last.toString();
        }
    }

    private RunRequest request(Project project, Target target) {
        RunRequest request = switch (kind) {
            case TEST -> RunRequest.test(project, target);
            case DIFF -> RunRequest.diff(project, target);
            case DRY_RUN -> RunRequest.dryRun(project, target);
        };
        return request.waiting(database.waitLock);
    }

    private void tell(ReportContent content) {
        if (output.json) {
            context.terminal().out().print(JsonReport.of(content));
        } else if (!output.quiet) {
            String names = String.join(", ", files.stream().map(Path::toString).toList());
            context.out()
                    .line("✓ Wrote " + content.title() + " to " + names + " ("
                            + Phrases.count(content.status().status().entries().size(), "migration") + ").");
        }
    }
}
