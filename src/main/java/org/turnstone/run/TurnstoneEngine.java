package org.turnstone.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Draft;
import org.turnstone.format.Format;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.format.flyway.FlywayFormat;
import org.turnstone.format.knex.KnexFormat;
import org.turnstone.format.prisma.PrismaFormat;
import org.turnstone.format.sqlx.SqlxFormat;
import org.turnstone.scratch.BuiltInPostgres;

/** The engine: the formats Turnstone knows, the built-in PostgreSQL, the journal. */
public final class TurnstoneEngine implements Engine, Remedies, Proofs {
    /** Those with names of their own before those whose files could be somebody else's. */
    private final List<Format> formats =
            List.of(new PrismaFormat(), new KnexFormat(), new SqlxFormat(), new FlywayFormat());

    private final BuiltInPostgres builtIn;
    private final Journal journal;
    private final ScratchWorkbench workbench;

    /** With the usual places for its files. */
    public TurnstoneEngine() {
        this(new BuiltInPostgres(BuiltInPostgres.defaultCacheFolder()), Journal.inDefaultFolder());
    }

    public TurnstoneEngine(BuiltInPostgres builtIn, Journal journal) {
        this.builtIn = builtIn;
        this.journal = journal;
        this.workbench = new ScratchWorkbench(builtIn.another(), this::formatOf, journal.besides("drafts"));
    }

    @Override
    public Project open(Path folder) throws ProjectProblem {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.exists(root)) {
            throw new ProjectProblem("There is no folder " + root + ".");
        }
        if (!Files.isDirectory(root)) {
            throw new ProjectProblem(root + " is a file; open the folder that holds the migrations.");
        }
        if (!Files.isReadable(root)) {
            throw new ProjectProblem("The folder " + root + " may not be read by this user.");
        }
        return ProjectSearch.open(root, formats);
    }

    @Override
    public void trust(Path folder) {
        formats.forEach(f -> f.trust(folder.toAbsolutePath().normalize()));
    }

    @Override
    public void trust(Path program, String sha256) {
        formats.forEach(f -> f.trust(program.toAbsolutePath().normalize(), sha256));
    }

    @Override
    public void distrust(Path program) {
        formats.forEach(f -> f.distrust(program.toAbsolutePath().normalize()));
    }

    @Override
    public StatusResult status(Project project, Target target) throws ConnectionFailure, ProjectProblem {
        try (Session session = Session.openReadOnly(target, "turnstone status")) {
            Project fresh = open(project.root());
            Format format = formatOf(fresh);
            format.enter(session);
            Status status = format.status(session.connection(), fresh);
            Evidence evidence = NothingChanged.onlyRead(session.connection());
            return new StatusResult(fresh, targetInfo(session), status, evidence);
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    @Override
    public String historyMark(Project project, Target target) throws ConnectionFailure {
        try (Session session = Session.openReadOnly(target, "turnstone status")) {
            return HistoryMark.read(session.connection(), formatOf(project).historyTables(project));
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    @Override
    public StatusResult statusWithoutTarget(Project project) {
        return new StatusResult(project, null, formatOf(project).statusOfNothing(project));
    }

    @Override
    public Outlook outlook(Project project, Target target, Map<String, String> wanted)
            throws ConnectionFailure, ProjectProblem {
        try (Session session = Session.openReadOnly(target, "turnstone status")) {
            Format format = formatOf(project);
            format.enter(session);
            return OutlookReading.of(session, format, project, wanted);
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    @Override
    public DataThatGoes dataThatGoes(RunRequest revert) throws ConnectionFailure, ProjectProblem, RunRefused {
        Target target = revert.target();
        try (Session session = Session.openReadOnly(target, "turnstone status")) {
            Project fresh = open(revert.project().root());
            Format format = formatOf(fresh);
            format.enter(session);
            DataThatGoes goes = DataThatGoes.of(Plans.revert(format, session.connection(), fresh, revert));
            return goes.losses().isEmpty()
                    ? goes
                    : goes.counted(OutlookReading.of(session, format, fresh, goes.locks())
                            .rows());
        } catch (NotClean e) {
            return DataThatGoes.NONE; // The run refuses, and says why.
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    @Override
    public RunResult run(RunRequest request, RunListener listener, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem, RunRefused {
        String id = RunIds.next();
        try (Journal.Entry entry = journal.begin(id, request)) {
            RunListener both = event -> {
                entry.on(event);
                listener.on(event);
            };
            try {
                // The files may have changed since the project was opened, and what counts is what is there now.
                Project fresh = open(request.project().root());
                Format format = formatOf(fresh);
                RunResult result = switch (request.kind()) {
                    case TEST -> new ScratchTest(id, format, fresh, request, builtIn, both, cancellation).run();
                    case DIFF -> new DriftRun(id, format, fresh, request, builtIn, both, cancellation).run();
                    default -> new TargetRun(id, format, fresh, request, builtIn, journal, both, cancellation).run();
                };
                both.on(new RunEvent.Ended(result));
                return result;
            } catch (ConnectionFailure | ProjectProblem | RunRefused e) {
                entry.refused(e);
                throw e;
            }
        }
    }

    @Override
    public Remedies remedies() {
        return this;
    }

    @Override
    public LockDoctor locks() {
        return new ServerLocks(journal);
    }

    @Override
    public Proofs proofs() {
        return this;
    }

    @Override
    public List<RowChange> rehearse(Project project, Target target, Remedy remedy)
            throws ConnectionFailure, ProjectProblem, RunRefused {
        Project fresh = open(project.root());
        return new RemedyRun(RunIds.next(), formatOf(fresh), fresh, target, journal).carryOut(remedy, false);
    }

    @Override
    public List<RowChange> apply(Project project, Target target, Remedy remedy)
            throws ConnectionFailure, ProjectProblem, RunRefused {
        Project fresh = open(project.root());
        String id = RunIds.next();
        try (Journal.Entry entry = journal.begin(id, remedy, fresh, target)) {
            List<RowChange> changes = new RemedyRun(id, formatOf(fresh), fresh, target, journal).carryOut(remedy, true);
            entry.on(changes);
            return changes;
        }
    }

    @Override
    public List<Remedy> waysOut(Project project, StatusEntry entry) {
        return formatOf(project).waysOut(entry);
    }

    @Override
    public Remedy takeOver(Project project, String version) {
        return formatOf(project).takeOver(version);
    }

    @Override
    public boolean lockOutlivesItsHolder(Project project) {
        return formatOf(project).lockOutlivesItsHolder();
    }

    @Override
    public boolean stopsMigrate(Project project, MigrationState state) throws ProjectProblem {
        return formatOf(project).stopsMigrate(project, state);
    }

    @Override
    public NewChoices choices(Project project) throws ProjectProblem {
        return formatOf(project).choices(project, LocalDateTime.now(ZoneOffset.UTC));
    }

    @Override
    public List<Draft> draft(Project project, NewMigration wanted) throws ProjectProblem {
        List<Draft> drafts = formatOf(project).draft(project, wanted, LocalDateTime.now(ZoneOffset.UTC));
        for (Draft each : drafts) {
            if (Files.exists(each.file())) {
                throw new ProjectProblem(each.file() + " is there already and was left as it is.");
            }
        }
        return drafts;
    }

    @Override
    public List<Path> create(Project project, NewMigration wanted) throws ProjectProblem {
        List<Path> written = new ArrayList<>();
        try {
            for (Draft draft : draft(open(project.root()), wanted)) {
                written.add(written(draft));
            }
            return written;
        } catch (ProjectProblem e) {
            // Half of a migration would be one of its own.
            for (Path file : written) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException left) {
                    throw new ProjectProblem(e.getMessage() + " " + file + " was written before that.");
                }
            }
            throw e;
        }
    }

    private static Path written(Draft draft) throws ProjectProblem {
        try {
            Files.createDirectories(draft.file().getParent());
            Files.writeString(draft.file(), draft.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return draft.file();
        } catch (FileAlreadyExistsException e) {
            throw new ProjectProblem(draft.file() + " is there already and was left as it is.");
        } catch (IOException e) {
            throw new ProjectProblem("Cannot write " + draft.file() + ": " + e.getMessage());
        }
    }

    @Override
    public List<RevertOffer> derive(
            Project project,
            Set<String> versions,
            Target target,
            ScratchPlace place,
            RunListener listener,
            Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem, RunRefused {
        Project fresh = open(project.root());
        return new DeriveRun(
                        RunIds.next(), formatOf(fresh), fresh, versions, target, place, builtIn, listener, cancellation)
                .run();
    }

    @Override
    public Path write(RevertOffer offer) throws ProjectProblem {
        return written(new Draft(offer.file(), offer.text()));
    }

    @Override
    public List<ScratchLeftover> leftovers(Target target) throws ConnectionFailure {
        return new ScratchLeftovers(builtIn.cacheFolder()).find(target);
    }

    @Override
    public void drop(ScratchLeftover leftover, Target target) throws ConnectionFailure {
        new ScratchLeftovers(builtIn.cacheFolder()).drop(leftover, target);
    }

    @Override
    public Workbench workbench() {
        return workbench;
    }

    @Override
    public Target scratchDatabase(String name) throws ConnectionFailure {
        return builtIn.createDatabase(name);
    }

    @Override
    public BuiltInState builtIn() {
        String version = builtIn.version();
        return new BuiltInState(
                version.equals("none") ? null : version,
                builtIn.runningVersion().isPresent());
    }

    @Override
    public void close() {
        workbench.close();
        builtIn.close();
    }

    static TargetInfo targetInfo(Session session) {
        return new TargetInfo(
                session.target().name(),
                Addresses.server(session.target().address()),
                session.server().database(),
                session.server().user(),
                session.server().version());
    }

    private Format formatOf(Project project) {
        return formats.stream()
                .filter(f -> f.name().equals(project.format()))
                .findFirst()
                .orElseThrow();
    }
}
