package org.turnstone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code turnstone scratch}. */
@Command(
        name = "scratch",
        header = "Throwaway databases that are still there: list, drop.",
        description =
                "%nThose that `turnstone test --keep` kept and, with --url or --profile, those on that server that a"
                        + " Turnstone which was killed left.%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  turnstone scratch list", "  turnstone scratch drop --all"})
final class ScratchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "scratch needs one of list, drop");
    }
}
