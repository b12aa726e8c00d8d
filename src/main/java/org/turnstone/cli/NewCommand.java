package org.turnstone.cli;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code turnstone new}. */
@Command(
        name = "new",
        header = "A new migration in the project's own naming, with the script that reverts it.",
        description = "%nNever writes over a file that is there.%n",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "turnstone new [PROJECT] NAME",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = "  turnstone new migrations \"add customer email\"")
final class NewCommand extends Subcommand {
    @Parameters(arity = "1..2", paramLabel = "[PROJECT] NAME", description = "The folder, and what it is for in words.")
    List<String> words;

    @Option(
            names = "--trust",
            description = "Run the project's own programs that compute where its migrations are, such as a knexfile.")
    boolean trust;

    NewCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        Path folder = Path.of(words.size() == 2 ? words.get(0) : ".");
        if (trust) {
            context.engine().trust(folder);
        }
        Project project = context.engine().open(folder);
        List<Path> files = context.engine().remedies().create(project, NewMigration.called(words.getLast()));
        if (output.json) {
            context.out().line(RemedyJson.files(files));
        } else {
            for (Path file : files) {
                context.out().line(context.ink().of(Tone.GOOD, "✓") + " " + Visible.line(file.toString()));
            }
        }
        return Exit.DONE;
    }
}
