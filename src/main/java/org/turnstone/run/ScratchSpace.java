package org.turnstone.run;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.Replay;
import org.turnstone.format.ScriptText;
import org.turnstone.schema.SnapshotScope;
import org.turnstone.scratch.BuiltInPostgres;
import org.turnstone.scratch.InstalledPostgres;
import org.turnstone.scratch.ScratchServer;
import org.turnstone.scratch.TemporaryDatabases;
import org.turnstone.sql.Splitter;

/**
 * The scratch database of one run: made where it was asked for, set up as the project says, put back to an earlier state
 * when asked, and gone afterwards. One session works in it as a run's session does, another looks at what came of it.
 */
final class ScratchSpace implements AutoCloseable {
    private final String id;
    private final Format format;
    private final Project project;
    private final Target target;
    private final ScratchPlace place;
    private final ScratchServer server;
    private final AutoCloseable owned;
    private final Cancellation cancellation;
    private final List<String> remarks = new ArrayList<>();
    private final List<Target> copies = new ArrayList<>();

    private Target scratch;
    private Session work;
    private Session watch;
    private Recorder recorder;
    private RunConnection run;
    private Replay replay;

    private ScratchSpace(
            String id,
            Format format,
            Project project,
            Target target,
            ScratchPlace place,
            ScratchServer server,
            AutoCloseable owned,
            Cancellation cancellation) {
        this.id = id;
        this.format = format;
        this.project = project;
        this.target = target;
        this.place = place;
        this.server = server;
        this.owned = owned;
        this.cancellation = cancellation;
    }

    /**
     * Makes the database and enters it.
     *
     * @param target may be null; its version decides which installed PostgreSQL is the best
     * @param targetVersion the target's {@code server_version_num}; 0 when there is none
     * @param apart on a server of its own, which can be kept
     */
    static ScratchSpace open(
            String id,
            Format format,
            Project project,
            ScratchPlace place,
            Target target,
            int targetVersion,
            BuiltInPostgres builtIn,
            boolean apart,
            Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem, RunRefused, SQLException {
        ScratchServer server;
        AutoCloseable owned = null;
        List<String> remarks = new ArrayList<>();
        switch (place) {
            case BUILT_IN -> {
                BuiltInPostgres own = apart ? builtIn.another() : builtIn;
                owned = apart ? own : null;
                server = own;
            }
            case INSTALLED -> {
                int major = targetVersion / 10000;
                InstalledPostgres best = InstalledPostgres.best(major)
                        .orElseThrow(() -> new RunRefused("No installed PostgreSQL was found in the usual places."
                                + " TURNSTONE_POSTGRES can name the folder its programs are in; or test on the"
                                + " built-in one."));
                if (major > 0 && best.major() != major) {
                    remarks.add("No PostgreSQL " + major + " is installed here, as the target is; this is "
                            + best.version() + ".");
                }
                BuiltInPostgres own = builtIn.from(best);
                owned = own;
                server = own;
            }
            case TARGET -> {
                if (target == null) {
                    throw new RunRefused("A scratch database on the target's server needs a target: name one with"
                            + " --url or --profile.");
                }
                refuseWhatIsTheWholeServers(project);
                TemporaryDatabases temporary = TemporaryDatabases.on(target, "turnstone " + id);
                owned = temporary;
                server = temporary;
            }
            default -> throw new IllegalStateException(place.id());
        }
        ScratchSpace space = new ScratchSpace(id, format, project, target, place, server, owned, cancellation);
        space.remarks.addAll(remarks);
        try {
            if (server instanceof TemporaryDatabases temporary) {
                space.removeLeftovers(temporary);
            }
            space.make(null);
            return space;
        } catch (ConnectionFailure | ProjectProblem | SQLException | RuntimeException e) {
            space.close();
            throw e;
        }
    }

    /** What nobody works with any more and nobody wanted to keep. */
    private void removeLeftovers(TemporaryDatabases temporary) throws ConnectionFailure {
        for (TemporaryDatabases.Found left : temporary.leftovers()) {
            if (!left.kept()) {
                temporary.dropLeftover(left.name());
                remarks.add("Removed " + left.name() + ", which an earlier Turnstone had left on " + target.name()
                        + "'s server.");
            }
        }
    }

    /** On somebody's server only what stays inside the scratch database may run. */
    private static void refuseWhatIsTheWholeServers(Project project) throws ProjectProblem, RunRefused {
        for (Migration migration : project.migrations()) {
            List<java.nio.file.Path> scripts = new ArrayList<>(List.of(migration.script()));
            migration.revert().filter(file -> !file.equals(migration.script())).ifPresent(scripts::add);
            for (java.nio.file.Path script : scripts) {
                String name = script.getFileName().toString();
                String wide =
                        ScriptWords.of(ScriptText.read(name, script).text()).serverWide();
                if (wide != null) {
                    throw new RunRefused(name + " has " + wide + " …, which changes the target's whole server and not"
                            + " only a scratch database on it. Test on the built-in or an installed PostgreSQL.");
                }
            }
        }
    }

    /** What is worth saying about how it came to be, a sentence each. */
    List<String> remarks() {
        return remarks;
    }

    ScratchPlace place() {
        return place;
    }

    /** The session that works. */
    Session session() {
        return work;
    }

    /** The session that looks: a script's settings and roles do not reach it. */
    Session watch() {
        return watch;
    }

    /** What a snapshot here takes in: on a server of our own everything belongs to one role. */
    SnapshotScope scope() {
        return SnapshotScope.of(format.historyTables(project));
    }

    /** From now on this one sees what is carried out here. */
    void begin(Recorder observer) throws SQLException, ProjectProblem {
        recorder = observer;
        run = new RunConnection(work, false, observer);
        replay = format.replay(run, project, observer);
    }

    RunConnection run() {
        return run;
    }

    Replay replay() {
        return replay;
    }

    /** A copy of the database as it is now. */
    Target copy() throws ConnectionFailure, SQLException, ProjectProblem {
        leave();
        Target copy = server.copy(scratch);
        copies.add(copy);
        enter();
        return copy;
    }

    /** Puts the database back to what a copy has; null for an empty one with nothing but its set-up. */
    void restore(Target copy) throws ConnectionFailure, SQLException, ProjectProblem {
        leave();
        server.drop(scratch);
        if (copies.isEmpty()) {
            server.dropNewRoles();
        }
        make(copy);
    }

    /** Gives a copy back. */
    void forget(Target copy) throws ConnectionFailure {
        if (copy != null && copies.remove(copy)) {
            server.drop(copy);
        }
    }

    private void make(Target copy) throws ConnectionFailure, SQLException, ProjectProblem {
        scratch = copy == null ? server.create() : server.copy(copy);
        enter();
        if (copy == null) {
            setUp();
        }
    }

    private void enter() throws ConnectionFailure, SQLException, ProjectProblem {
        Target entered = place == ScratchPlace.TARGET || target == null ? scratch : likeTheTarget();
        work = Session.open(entered, "turnstone " + id);
        watch = Session.open(scratch, "turnstone " + id);
        work.hide(format.secrets(project));
        cancellation.during(work::cancel);
        format.enter(work);
        if (recorder != null) {
            begin(recorder);
        }
    }

    /** Where a session works is part of what scripts mean: the search path comes along. */
    private Target likeTheTarget() {
        Address at = scratch.address();
        Map<String, String> parameters = new LinkedHashMap<>(at.parameters());
        String options = target.address().parameters().get("options");
        if (options != null) {
            parameters.put("options", options);
        }
        return new Target(
                scratch.name(),
                new Address(at.hosts(), at.database(), at.user(), at.password(), parameters),
                scratch.limits(),
                new SessionSetup(target.setup().searchPath(), ""));
    }

    private void leave() {
        cancellation.during(null);
        if (work != null) {
            work.close();
        }
        if (watch != null) {
            watch.close();
        }
    }

    private void setUp() throws SQLException, ProjectProblem {
        ProjectSettings.Scratch wanted = project.settings().scratch();
        try (Statement statement = work.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            if (place != ScratchPlace.TARGET) {
                Set<String> there = Set.copyOf(ScratchLacks.roles(work));
                for (String role : wanted.roles()) {
                    if (!there.contains(role)) {
                        carryOut(statement, "create role " + ScratchLacks.quoted(role), "scratch.roles");
                    }
                }
            }
            for (String extension : wanted.extensions()) {
                carryOut(
                        statement,
                        "create extension if not exists " + ScratchLacks.quoted(extension) + " cascade",
                        "scratch.extensions");
            }
            for (String script : wanted.setup()) {
                for (var each : Splitter.split(script).statements()) {
                    carryOut(statement, each.text(script), wanted.setupPlace());
                }
            }
        }
    }

    private void carryOut(Statement statement, String sql, String where) throws ProjectProblem {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ProjectProblem("The scratch database cannot be set up as " + ProjectSettings.FILE + " says ("
                    + where + "): "
                    + work.redaction().apply(String.valueOf(e.getMessage()))
                    + ScratchLacks.hintForExtension(e, place)
                            .map(hint -> " " + hint)
                            .orElse(""));
        }
    }

    /** Leaves the database behind, and says how to enter it. */
    String keep() throws ConnectionFailure {
        leave();
        Target left = scratch;
        scratch = null;
        if (server instanceof TemporaryDatabases temporary) {
            temporary.keep(left);
            return ScratchLeftovers.enter(target, left.address().database());
        }
        return ScratchLeftovers.enter(((BuiltInPostgres) server).keep(left));
    }

    /** Drops what was made, whatever became of the run. */
    @Override
    public void close() throws ConnectionFailure {
        leave();
        try {
            if (owned == null) {
                for (Target copy : copies) {
                    server.drop(copy);
                }
                if (scratch != null) {
                    server.drop(scratch);
                }
                server.dropNewRoles();
            }
        } finally {
            closeOwned();
        }
    }

    private void closeOwned() throws ConnectionFailure {
        try {
            if (owned != null) {
                owned.close();
            }
        } catch (ConnectionFailure | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
