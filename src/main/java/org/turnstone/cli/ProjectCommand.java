package org.turnstone.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about a project, and mostly about a database too. */
abstract class ProjectCommand extends Subcommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "PROJECT",
            defaultValue = ".",
            description = "The folder with the migrations, or one above it. Default: this folder.")
    String folder;

    @ArgGroup(validate = false, order = 50, heading = "%nDatabase:%n")
    TargetOptions database = new TargetOptions();

    @Option(
            names = "--trust",
            description = "Run the project's own programs that compute its settings, such as a knexfile. Commands that"
                    + " run migrations do it anyway.")
    boolean trust;

    ProjectCommand(Context context) {
        super(context);
    }

    final Project project() throws ProjectProblem, UsageProblem {
        if (folder.matches("(?i)postgres(ql)?:.*")) {
            throw new UsageProblem("That is a database, not a project. Write --url before it.");
        }
        if (trust) {
            context.engine().trust(path());
        }
        return context.engine().open(path());
    }

    /** The project of somebody who wants its code to run: whatever computes its settings may run, too. */
    final Project projectToRun() throws ProjectProblem, UsageProblem {
        trust = true;
        return project();
    }

    static void checkRetries(int count) throws UsageProblem {
        if (count < 0) {
            throw new UsageProblem("--lock-retries is a number of times: 0 or more.");
        }
    }

    /** The database that is meant. */
    final Target target() throws ConnectionFailure, ProjectProblem, UsageProblem {
        if (!Files.exists(path())) {
            project(); // Says so: which database is no question where there is no project.
        }
        return context.target(database, path());
    }

    /** The database that is meant, or null where none is named. */
    final Target targetIfNamed() throws ConnectionFailure, UsageProblem {
        return context.targetIfNamed(database, path());
    }

    private Path path() throws UsageProblem {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new UsageProblem("'" + folder + "' is not the name of a folder.");
        }
    }
}
