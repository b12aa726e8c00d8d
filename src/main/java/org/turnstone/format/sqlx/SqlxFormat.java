package org.turnstone.format.sqlx;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
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
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** sqlx: its files, its history table, its lock, its transactions. */
public final class SqlxFormat implements Format {
    static final String NAME = "sqlx";

    /** {@code generate_lock_id} in sqlx-postgres/src/migrate.rs. */
    private static final long LOCK = 0x3d32ad9eL;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> historyTables() {
        return Set.of(SqlxSettings.TABLE);
    }

    @Override
    public Set<String> historyTables(Project project) {
        try {
            String table = SqlxFolder.settings(project).table();
            return Set.of(table.substring(table.lastIndexOf('.') + 1).replace("\"", ""));
        } catch (ProjectProblem e) {
            return historyTables(); // The run has said so already.
        }
    }

    @Override
    public String looksFor() {
        return "files named like 1_create_people.sql or 1_create_people.up.sql (sqlx) in it and in migrations";
    }

    /** What sqlx sets when it connects: sqlx-postgres/src/connection/establish.rs. */
    @Override
    public void enter(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("set time zone 'UTC'");
            statement.execute("set datestyle = 'ISO, MDY'");
            statement.execute("set extra_float_digits = 2");
        }
    }

    @Override
    public Optional<Project> open(Path folder, ProjectSettings settings) throws ProjectProblem {
        return SqlxFolder.open(folder, settings);
    }

    @Override
    public Status status(Connection connection, Project project) throws SQLException, ProjectProblem {
        Optional<SqlxHistory> history =
                SqlxHistory.find(connection, SqlxFolder.settings(project).table());
        return SqlxStatus.of(
                project, history.isPresent() ? history.get().rows(connection) : Collections.emptySortedMap());
    }

    @Override
    public Status statusOfNothing(Project project) {
        try {
            return SqlxStatus.of(project, new TreeMap<>());
        } catch (ProjectProblem e) {
            return new Status(List.of(), List.of(e.getMessage()));
        }
    }

    @Override
    public Optional<String> refusal(Project project, Migration migration) throws ProjectProblem {
        return refusal(migration.script());
    }

    @Override
    public Optional<String> revertRefusal(Project project, Migration migration) throws ProjectProblem {
        return refusal(migration.revertScript());
    }

    private static Optional<String> refusal(Path script) throws ProjectProblem {
        String text = SqlxFolder.text(script);
        boolean noTransaction = SqlxFile.wantsNoTransaction(text);
        ScriptPieces.Mode mode = noTransaction ? ScriptPieces.Mode.IMPLICIT : ScriptPieces.Mode.IN_TRANSACTION;
        return ScriptPieces.of(text, mode)
                .refusal(
                        NAME,
                        SqlxFolder.nameOf(script),
                        noTransaction ? "" : "Give it a migration of its own that begins with -- no-transaction");
    }

    @Override
    public MigrationLock lock(Connection connection, Project project) throws SQLException {
        return new AdvisoryLock(connection, lockKey(connection.getCatalog()));
    }

    /** The database's name, by its checksum, times a number. */
    static long lockKey(String database) {
        CRC32 checksum = new CRC32();
        checksum.update(database.getBytes(StandardCharsets.UTF_8));
        return LOCK * checksum.getValue();
    }

    @Override
    public void migrate(RunConnection run, Project project, String toVersion, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem {
        new SqlxRun(run, project, observer).migrate(toVersion);
    }

    @Override
    public void revert(RunConnection run, Project project, Migration migration, ScriptObserver observer)
            throws MigrationFailed, ProjectProblem {
        new SqlxRun(run, project, observer).revert(migration);
    }

    @Override
    public Replay replay(RunConnection run, Project project, ScriptObserver observer) throws ProjectProblem {
        return new SqlxRun(run, project, observer);
    }

    @Override
    public List<Remedy> waysOut(StatusEntry entry) {
        return switch (entry.state()) {
            case CHANGED, FAILED -> List.of(new Remedy.Repair());
            case MISSING -> List.of(new Remedy.MarkReverted(entry.version()));
            default -> List.of();
        };
    }

    @Override
    public void remedy(RunConnection run, Project project, Remedy remedy)
            throws RemedyRefused, SQLException, ProjectProblem {
        new SqlxRemedies(run, project).apply(remedy);
    }

    @Override
    public NewChoices choices(Project project, LocalDateTime now) {
        return SqlxDrafts.choices(project, now);
    }

    @Override
    public List<Draft> draft(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem {
        return SqlxDrafts.of(project, wanted, now);
    }

    @Override
    public int compareVersions(String one, String other) {
        return Long.compare(Long.parseLong(one), Long.parseLong(other));
    }

    @Override
    public Optional<String> advice(MigrationState state) {
        return switch (state) {
            case CHANGED ->
                Optional.of("Bring the edited file back to what it was (its history in version control knows), and put"
                        + " the change in a new migration; or accept the file as it is with repair. sqlx compares every"
                        + " character, line ends too.");
            case MISSING -> Optional.of("Bring the missing file back.");
            case FAILED ->
                Optional.of("Take away what the migration left half done, delete its row from the history table, and"
                        + " migrate again.");
            default -> Optional.empty();
        };
    }

    @Override
    public String revertScriptName(Migration migration) {
        String script = migration.scriptName();
        String stem = script.toLowerCase(Locale.ROOT).endsWith(".up.sql")
                ? script.substring(0, script.length() - ".up.sql".length())
                : script.substring(0, script.length() - ".sql".length());
        return stem + ".down.sql";
    }
}
