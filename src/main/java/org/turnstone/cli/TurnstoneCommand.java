package org.turnstone.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code turnstone} itself: opens the window, or says what else there is. */
@Command(
        name = "turnstone",
        versionProvider = Version.class,
        header = "Rehearse, migrate and revert PostgreSQL schema migrations, with proof.",
        customSynopsis = {"turnstone", "       turnstone COMMAND [OPTIONS] [PROJECT]"},
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "Without a command it opens the window.%n",
            "PROJECT is the folder with your migrations (default: this folder); Turnstone finds out which tool wrote"
                    + " them and keeps that tool's own history table, so both can be used side by side."
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nTo begin with:%n",
        footer = {
            "  turnstone demo                            a tour on a database of its own, nothing to install",
            "  turnstone test migrations                 prove your scripts on a throwaway database",
            "  turnstone status migrations --url postgresql://me@localhost/shop",
            "  turnstone dry-run migrations              rehearse on the database of DATABASE_URL, rolled back",
            "  turnstone migrate migrations              and do it",
            "",
            "turnstone COMMAND --help says more about each."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.DONE_LINE,
            Exit.FAILED_LINE,
            Exit.USAGE_LINE,
            Exit.CONNECTION_LINE,
            Exit.NOT_CLEAN_LINE,
            Exit.LOCKED_LINE,
            Exit.CANCELLED_LINE
        })
final class TurnstoneCommand implements Callable<Integer> {
    private final Context context;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    TurnstoneCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws UsageProblem {
        if (context.terminal().display()) {
            context.wiring().desktop().open(List.of());
            return Exit.DONE;
        }
        context.err().line("There is no display here to open the window on; these commands work in the terminal.\n");
        CommandLine command = spec.commandLine();
        command.usage(context.terminal().err(), command.getColorScheme());
        return Exit.USAGE;
    }
}
