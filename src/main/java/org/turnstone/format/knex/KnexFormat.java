package org.turnstone.format.knex;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.turnstone.connection.RunConnection;
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
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptPieces;
import org.turnstone.format.ScriptText;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/**
 * Knex: its folder, its tables, its lock. Status and history are read here; what is written in JavaScript is run by the
 * project's own knex in Node.
 */
public final class KnexFormat implements Format {
    static final String NAME = "Knex";

    private final Optional<Node> node;
    private final KnexfileReader reader;
    private final KnexFolder folder;
    /** Who of our sessions holds a lock: a run takes it, and leaves it to the migrating to keep or to hand over. */
    private final Map<Connection, KnexLock> locks = Collections.synchronizedMap(new WeakHashMap<>());

    public KnexFormat() {
        this(Node.find());
    }

    KnexFormat(Optional<Node> node) {
        this.node = node;
        this.reader = new KnexfileReader(node);
        this.folder = new KnexFolder(reader);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> historyTables() {
        return tables(KnexSettings.TABLE);
    }

    @Override
    public Set<String> historyTables(Project project) {
        try {
            return tables(settings(project).tableName());
        } catch (ProjectProblem e) {
            return historyTables(); // The run has said so already.
        }
    }

    /** The two, and the sequences that number their rows. */
    private static Set<String> tables(String table) {
        return Set.of(table, table + "_lock", table + "_id_seq", table + "_lock_index_seq");
    }

    @Override
    public String looksFor() {
        return "a knexfile (Knex) in it, above or below, and files with up and down for knex in migrations";
    }

    @Override
    public Optional<Project> open(Path root, ProjectSettings settings) throws ProjectProblem {
        return folder.open(root, settings);
    }

    private KnexSettings settings(Project project) throws ProjectProblem {
        return folder.settings(project.root(), project.settings())
                .orElseThrow(() -> new ProjectProblem("There is no knex project in " + project.root() + " any more."));
    }

    @Override
    public void trust(Path trusted) {
        reader.trust(trusted);
    }

    @Override
    public void trust(Path program, String sha256) {
        reader.trust(program, sha256);
    }

    @Override
    public void distrust(Path program) {
        reader.distrust(program);
    }

    @Override
    public Status status(Connection connection, Project project) throws SQLException, ProjectProblem {
        KnexSettings settings = settings(project);
        KnexTables tablesThere = KnexTables.of(connection, settings);
        KnexStatus status = KnexStatus.read(tablesThere, settings, project);
        List<String> warnings = new ArrayList<>();
        if (status.corruption() != null) {
            warnings.add(status.corruption() + ".");
        }
        KnexLock own = locks.get(connection);
        if ((own == null || !own.isTaken()) && tablesThere.lockExists()) {
            int[] rows = tablesThere.lockRows();
            if (rows[0] > 1 || rows[1] > 0) {
                warnings.add(KnexLock.stuck(tablesThere, rows) + ".");
            }
        }
        return status.status(warnings);
    }

    @Override
    public Status statusOfNothing(Project project) {
        return KnexStatus.ofNothing(project);
    }

    @Override
    public boolean runsElsewhere(Migration migration) {
        return !KnexMigrations.isSql(migration);
    }

    @Override
    public Optional<String> refusal(Project project, Migration migration) throws ProjectProblem {
        return project.program() != null
                ? unread(project.program())
                : KnexMigrations.isSql(migration)
                        ? refusal(migration.script(), migration.transactional())
                        : refusalOfJavaScript(migration);
    }

    @Override
    public Optional<String> revertRefusal(Project project, Migration migration) throws ProjectProblem {
        if (project.program() != null) {
            return unread(project.program());
        }
        Path script = migration.revertScript();
        return KnexMigrations.isSql(migration)
                ? refusal(script, KnexMigrations.fitsIntoTransaction(script))
                : refusalOfJavaScript(migration);
    }

    /** What it decides might be another folder or another table than what was seen. */
    private static Optional<String> unread(Path program) {
        return Optional.of(
                program.getFileName() + " computes its settings, so it has to be run before they are known, and nobody"
                        + " has said that it may be. Trust the project first: --trust on the command"
                        + " line, in the window under Project.");
    }

    private static Optional<String> refusal(Path script, boolean transactional) throws ProjectProblem {
        String name = script.getFileName().toString();
        return ScriptPieces.of(
                        ScriptText.read(name, script).text(),
                        transactional ? ScriptPieces.Mode.IN_TRANSACTION : ScriptPieces.Mode.IMPLICIT)
                .refusal("knex", name, "");
    }

    private Optional<String> refusalOfJavaScript(Migration migration) {
        if (node.isEmpty()) {
            return Optional.of(
                    migration.scriptName() + " is written in JavaScript: install Node, and run npm install in"
                            + " the project, so that its own knex can run it. Status and history need neither.");
        }
        if (!Node.hasKnex(migration.script().getParent())) {
            return Optional.of(migration.scriptName() + " is written in JavaScript, and knex is not installed in this"
                    + " project: run npm install there. Status and history do not need it.");
        }
        return Optional.empty();
    }

    @Override
    public MigrationLock lock(Connection connection, Project project) throws SQLException, ProjectProblem {
        KnexLock lock = new KnexLock(connection, KnexTables.of(connection, settings(project)));
        locks.put(connection, lock);
        return lock;
    }

    @Override
    public void migrate(RunConnection run, Project project, String toVersion, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem {
        KnexSettings settings = settings(project);
        try (KnexWork work = begin(run, project, settings, observer)) {
            KnexStatus status = work.status(project);
            if (status.corruption() != null) {
                throw new NotClean(status.corruption());
            }
            work.up(status.pending().stream()
                    .filter(m -> toVersion == null || compareVersions(m.version(), toVersion) <= 0)
                    .toList());
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
    }

    @Override
    public void revert(RunConnection run, Project project, Migration migration, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem {
        KnexSettings settings = settings(project);
        try (KnexWork work = begin(run, project, settings, observer)) {
            KnexStatus status = work.status(project);
            String recorded = status.recorded(migration);
            if (recorded == null) {
                throw new ProjectProblem(
                        migration.scriptName() + " is not applied any more. Refresh, and look at the status again.");
            }
            if (status.corruption() != null) {
                throw new NotClean(status.corruption());
            }
            work.down(migration, recorded);
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
    }

    /** With the lock that the run took, or with one of its own where nobody took any, as on scratch. */
    private KnexWork begin(RunConnection run, Project project, KnexSettings settings, ScriptObserver observer)
            throws SQLException, ProjectProblem, MigrationFailed {
        Connection connection = run.session().connection();
        KnexLock lock = locks.get(connection);
        boolean own = lock == null || !lock.isTaken();
        if (own) {
            lock = (KnexLock) lock(connection, project);
            if (!lock.tryTake()) {
                throw new MigrationFailed(
                        "Somebody else holds knex's migration lock: "
                                + lock.holder().orElse("nobody knows who") + ".",
                        new SQLException("Migration table is already locked", "55P03"));
            }
        }
        return new KnexWork(run, settings, lock, own, node.orElse(null), observer);
    }

    @Override
    public Optional<List<Migration>> lastBatch(Connection connection, Project project)
            throws SQLException, ProjectProblem, NotClean {
        KnexSettings settings = settings(project);
        KnexStatus status = KnexStatus.read(KnexTables.of(connection, settings), settings, project);
        if (status.corruption() != null) {
            throw new NotClean(status.corruption());
        }
        return Optional.of(status.lastBatch());
    }

    @Override
    public boolean stopsMigrate(Project project, MigrationState state) throws ProjectProblem {
        return state == MigrationState.MISSING && !settings(project).disableMigrationsListValidation();
    }

    @Override
    public Optional<String> advice(MigrationState state) {
        return state == MigrationState.MISSING
                ? Optional.of(
                        "Bring the missing files back: knex does nothing either while its history names files that"
                                + " are not there.")
                : Optional.empty();
    }

    @Override
    public String revertScriptName(Migration migration) {
        return KnexMigrations.isSql(migration)
                ? KnexMigrations.stem(migration.script().getFileName().toString()) + ".down.sql"
                : "a function down in " + migration.scriptName();
    }

    /** Versions stand in the order of the file names they begin. */
    @Override
    public int compareVersions(String one, String other) {
        return asInName(one).compareTo(asInName(other));
    }

    private static String asInName(String version) {
        return version.chars().allMatch(c -> c >= '0' && c <= '9') ? version + "_" : version;
    }

    @Override
    public List<Remedy> waysOut(StatusEntry entry) {
        return switch (entry.state()) {
            case MISSING ->
                List.of(new Remedy.MarkReverted(entry.version() == null ? entry.script() : entry.version()));
            default -> List.of();
        };
    }

    /** Knex counts single migrations. */
    @Override
    public Remedy takeOver(String version) {
        return new Remedy.MarkApplied(null);
    }

    @Override
    public boolean lockOutlivesItsHolder() {
        return true;
    }

    @Override
    public void remedy(RunConnection run, Project project, Remedy remedy)
            throws RemedyRefused, SQLException, ProjectProblem {
        new KnexRemedies(run, project, settings(project)).apply(remedy);
    }

    @Override
    public NewChoices choices(Project project, LocalDateTime now) {
        return KnexDrafts.choices(project, now);
    }

    @Override
    public List<Draft> draft(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem {
        return KnexDrafts.of(project, wanted, now);
    }

    /** Its lock is taken in the transaction that writes the rows. */
    @Override
    public boolean remediesTakeTheLock() {
        return true;
    }
}
