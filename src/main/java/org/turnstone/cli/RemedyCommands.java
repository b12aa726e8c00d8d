package org.turnstone.cli;

import org.turnstone.format.Remedy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The remedies, as commands. */
final class RemedyCommands {
    private RemedyCommands() {}

    /** {@code turnstone repair}. */
    @Command(
            name = "repair",
            header = "Make the history agree with the files, as the tool's own repair does.",
            description = "%nFailed rows go, edited files are accepted, missing files are marked." + RemedyCommand.ASKS,
            optionListHeading = "%nOptions:%n")
    static final class Repair extends RemedyCommand {
        Repair(Context context) {
            super(context, "repair");
        }

        @Override
        Remedy remedy() {
            return new Remedy.Repair();
        }
    }

    /** {@code turnstone baseline}. */
    @Command(
            name = "baseline",
            header = "Take an existing database over: everything up to a version counts as there.",
            description = RemedyCommand.ASKS,
            optionListHeading = "%nOptions:%n")
    static final class Baseline extends RemedyCommand {
        @Option(
                names = "--at",
                paramLabel = "VERSION",
                defaultValue = "1",
                description = "The version the database is at. Default 1.")
        String version;

        @Option(names = "--description", paramLabel = "WORDS", description = "What the history row says.")
        String words;

        Baseline(Context context) {
            super(context, "baseline");
        }

        @Override
        Remedy remedy() {
            return new Remedy.Baseline(version, words);
        }
    }

    /** {@code turnstone mark-applied}. */
    @Command(
            name = "mark-applied",
            header = "Write that a migration ran, without running it.",
            description = RemedyCommand.ASKS,
            optionListHeading = "%nOptions:%n")
    static final class MarkApplied extends RemedyCommand {
        @Option(names = "--version-of", paramLabel = "VERSION", description = "Which one.")
        String version;

        @Option(names = "--all", description = "Every pending one.")
        boolean all;

        MarkApplied(Context context) {
            super(context, "mark-applied");
        }

        @Override
        Remedy remedy() throws UsageProblem {
            if (all == (version != null)) {
                throw new UsageProblem("Say which: --version-of VERSION, or --all pending ones.");
            }
            return new Remedy.MarkApplied(version);
        }
    }

    /** {@code turnstone mark-reverted}. */
    @Command(
            name = "mark-reverted",
            header = "Write that a migration was taken back, without running anything.",
            description = RemedyCommand.ASKS,
            optionListHeading = "%nOptions:%n")
    static final class MarkReverted extends RemedyCommand {
        @Option(names = "--version-of", paramLabel = "VERSION", required = true, description = "Which one.")
        String version;

        MarkReverted(Context context) {
            super(context, "mark-reverted");
        }

        @Override
        Remedy remedy() {
            return new Remedy.MarkReverted(version);
        }
    }

    /** {@code turnstone unlock}. */
    @Command(
            name = "unlock",
            header = "Free a migration lock that a crashed run left (Knex).",
            description = RemedyCommand.ASKS,
            optionListHeading = "%nOptions:%n")
    static final class Unlock extends RemedyCommand {
        Unlock(Context context) {
            super(context, "unlock");
        }

        @Override
        Remedy remedy() {
            return new Remedy.Unlock();
        }
    }
}
