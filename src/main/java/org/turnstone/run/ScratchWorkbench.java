package org.turnstone.run;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.FilledScript;
import org.turnstone.format.Format;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.scratch.BuiltInPostgres;

/** The workbench on a built-in PostgreSQL of its own: what is tried on it must not meet what others try on theirs. */
final class ScratchWorkbench implements Workbench, AutoCloseable {
    private final BuiltInPostgres server;
    private final ScratchBases bases;
    private final Function<Project, Format> formats;
    private final Path drafts;
    private final ReentrantLock lock = new ReentrantLock();
    private Place reading;
    private Place working;

    /** A copy of a base, and a session in it. */
    private record Place(ScratchBases.Base base, Target copy, Session session) {}

    ScratchWorkbench(BuiltInPostgres server, Function<Project, Format> formats, Path drafts) {
        this.server = server;
        this.bases = new ScratchBases(server);
        this.formats = formats;
        this.drafts = drafts;
    }

    @Override
    public CheckReport check(Project project, EditedScript script, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem {
        lock.lock();
        try {
            if (cancellation.isRequested()) {
                return new CheckReport(List.of(), null, null);
            }
            ScratchBases.Base base = bases.before(formats.apply(project), project, script, cancellation);
            reading = at(base, reading, false);
            FilledScript filled = fill(project, script, reading.session());
            CheckReport report = new ScriptCheck(
                            reading.session(),
                            filled,
                            true,
                            isTransactional(script),
                            base.problem() != null,
                            cancellation)
                    .read(true);
            String note =
                    base.problem() == null ? report.note() : base.problem() + ". Only what is spelt wrong is found.";
            return new CheckReport(report.problems(), report.catalog(), note);
        } catch (SQLException e) {
            Target target = reading == null ? null : reading.copy();
            leave(reading);
            reading = null;
            throw target == null
                    ? new ConnectionFailure(ConnectionFailure.Kind.OTHER, String.valueOf(e.getMessage()))
                    : Session.failure(e, target);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CheckReport checkOn(Project project, Target target, EditedScript script, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem {
        if (cancellation.isRequested()) {
            return new CheckReport(List.of(), null, null);
        }
        try (Session session = Session.open(target, "turnstone editor")) {
            FilledScript filled = fill(project, script, session);
            return new ScriptCheck(session, filled, false, isTransactional(script), false, cancellation).read(false);
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    /** As the tool would send it; what it fills in may be a password. */
    private FilledScript fill(Project project, EditedScript script, Session session) throws ProjectProblem {
        Format format = formats.apply(project);
        session.hide(format.secrets(project));
        return format.fill(session.connection(), project, script.file(), script.text());
    }

    private static boolean isTransactional(EditedScript script) {
        return script.reverts() || script.migration().transactional();
    }

    @Override
    public ScratchAnswer run(Project project, EditedScript script, int begin, int end, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem {
        lock.lock();
        try {
            ScratchBases.Base base = bases.before(formats.apply(project), project, script, cancellation);
            working = at(base, working, true);
            FilledScript filled = fill(project, script, working.session());
            List<ScratchAnswer.Step> steps =
                    new ScratchConsole(working.session(), cancellation).run(filled, begin, end);
            String note = base.problem() == null ? null : base.problem() + ".";
            return new ScratchAnswer(steps, working.copy().address().database(), note);
        } catch (SQLException e) {
            Target target = working.copy();
            leave(working);
            working = null;
            throw Session.failure(e, target);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            leave(working);
            working = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Catalog catalog(Target target) throws ConnectionFailure {
        try (Session session = Session.openReadOnly(target, "turnstone editor")) {
            return CatalogReading.of(session.connection());
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    @Override
    public Path drafts() {
        return drafts;
    }

    /** The same place as long as it comes from the same base and its session lives. */
    private Place at(ScratchBases.Base base, Place before, boolean trusted) throws ConnectionFailure, SQLException {
        if (before != null
                && before.base().equals(base)
                && before.session().connection().isValid(5)) {
            return before;
        }
        leave(before);
        Target copy = bases.copy(base, trusted);
        return new Place(base, copy, Session.open(copy, "turnstone editor"));
    }

    private void leave(Place place) {
        if (place != null) {
            place.session().close();
            bases.drop(place.copy());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
