package org.turnstone.run;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Draft;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;

/** What can be done for a project beside running it: ways out of bad states, and new migrations. */
public interface Remedies {
    /**
     * The history rows a remedy would write, found by carrying it out and rolling it back.
     *
     * @throws RunRefused when the tool has no such remedy or it makes no sense here
     */
    List<RowChange> rehearse(Project project, Target target, Remedy remedy)
            throws ConnectionFailure, ProjectProblem, RunRefused;

    /** Carries a remedy out and says which history rows it wrote. */
    List<RowChange> apply(Project project, Target target, Remedy remedy)
            throws ConnectionFailure, ProjectProblem, RunRefused;

    /** What can be chosen about a new migration. */
    NewChoices choices(Project project) throws ProjectProblem;

    /** The files a new migration would have, as they would be written at this moment. */
    List<Draft> draft(Project project, NewMigration wanted) throws ProjectProblem;

    /** Writes the files of a new migration in the project's naming; all of them or none, never over one that is there. */
    List<Path> create(Project project, NewMigration wanted) throws ProjectProblem;
}
