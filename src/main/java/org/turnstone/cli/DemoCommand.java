package org.turnstone.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.turnstone.run.SampleProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone demo}. */
@Command(
        name = "demo",
        header = "A tour with a sample project and a database of its own; nothing to install.",
        description = "%nOpens the window; where there is no display, the same tour runs in the terminal.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.DONE_LINE, Exit.FAILED_LINE, Exit.CONNECTION_LINE})
final class DemoCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--terminal", description = "Give the tour in the terminal, even where there is a display.")
    private boolean inTerminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (context.terminal().display() && !inTerminal) {
            context.wiring().desktop().open(List.of("demo"));
            return Exit.DONE;
        }
        context.speak(new OutputOptions());
        try (SampleProject sample = new SampleProject()) {
            return new Tour(context, sample.folder()).give();
        }
    }
}
