package org.turnstone.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The terminal's face: understands a command line, has the engine do it, prints what came of it. */
public final class Cli {
    private final Wiring wiring;
    private final Terminal terminal;

    public Cli(Wiring wiring, Terminal terminal) {
        this.wiring = wiring;
        this.terminal = terminal;
    }

    /** Carries out one command line and gives its exit code. */
    public int run(String... arguments) {
        try (Context context = new Context(wiring, terminal, List.of(arguments))) {
            Failures failures = new Failures(context);
            try {
                return commandLine(context, failures).execute(arguments);
            } catch (Error e) {
                // picocli hands on exceptions only; an error must not print an unclean trace either.
                return failures.tell(e);
            }
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private CommandLine commandLine(Context context, Failures failures) {
        CommandLine commandLine = new CommandLine(new TurnstoneCommand(context))
                .addSubcommand(new DemoCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new DryRunCommand(context))
                .addSubcommand(new MigrateCommand(context))
                .addSubcommand(new RevertCommand(context))
                .addSubcommand(new TestCommand(context))
                .addSubcommand(new DiffCommand(context))
                .addSubcommand(new DeriveCommand(context))
                .addSubcommand(scratch(context))
                .addSubcommand(new NewCommand(context))
                .addSubcommand(new RemedyCommands.Repair(context))
                .addSubcommand(new RemedyCommands.Baseline(context))
                .addSubcommand(new RemedyCommands.MarkApplied(context))
                .addSubcommand(new RemedyCommands.MarkReverted(context))
                .addSubcommand(new RemedyCommands.Unlock(context))
                .addSubcommand(new LocksCommand(context))
                .addSubcommand(new ReportCommand(context))
                .addSubcommand(new EncodeCommand(context))
                .addSubcommand(profiles(context))
                .addSubcommand(new CommandLine(new JournalCommand())
                        .addSubcommand(new JournalCommands.ListAll(context))
                        .addSubcommand(new JournalCommands.Show(context)))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setColorScheme(Help.defaultColorScheme(context.ink().colours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(context.width(), 60, 100))
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true));
        shape(commandLine);
        return commandLine;
    }

    private static CommandLine scratch(Context context) {
        return new CommandLine(new ScratchCommand())
                .addSubcommand(new ScratchCommands.ListAll(context))
                .addSubcommand(new ScratchCommands.Drop(context));
    }

    private static CommandLine profiles(Context context) {
        return new CommandLine(new ProfilesCommand())
                .addSubcommand(new ProfileCommands.ListAll(context))
                .addSubcommand(new ProfileCommands.Show(context))
                .addSubcommand(new ProfileAddCommand(context))
                .addSubcommand(new ProfileEditCommand(context))
                .addSubcommand(new ProfileCommands.Remove(context))
                .addSubcommand(new ProfileTestCommand(context))
                .addSubcommand(new ProfileImportCommand(context))
                .addSubcommand(new ProfileCommands.Export(context));
    }

    private static void shape(CommandLine parent) {
        for (CommandLine command : parent.getSubcommands().values()) {
            command.getCommandSpec()
                    .usageMessage()
                    .sortOptions(false)
                    .abbreviateSynopsis(true)
                    .synopsisHeading("%nUsage: ");
            shape(command);
        }
    }
}
