package org.turnstone.format.prisma;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.format.AdvisoryLock;
import org.turnstone.format.Draft;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.MigrationLock;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;
import org.turnstone.format.Replay;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptPieces;
import org.turnstone.format.ServerTimeZone;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** Prisma Migrate: its folders, its history table, its lock, its states. */
public final class PrismaFormat implements Format {
    static final String NAME = "Prisma";

    /** {@code ADVISORY_LOCK} in sql-schema-connector/src/flavour/postgres.rs; one for all databases and schemas. */
    private static final long LOCK = 72707369;

    private static final Pattern FIRST_SCHEMA = Pattern.compile("^\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\\s,]*))");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> historyTables() {
        return Set.of(PrismaHistory.TABLE);
    }

    @Override
    public String looksFor() {
        return "folders with a migration.sql (Prisma) in it, in prisma/migrations and in migrations";
    }

    @Override
    public Optional<Project> open(Path folder, ProjectSettings settings) throws ProjectProblem {
        return PrismaFolder.open(folder, settings);
    }

    @Override
    public void enter(Session session) throws SQLException {
        ServerTimeZone.restore(session.connection());
    }

    /**
     * Prisma's own parameter {@code schema}, which the session has as its search path: it says where the history is and
     * what scripts mean. Null when neither address nor profile sets one.
     */
    static String schema(Session session) throws SQLException {
        String sql = "select setting from pg_catalog.pg_settings where name = 'search_path'"
                + " and source in ('client', 'session')";
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? first(row.getString(1)) : null;
        }
    }

    /** The first schema of a search path; null when it is the role's own or none. */
    static String first(String searchPath) {
        Matcher matcher = FIRST_SCHEMA.matcher(searchPath);
        if (!matcher.find()) {
            return null;
        }
        String name = matcher.group(1) == null
                ? matcher.group(2).toLowerCase(Locale.ROOT)
                : matcher.group(1).replace("\"\"", "\"");
        return name.isEmpty() || name.equals("$user") ? null : name;
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public Status status(Connection connection, Project project) throws SQLException, ProjectProblem {
        Optional<PrismaHistory> history = PrismaHistory.find(connection);
        return PrismaStatus.of(project, history.isPresent() ? history.get().rows(connection) : List.of());
    }

    @Override
    public Status statusOfNothing(Project project) {
        try {
            return PrismaStatus.of(project, List.of());
        } catch (ProjectProblem e) {
            return new Status(List.of(), List.of(e.getMessage()));
        }
    }

    @Override
    public Optional<String> refusal(Project project, Migration migration) throws ProjectProblem {
        return Files.isRegularFile(migration.script())
                ? refusal(migration, migration.script())
                : Optional.of(withoutScript(migration));
    }

    /** Prisma's P3015. */
    static String withoutScript(Migration migration) {
        return migration.scriptName() + " is not there. Delete the folder " + migration.version()
                + " or restore the file; Prisma stops at it.";
    }

    @Override
    public Optional<String> revertRefusal(Project project, Migration migration) throws ProjectProblem {
        return refusal(migration, migration.revertScript());
    }

    private static Optional<String> refusal(Migration migration, Path script) throws ProjectProblem {
        return ScriptPieces.of(PrismaPaths.read(script), ScriptPieces.Mode.IMPLICIT)
                .refusal(NAME, migration.version() + "/" + script.getFileName(), "");
    }

    @Override
    public MigrationLock lock(Connection connection, Project project) {
        return new AdvisoryLock(connection, LOCK);
    }

    @Override
    public void migrate(RunConnection run, Project project, String toVersion, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem {
        new PrismaRun(run, project, observer).deploy(toVersion);
    }

    @Override
    public void revert(RunConnection run, Project project, Migration migration, ScriptObserver observer)
            throws MigrationFailed, ProjectProblem {
        new PrismaRun(run, project, observer).revert(migration);
    }

    @Override
    public Replay replay(RunConnection run, Project project, ScriptObserver observer) {
        return new PrismaRun(run, project, observer);
    }

    @Override
    public List<Remedy> waysOut(StatusEntry entry) {
        return switch (entry.state()) {
            case CHANGED -> List.of(new Remedy.Repair());
            // Which of the two is true, only who looks at the database can say.
            case FAILED ->
                entry.migration() == null
                        ? List.of(new Remedy.MarkReverted(entry.version()))
                        : List.of(new Remedy.MarkReverted(entry.version()), new Remedy.MarkApplied(entry.version()));
            case MISSING -> List.of(new Remedy.MarkReverted(entry.version()));
            default -> List.of();
        };
    }

    @Override
    public void remedy(RunConnection run, Project project, Remedy remedy)
            throws RemedyRefused, SQLException, ProjectProblem {
        new PrismaRemedies(run, project).apply(remedy);
    }

    @Override
    public NewChoices choices(Project project, LocalDateTime now) {
        return PrismaDrafts.choices(project, now);
    }

    @Override
    public List<Draft> draft(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem {
        return PrismaDrafts.of(project, wanted, now);
    }

    @Override
    public int compareVersions(String one, String other) {
        return PrismaNames.ORDER.compare(one, other);
    }

    @Override
    public String label(String version, String description) {
        return version;
    }

    /** Its deploy passes over everything else. */
    @Override
    public boolean stopsMigrate(Project project, MigrationState state) {
        return state == MigrationState.FAILED;
    }

    @Override
    public Optional<String> advice(MigrationState state) {
        return switch (state) {
            case CHANGED ->
                Optional.of("Bring the edited file back to what it was (its history in version control knows), or"
                    + " accept it as it is with repair. Prisma's deploy passes over the change; its migrate dev asks"
                    + " for a reset.");
            case MISSING ->
                Optional.of("Bring the missing folder back. Prisma's deploy passes over it; its migrate dev asks for a"
                        + " reset.");
            case FAILED ->
                Optional.of("Take away what the failed migration left half done and run prisma migrate resolve"
                        + " --rolled-back with its name; or complete it by hand and use --applied.");
            default -> Optional.empty();
        };
    }

    @Override
    public String revertScriptName(Migration migration) {
        return migration.version() + "/" + PrismaFolder.REVERT_SCRIPT;
    }
}
