package org.turnstone.format;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.turnstone.connection.RunConnection;

/**
 * The conventions of one migration tool: which files are migrations, where its history is, how it locks, in which
 * transactions it works. Everything it does it does through the connection it is handed.
 */
public interface Format {
    /** Such as {@code Flyway}. */
    String name();

    /** The names of the tool's own tables, which belong to no migration. */
    Set<String> historyTables();

    /** The project in this folder, or nothing when the folder is not of this format. */
    Optional<Project> open(Path folder) throws ProjectProblem;

    /** Project and history side by side. Reads only. */
    Status status(Connection connection, Project project) throws SQLException, ProjectProblem;

    /** The project beside an empty history. */
    Status statusOfNothing(Project project);

    /**
     * Whether a program of its own carries this migration out, in sessions of its own, so that it can be tried on scratch
     * only.
     */
    default boolean runsElsewhere(Migration migration) {
        return false;
    }

    /** Why the tool would refuse to run this script, in a sentence, or nothing when it would not. */
    Optional<String> refusal(Migration migration) throws ProjectProblem;

    /** The tool's own lock, so that Turnstone and the tool exclude each other. */
    MigrationLock lock(Connection connection, Project project) throws SQLException, ProjectProblem;

    /**
     * Applies what is pending.
     *
     * @param toVersion the last version to apply, or null for all
     * @throws NotClean when the history forbids it; nothing was run
     * @throws MigrationFailed when a migration failed; the observer has seen which and where
     */
    void migrate(RunConnection run, Project project, String toVersion, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem;

    /**
     * Takes one applied migration back by its revert script, and writes in the history what makes the tool agree.
     *
     * @throws MigrationFailed when its script failed; the observer has seen where
     */
    void revert(RunConnection run, Project project, Migration migration, ScriptObserver observer)
            throws MigrationFailed, ProjectProblem;

    /** Compares two versions as the tool orders them. */
    int compareVersions(String one, String other);
}
