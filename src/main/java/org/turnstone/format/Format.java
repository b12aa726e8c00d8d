package org.turnstone.format;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Session;

/**
 * The conventions of one migration tool: which files are migrations, where its history is, how it locks, in which
 * transactions it works. Everything it does it does through the connection it is handed.
 */
public interface Format {
    /** Such as {@code Flyway}. */
    String name();

    /** The names of the tool's own tables, which belong to no migration. */
    Set<String> historyTables();

    /** The same for a project whose settings may name them. */
    default Set<String> historyTables(Project project) {
        return historyTables();
    }

    /** What a folder of this format is known by, such as {@code files named like V1__create_people.sql (Flyway)}. */
    String looksFor();

    /** Gives a session, which a run or a status is about to use, the settings the tool gives its own. */
    default void enter(Session session) throws SQLException {}

    /**
     * The project in this folder, or nothing when the folder is not of this format.
     *
     * @param settings what the folder's {@code turnstone.toml} says, which counts more than what is found
     */
    Optional<Project> open(Path folder, ProjectSettings settings) throws ProjectProblem;

    /** The same without settings. */
    default Optional<Project> open(Path folder) throws ProjectProblem {
        return open(folder, ProjectSettings.none());
    }

    /** From now on the programs in this folder that decide about its migrations may be run to be read. */
    default void trust(Path folder) {}

    /** The same of one program, as long as its bytes are those with this SHA-256. */
    default void trust(Path program, String sha256) {}

    /** From now on this program is not run to be read, whoever has said otherwise before. */
    default void distrust(Path program) {}

    /** Further folders with migrations where a project's could have been: which of them is meant nobody said. */
    default List<Path> furtherFolders(Project project) throws ProjectProblem {
        return List.of();
    }

    /** Folders found below one as the single project they are, where they may be one; nothing where they are not. */
    default Optional<Project> together(Path root, List<Project> projects, ProjectSettings settings)
            throws ProjectProblem {
        return Optional.empty();
    }

    /** Values of the project's settings that must never be shown, such as a password among its placeholders. */
    default List<Secret> secrets(Project project) throws ProjectProblem {
        return List.of();
    }

    /**
     * A script as the tool would send it: with values where it has placeholders.
     *
     * @param connection where it would run, which some values come from; it is only read from
     */
    default FilledScript fill(Connection connection, Project project, Path file, String text) throws ProjectProblem {
        return FilledScript.of(text);
    }

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
    Optional<String> refusal(Project project, Migration migration) throws ProjectProblem;

    /** Why the tool would refuse to run the script that reverts this migration, in a sentence, or nothing. */
    default Optional<String> revertRefusal(Project project, Migration migration) throws ProjectProblem {
        return Optional.empty();
    }

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
     * @throws NotClean when the tool would revert nothing here; nothing was run
     * @throws MigrationFailed when its script failed; the observer has seen where
     */
    void revert(RunConnection run, Project project, Migration migration, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem;

    /** For many migrations on scratch; see {@link Replay}. */
    default Replay replay(RunConnection run, Project project, ScriptObserver observer) throws ProjectProblem {
        return new WholeReplay(this, run, project, observer);
    }

    /** Those that were applied together last, newest first; nothing where the tool knows no batches. */
    default Optional<List<Migration>> lastBatch(Connection connection, Project project)
            throws SQLException, ProjectProblem, NotClean {
        return Optional.empty();
    }

    /** Compares two versions as the tool orders them. */
    int compareVersions(String one, String other);

    /** The ways out the tool has for a migration that is not as it should be, the usual one first. */
    default List<Remedy> waysOut(StatusEntry entry) {
        return List.of();
    }

    /**
     * How the tool takes over a database that was there before it.
     *
     * @param version the one the database is at; a tool that counts single migrations does not ask
     */
    default Remedy takeOver(String version) {
        return new Remedy.Baseline(version, null);
    }

    /** Whether its lock stays when whoever took it is gone, so that somebody has to free it. */
    default boolean lockOutlivesItsHolder() {
        return false;
    }

    /**
     * Writes what a remedy writes, through the connection it is handed, which may be a rehearsing one.
     *
     * @throws RemedyRefused when the tool has no such remedy or it makes no sense here; nothing was written
     */
    void remedy(RunConnection run, Project project, Remedy remedy) throws RemedyRefused, SQLException, ProjectProblem;

    /** Whether remedies take the tool's lock themselves, in the transaction in which they write. */
    default boolean remediesTakeTheLock() {
        return false;
    }

    /** What can be chosen about a new migration; now is in UTC, for tools that number by time. */
    NewChoices choices(Project project, LocalDateTime now) throws ProjectProblem;

    /**
     * The files of a new migration in the tool's naming, the one that reverts it last.
     *
     * @param now in UTC, for tools that number by time
     * @throws ProjectProblem when the tool would refuse it: why, and what to do
     */
    List<Draft> draft(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem;

    /** What people call a migration in a sentence. */
    default String label(String version, String description) {
        return version == null ? description : version + " (" + description + ")";
    }

    /** Whether the tool runs nothing while a migration stands so. */
    default boolean stopsMigrate(Project project, MigrationState state) throws ProjectProblem {
        return state.isProblem();
    }

    /** What to do about migrations in a state that is not clean, in a sentence; nothing when there is nothing to say. */
    Optional<String> advice(MigrationState state);

    /** How the file would be called that reverts this migration. */
    String revertScriptName(Migration migration);
}
