package org.turnstone.run;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Draft;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.StatusEntry;

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

    /** The ways out for a migration that is not as it should be, the usual one first. */
    default List<Remedy> waysOut(Project project, StatusEntry entry) {
        return List.of();
    }

    /**
     * How a database that was there before the tool is taken over.
     *
     * @param version the one the database is at; a tool that counts single migrations does not ask
     */
    default Remedy takeOver(Project project, String version) {
        return new Remedy.Baseline(version, null);
    }

    /** Whether the tool's migration lock stays when whoever took it is gone, so that somebody has to free it. */
    default boolean lockOutlivesItsHolder(Project project) {
        return false;
    }

    /** Whether the project's tool runs nothing while a migration stands so. */
    default boolean stopsMigrate(Project project, MigrationState state) throws ProjectProblem {
        return state.isProblem();
    }

    /** What can be chosen about a new migration. */
    NewChoices choices(Project project) throws ProjectProblem;

    /** The files a new migration would have, as they would be written at this moment. */
    List<Draft> draft(Project project, NewMigration wanted) throws ProjectProblem;

    /** Writes the files of a new migration in the project's naming; all of them or none, never over one that is there. */
    List<Path> create(Project project, NewMigration wanted) throws ProjectProblem;
}
