package org.turnstone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.report.JsonProof;
import org.turnstone.report.Look;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.Cancellation;
import org.turnstone.run.RevertOffer;
import org.turnstone.run.RunEvent;
import org.turnstone.run.ScratchPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code turnstone derive}. */
@Command(
        name = "derive",
        header = "Write the scripts that revert migrations which have none, each proven on a throwaway database.",
        description =
                "%nRuns each migration at its place on scratch, takes the inverse of what it does to the schema, and"
                        + " offers it only where it restores exactly the schema that was there. It prints the scripts,"
                        + " with what data they cannot restore; --write writes them, never over a file that is there."
                        + " Nothing is run on any database of yours.%n",
        customSynopsis = "turnstone derive [PROJECT] [VERSION…] [--write]",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            "  0:a proven script for every one that was asked for",
            "  1:for at least one there is none; why is said",
            Exit.USAGE_LINE,
            Exit.CONNECTION_LINE,
            Exit.CANCELLED_LINE
        },
        footerHeading = "%nExamples:%n",
        footer = {"  turnstone derive migrations 7", "  turnstone derive migrations --all --write"})
final class DeriveCommand extends Subcommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "[PROJECT] VERSION",
            description = "The folder, and which migrations; all without a revert script where none is named.")
    List<String> words = new ArrayList<>();

    @Option(names = "--all", description = "All that have no revert script; the same as naming none.")
    boolean all;

    @Option(names = "--write", description = "Write the scripts into the project.")
    boolean write;

    @Option(
            names = "--postgres",
            paramLabel = "built-in|installed|target",
            converter = ScratchPlaceConverter.class,
            defaultValue = "built-in",
            description = "Where the throwaway database is; see `turnstone test --help`.")
    ScratchPlace place;

    @picocli.CommandLine.ArgGroup(validate = false, order = 50, heading = "%nDatabase:%n")
    TargetOptions database = new TargetOptions();

    DeriveCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        Path folder = folder();
        // It runs the scripts, if only on scratch.
        context.engine().trust(folder);
        Project project = context.engine().open(folder);
        Set<String> versions = new LinkedHashSet<>(words);
        if (all && !versions.isEmpty()) {
            throw new UsageProblem("Name versions, or say --all.");
        }
        Target target =
                database.url == null && database.profile == null ? null : context.targetIfNamed(database, folder);
        Cancellation cancellation = new Cancellation();
        List<RevertOffer> offers;
        try (Interruption _ = Interruption.watch(cancellation)) {
            offers = context.engine().proofs().derive(project, versions, target, place, this::remark, cancellation);
        }
        if (cancellation.isRequested()) {
            return Exit.CANCELLED;
        }
        if (output.json) {
            context.terminal().out().print(JsonProof.of(offers));
        } else {
            offers.forEach(this::show);
        }
        List<Path> written = new ArrayList<>();
        for (RevertOffer offer : offers) {
            if (write && offer.isOffered() && offer.file() != null) {
                written.add(context.engine().proofs().write(offer));
            }
        }
        tell(offers, written);
        boolean every = offers.stream().allMatch(o -> o.isOffered() || o.verdict() == RevertOffer.Verdict.NO_CHANGE);
        return every ? Exit.DONE : Exit.FAILED;
    }

    /** The first word is the folder where there is one of that name. */
    private Path folder() {
        if (!words.isEmpty() && java.nio.file.Files.isDirectory(Path.of(words.getFirst()))) {
            return Path.of(words.removeFirst());
        }
        return Path.of(".");
    }

    private void remark(RunEvent event) {
        if (event instanceof RunEvent.Remark remark && !output.quiet) {
            context.err().line(context.ink().of(Tone.WARNING, "•") + " " + Visible.line(remark.text()));
        }
    }

    private void show(RevertOffer offer) {
        Look look = Look.of(offer.verdict());
        String name = offer.migration().version() + "  " + offer.migration().description();
        context.out()
                .line(context.ink().symbol(look) + " " + context.ink().bold(Visible.line(name)) + "  "
                        + context.ink().of(look.tone(), look.word()));
        offer.missing().forEach(sentence -> context.out().line("    " + Visible.line(sentence)));
        if (offer.isOffered() && !output.quiet) {
            context.out().line("");
            context.out()
                    .line(
                            offer.file() == null
                                    ? context.ink()
                                            .faint("    for "
                                                    + offer.migration().scriptName() + ", to be put there by hand:")
                                    : context.ink()
                                            .faint("    "
                                                    + Visible.line(offer.file().toString())));
            Visible.lines(offer.text()).lines().forEach(line -> context.out().line("    " + line));
            context.out().line("");
        }
    }

    private void tell(List<RevertOffer> offers, List<Path> written) {
        if (output.json || output.quiet) {
            return;
        }
        if (offers.isEmpty()) {
            context.out().line("Every migration has a script that reverts it.");
            return;
        }
        for (Path file : written) {
            context.out().line(context.ink().of(Tone.GOOD, "✓") + " Wrote " + Visible.line(file.toString()));
        }
        long offered = offers.stream().filter(RevertOffer::isOffered).count();
        context.out()
                .line(offered + " of " + offers.size() + " derived and proven."
                        + (offered > 0 && !write ? " Read them; --write writes them into the project." : ""));
    }
}
