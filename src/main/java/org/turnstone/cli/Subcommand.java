package org.turnstone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What every command that gives a result has: how it answers, and its own help. */
abstract class Subcommand implements Callable<Integer> {
    final Context context;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput:%n")
    OutputOptions output = new OutputOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 100,
            description = "Show this help.")
    boolean help;

    Subcommand(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() throws Exception {
        context.speak(output);
        return work();
    }

    /** Does it, and gives the exit code. */
    abstract int work() throws Exception;
}
