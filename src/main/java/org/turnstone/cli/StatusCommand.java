package org.turnstone.cli;

import org.turnstone.report.JsonReport;
import org.turnstone.report.Visible;
import org.turnstone.run.StatusResult;
import picocli.CommandLine.Command;

/** {@code turnstone status}. */
@Command(
        name = "status",
        header = "Where every migration stands in a database.",
        description = "%nOnly reads: it takes no lock and creates nothing, and a role that may only read is enough.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.DONE_LINE, Exit.USAGE_LINE, Exit.CONNECTION_LINE, Exit.NOT_CLEAN_LINE},
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone status migrations --url postgresql://me@localhost/shop",
            "  DATABASE_URL=postgresql://me@db/shop turnstone status --json"
        })
final class StatusCommand extends ProjectCommand {
    StatusCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        var target = target();
        if (output.verbose && !output.quiet) {
            new AddressView(context).print(context.resolved());
        }
        StatusResult status = context.engine().status(project(), target);
        boolean clean = status.status().isClean();
        if (output.json) {
            context.terminal().out().print(JsonReport.of(status));
        } else if (!output.quiet) {
            new StatusView(context).print(status);
            if (output.verbose && status.evidence() != null) {
                status.evidence().proofs().forEach(proof -> context.out().line("· " + Visible.line(proof)));
            }
        } else if (!clean) {
            context.err().line(StatusView.summary(status));
        }
        return clean ? Exit.DONE : Exit.NOT_CLEAN;
    }
}
