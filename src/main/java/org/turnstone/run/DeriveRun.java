package org.turnstone.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.run.RevertOffer.Verdict;
import org.turnstone.schema.DerivedRevert;
import org.turnstone.schema.Inverse;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.Snapshot;
import org.turnstone.scratch.BuiltInPostgres;

/**
 * Derives revert scripts: each migration is applied at its place on scratch, the inverse of what it did is carried out in a
 * transaction that is rolled back, and offered only when the schema inside it was the one before.
 */
final class DeriveRun {
    private final String id;
    private final Format format;
    private final Project project;
    private final Set<String> versions;
    private final Target target;
    private final ScratchPlace place;
    private final BuiltInPostgres builtIn;
    private final RunListener listener;
    private final Cancellation cancellation;

    private ScratchSpace space;
    private RevertScript scripts;

    DeriveRun(
            String id,
            Format format,
            Project project,
            Set<String> versions,
            Target target,
            ScratchPlace place,
            BuiltInPostgres builtIn,
            RunListener listener,
            Cancellation cancellation) {
        this.id = id;
        this.format = format;
        this.project = project;
        this.versions = versions;
        this.target = target;
        this.place = place;
        this.builtIn = builtIn;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    List<RevertOffer> run() throws ConnectionFailure, ProjectProblem, RunRefused {
        List<Migration> all = project.migrations().stream()
                .filter(m -> m.kind() == Migration.Kind.VERSIONED)
                .toList();
        List<Migration> wanted = wanted(all);
        if (wanted.isEmpty()) {
            return List.of();
        }
        int version = 0;
        if (target != null) {
            try (Session session = Session.openReadOnly(target, "turnstone " + id)) {
                version = session.server().versionNumber();
            }
        }
        try (ScratchSpace opened =
                ScratchSpace.open(id, format, project, place, target, version, builtIn, false, cancellation)) {
            space = opened;
            opened.remarks().forEach(remark -> listener.on(new RunEvent.Remark(remark)));
            scripts =
                    new RevertScript(format, project, opened.session().server().version());
            return derive(all.subList(0, all.indexOf(wanted.getLast()) + 1), wanted);
        } catch (SQLException e) {
            throw Session.failure(e, space == null ? target : space.session().target());
        } finally {
            cancellation.during(null);
        }
    }

    private List<Migration> wanted(List<Migration> all) throws RunRefused {
        Set<String> unknown = new LinkedHashSet<>(versions);
        all.forEach(m -> unknown.remove(m.version()));
        if (!unknown.isEmpty()) {
            throw new RunRefused("There is no migration with version " + String.join(", ", unknown) + " in "
                    + project.folder() + ". `turnstone status` lists the versions.");
        }
        return all.stream()
                .filter(m -> versions.isEmpty() ? !m.revertible() : versions.contains(m.version()))
                .toList();
    }

    private List<RevertOffer> derive(List<Migration> all, List<Migration> wanted) throws SQLException, ProjectProblem {
        Recorder recorder =
                new Recorder(listener, cancellation, space.session().redaction(), null, all.size(), Direction.UP);
        space.begin(recorder);
        List<RevertOffer> offers = new ArrayList<>();
        List<Migration> between = new ArrayList<>();
        Snapshot current = null;
        try {
            for (Migration migration : all) {
                if (!wanted.contains(migration)) {
                    between.add(migration);
                    continue;
                }
                if (!between.isEmpty()) {
                    space.replay().apply(between);
                    recorder.confirm();
                    between.clear();
                    current = null;
                }
                Snapshot before = current == null ? snapshot() : current;
                space.replay().apply(List.of(migration));
                recorder.confirm();
                current = snapshot();
                offers.add(offer(migration, before, current));
            }
        } catch (MigrationFailed | NotClean e) {
            recorder.stop(e.getCause() instanceof SQLException said ? said : null);
            List<String> why = new ArrayList<>();
            why.add(space.session().redaction().apply(String.valueOf(e.getMessage())));
            why.addAll(ScratchLacks.advice(recorder.lastError(), project, space.watch(), place));
            for (Migration migration : wanted.subList(offers.size(), wanted.size())) {
                offers.add(new RevertOffer(migration, Verdict.FAILED, null, null, null, List.of(), why));
            }
        }
        return offers;
    }

    private RevertOffer offer(Migration migration, Snapshot before, Snapshot after)
            throws SQLException, ProjectProblem {
        SchemaDifference change = before.to(after);
        if (change.isEmpty()) {
            return new RevertOffer(
                    migration,
                    Verdict.NO_CHANGE,
                    change,
                    null,
                    null,
                    List.of(),
                    List.of("It does nothing to the schema. What it does to data, only who wrote it can take back."));
        }
        DerivedRevert derived = Inverse.of(before, after);
        List<String> missing = new ArrayList<>(derived.missing());
        Set<String> losses = new LinkedHashSet<>(derived.losses());
        if (missing.isEmpty()) {
            prove(derived.statements(), before, missing, losses);
        }
        if (missing.isEmpty()) {
            scripts.refusal(derived.statements()).ifPresent(missing::add);
        }
        if (!missing.isEmpty()) {
            return new RevertOffer(migration, Verdict.NONE, change, null, null, List.copyOf(losses), missing);
        }
        List<String> sentences = List.copyOf(losses);
        return new RevertOffer(
                migration,
                Verdict.PROVEN,
                change,
                scripts.text(migration, derived.statements(), sentences),
                scripts.file(migration),
                sentences,
                List.of());
    }

    /** In a transaction that is rolled back: the next migration finds what this one made. */
    private void prove(List<String> statements, Snapshot before, List<String> missing, Set<String> losses)
            throws SQLException {
        Connection connection = space.watch().connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    missing.add("The inverse does not run: "
                            + space.watch()
                                    .redaction()
                                    .apply(String.valueOf(e.getMessage()))
                                    .strip() + ".");
                    return;
                }
            }
            List<SchemaChange> left = new ArrayList<>();
            for (SchemaChange change : before.to(snapshot()).changes()) {
                if (PairJudge.isOrderOnly(change)) {
                    losses.add(PairJudge.order(change));
                } else {
                    left.add(change);
                }
            }
            new SchemaDifference(left)
                    .lines()
                    .forEach(line -> missing.add("The inverse is not exact; it leaves: " + line));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Snapshot snapshot() throws SQLException {
        return Snapshot.read(space.watch().connection(), space.scope());
    }
}
