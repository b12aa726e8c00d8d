package org.turnstone.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.run.ScratchTest.Came;
import org.turnstone.schema.Inverse;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.Snapshot;

/**
 * Judges pairs of a migration and its revert on one scratch database: each against the schema it started from. What a
 * revert left behind is cleared away before the next is judged, by building the schema again that should be there.
 */
final class PairJudge {
    private static final String COLUMN_ORDER = "column order";

    private final Format format;
    private final Project project;
    private final ScratchSpace space;
    private final Recorder recorder;
    private final int rows;
    private final List<Migration> base;
    private final List<Migration> baseRepeatables;

    private final Map<Migration, PairProof.Verdict> verdicts = new HashMap<>();
    private final Map<Migration, SchemaDifference> changes = new HashMap<>();
    private final Map<Migration, SchemaDifference> remainders = new HashMap<>();
    private final Map<Migration, Set<String>> losses = new HashMap<>();
    private final Map<Migration, StatementError> errors = new HashMap<>();

    /** What repeatable migrations make belongs to no version. */
    private final Set<String> repeatable = new HashSet<>();

    /** The schema before each migration of the chain, and after the last. */
    private final List<Snapshot> at = new ArrayList<>();

    private List<Migration> chain = List.of();
    private Snapshot current;
    private Snapshot first;
    private Snapshot whole;
    private boolean atBase = true;

    /** A copy of the database when it had this many of the migrations to be judged. */
    private Target checkpoint;

    private int checkpointAt;

    private final List<PlantedTable> planted = new ArrayList<>();
    private final Map<Migration, PlantedValues> values = new HashMap<>();
    private final List<ColumnFate> lost = new ArrayList<>();
    private final Map<String, ColumnFate> seen = new LinkedHashMap<>();
    private Planter planter;

    PairJudge(
            Format format,
            Project project,
            ScratchSpace space,
            Recorder recorder,
            int rows,
            List<Migration> base,
            List<Migration> baseRepeatables) {
        this.format = format;
        this.project = project;
        this.space = space;
        this.recorder = recorder;
        this.rows = rows;
        this.base = base;
        this.baseRepeatables = baseRepeatables;
    }

    /** The schema before anything ran. */
    Snapshot start() throws SQLException {
        current = snapshot();
        first = current;
        return current;
    }

    int objects() {
        return current.count();
    }

    /** Replays what is applied on the target. */
    Snapshot replayBase() throws SQLException, ProjectProblem, MigrationFailed, NotClean {
        recorder.setDirection(Direction.UP);
        if (!base.isEmpty()) {
            space.replay().apply(base);
            recorder.confirm();
        }
        if (!baseRepeatables.isEmpty()) {
            Snapshot versions = snapshot();
            repeat(base);
            current = snapshot();
            remember(versions.to(current));
        } else {
            current = snapshot();
        }
        first = current;
        return current;
    }

    /** After the versions, as the tool does. */
    private void repeat(List<Migration> versions) throws ProjectProblem, MigrationFailed, NotClean, SQLException {
        format.migrate(
                space.run(),
                project.with(project.migrations().stream()
                        .filter(m -> m.version() == null || versions.contains(m) || base.contains(m))
                        .toList()),
                versions.isEmpty() ? null : versions.getLast().version(),
                recorder);
        recorder.confirm();
    }

    private void remember(SchemaDifference made) {
        made.changes().forEach(change -> repeatable.add(change.object().id()));
    }

    /** Applies them one after another, and last the repeatable ones. */
    Came apply(List<Migration> pending) throws SQLException, ProjectProblem, MigrationFailed, NotClean {
        recorder.setDirection(Direction.UP);
        atBase = false;
        at.add(current);
        for (Migration migration : pending) {
            plant();
            holdValues(migration);
            applyOne(migration);
            chain = pending.subList(0, at.size());
            at.add(current);
        }
        repeatAll(pending);
        return Came.ok(first.to(current), current.count());
    }

    private void repeatAll(List<Migration> pending) throws ProjectProblem, MigrationFailed, NotClean, SQLException {
        if (project.migrations().stream().anyMatch(m -> m.kind() == Migration.Kind.REPEATABLE)) {
            repeat(pending);
            Snapshot versions = current;
            current = snapshot();
            remember(versions.to(current));
        }
        whole = current;
    }

    private void applyOne(Migration migration) throws SQLException, ProjectProblem, MigrationFailed, NotClean {
        Snapshot before = current;
        carryOut(migration);
        current = snapshot();
        note(migration, before);
        valuesAfter(migration, Direction.UP);
    }

    private void carryOut(Migration migration) throws ProjectProblem, MigrationFailed, NotClean {
        try {
            space.replay().apply(List.of(migration));
            recorder.confirm();
        } catch (MigrationFailed e) {
            failed(migration, e);
            throw e;
        }
    }

    /** Remembers what a migration did to the schema, and what data its revert cannot bring back. */
    private void note(Migration migration, Snapshot before) {
        changes.put(migration, before.to(current));
        if (migration.revertible()) {
            losses.computeIfAbsent(migration, m -> new LinkedHashSet<>())
                    .addAll(Inverse.of(before, current).losses());
        }
    }

    private void failed(Migration migration, MigrationFailed e) {
        recorder.stop(e.getCause() instanceof SQLException said ? said : null);
        recorder.goOn();
        verdicts.put(migration, PairProof.Verdict.FAILED);
        StatementError error = recorder.lastError();
        if (error != null) {
            errors.put(migration, error);
        }
    }

    /** How many of the newest can be taken back without a gap. */
    int chainLength() {
        int length = 0;
        while (length < chain.size() && chain.get(chain.size() - 1 - length).revertible()) {
            length++;
        }
        return length;
    }

    /** Takes them back, newest first, up to the first that is not exact. */
    Came revertChain(List<String> details) throws SQLException, ConnectionFailure, ProjectProblem, NotClean {
        Snapshot before = current;
        if (chain.size() < at.size() - 1 || whole == null) {
            // A migration failed: what it left outside a transaction must not count against the others.
            cleanUp();
        }
        recorder.setDirection(Direction.DOWN);
        int length = chainLength();
        for (int i = chain.size() - 1; i >= chain.size() - length; i--) {
            if (!revertOne(chain.get(i), at.get(i))) {
                break;
            }
        }
        List<Migration> failed = bad(chain, m -> verdicts.get(m) == PairProof.Verdict.FAILED);
        failed.forEach(m -> details.add(label(m) + ": " + words(errors.get(m))));
        return new Came(failed.isEmpty() ? "ok" : "failed", failed.isEmpty(), before.to(current), current.count());
    }

    private void cleanUp() throws SQLException, ConnectionFailure, ProjectProblem, NotClean {
        Snapshot is = snapshot();
        if (!at.getLast().to(is).isEmpty()) {
            build(chain, chain.size());
        }
        current = at.getLast();
    }

    /** Whether it restored the schema exactly. */
    private boolean revertOne(Migration migration, Snapshot expected) throws SQLException, ProjectProblem, NotClean {
        recorder.setDirection(Direction.DOWN);
        try {
            space.replay().revert(migration);
            recorder.confirm();
        } catch (MigrationFailed e) {
            failed(migration, e);
            current = snapshot();
            return false;
        }
        current = snapshot();
        SchemaDifference remainder = beside(migration, expected.to(current));
        valuesAfter(migration, Direction.DOWN);
        if (remainder.isEmpty()) {
            verdicts.put(migration, PairProof.Verdict.EXACT);
            return true;
        }
        verdicts.put(migration, PairProof.Verdict.NOT_EXACT);
        remainders.put(migration, remainder);
        return false;
    }

    /** Without what belongs to no version, and without the order of columns, which no revert can bring back. */
    private SchemaDifference beside(Migration migration, SchemaDifference difference) {
        List<SchemaChange> left = new ArrayList<>();
        for (SchemaChange each : difference.changes()) {
            String parent = each.object().parent();
            if (repeatable.contains(each.object().id()) || parent != null && repeatable.contains(parent)) {
                continue;
            }
            if (each.kind() == SchemaChange.Kind.CHANGED
                    && each.attributes().stream().allMatch(a -> a.name().equals(COLUMN_ORDER))) {
                losses.computeIfAbsent(migration, m -> new LinkedHashSet<>())
                        .add("The columns of " + each.object().name()
                                + " stand in another order afterwards, as SELECT *" + " and COPY without names see.");
                continue;
            }
            left.add(each);
        }
        return new SchemaDifference(left);
    }

    /** A column that was dropped comes back as the last one, whoever brings it. */
    static boolean isOrderOnly(SchemaChange change) {
        return change.kind() == SchemaChange.Kind.CHANGED
                && change.attributes().stream().allMatch(a -> a.name().equals(COLUMN_ORDER));
    }

    static String order(SchemaChange change) {
        return "The columns of " + change.object().name() + " stand in another order afterwards, as SELECT * and COPY"
                + " without names see.";
    }

    /** Whether those that were taken back left the schema as it was. */
    Came compare(List<String> details) {
        List<SchemaChange> all = new ArrayList<>();
        for (Migration migration : chain) {
            SchemaDifference remainder = remainders.get(migration);
            if (remainder != null) {
                all.addAll(remainder.changes());
                remainder.lines().forEach(line -> details.add(label(migration) + ": " + line));
            }
        }
        if (!repeatable.isEmpty()) {
            details.add("What the repeatable migrations make belongs to no version and is left out.");
        }
        return new Came(
                all.isEmpty() ? "identical" : Texts.count(all.size(), "difference"),
                all.isEmpty(),
                new SchemaDifference(all),
                current.count());
    }

    /** Applies those again that were taken back. */
    Came applyAgain(List<String> details) throws SQLException, ProjectProblem, MigrationFailed, NotClean {
        recorder.setDirection(Direction.UP);
        for (Migration migration : chain.subList(chain.size() - chainLength(), chain.size())) {
            try {
                space.replay().apply(List.of(migration));
                recorder.confirm();
            } catch (MigrationFailed e) {
                failed(migration, e);
                throw e;
            }
        }
        Snapshot wanted = whole;
        Snapshot before = current;
        repeatAll(chain);
        current = snapshot();
        SchemaDifference rest = wanted.to(current);
        details.addAll(rest.lines());
        whole = wanted;
        return new Came(
                rest.isEmpty() ? "ok, identical" : Texts.count(rest.changes().size(), "difference"),
                rest.isEmpty(),
                rest.isEmpty() ? before.to(current) : rest,
                current.count());
    }

    /** Those with a revert that the chain did not get to, in the project's order. */
    List<Migration> older() {
        return chain.stream()
                .filter(m -> m.revertible() && !verdicts.containsKey(m))
                .toList();
    }

    /** Applies {@code all} from the beginning; takes each of {@code judged} back where it stands, and applies it again. */
    Came eachAtItsPlace(List<Migration> all, List<Migration> judged, List<String> details)
            throws SQLException, ConnectionFailure, ProjectProblem, NotClean {
        if (!atBase) {
            build(all, 0);
        }
        atBase = false;
        checkpoint = null;
        checkpointAt = 0;
        current = snapshot();
        Snapshot begun = current;
        try {
            for (int i = 0; i < all.size(); i++) {
                Migration migration = all.get(i);
                Snapshot before = current;
                plant();
                holdValues(migration);
                if (judged.contains(migration) && migration.revertible()) {
                    judge(migration, before, all, i);
                } else {
                    recorder.setDirection(Direction.UP);
                    applyOne(migration);
                }
            }
            if (chain.isEmpty()) {
                repeatAll(all);
            }
        } catch (MigrationFailed e) {
            details.add(space.session().redaction().apply(String.valueOf(e.getMessage())));
        }
        space.forget(checkpoint);
        checkpoint = null;
        List<Migration> bad = bad(all, m -> {
            PairProof.Verdict verdict = verdicts.get(m);
            return verdict != null && verdict.isBad() && (judged.contains(m) || !changes.containsKey(m));
        });
        for (Migration migration : bad) {
            if (remainders.containsKey(migration)) {
                remainders.get(migration).lines().forEach(line -> details.add(label(migration) + ": " + line));
            } else {
                details.add(label(migration) + ": " + words(errors.get(migration)));
            }
        }
        long exact = judged.stream()
                .filter(m -> verdicts.get(m) == PairProof.Verdict.EXACT)
                .count();
        return new Came(
                bad.isEmpty() ? exact + " exact" : exact + " exact, " + bad.size() + " not",
                bad.isEmpty(),
                begun.to(current),
                current.count());
    }

    /**
     * Applies one, takes it back, compares, and applies it again. What it does is looked at the second time: from exactly
     * the schema it started from it does the same again.
     */
    private void judge(Migration migration, Snapshot before, List<Migration> all, int index)
            throws SQLException, ConnectionFailure, ProjectProblem, MigrationFailed, NotClean {
        recorder.setDirection(Direction.UP);
        carryOut(migration);
        valuesAfter(migration, Direction.UP);
        boolean exact = revertOne(migration, before);
        if (exact) {
            recorder.setDirection(Direction.UP);
            try {
                space.replay().apply(List.of(migration));
                recorder.confirm();
            } catch (MigrationFailed e) {
                failed(migration, e);
                exact = false;
            }
        }
        if (!exact) {
            build(all, index + 1);
        }
        current = snapshot();
        note(migration, before);
    }

    /**
     * Builds what the first {@code count} of these give, from the last copy that was taken on the way. Each is built at
     * most once more between two failures, so many failures cost no more than a few copies.
     */
    private void build(List<Migration> all, int count)
            throws SQLException, ConnectionFailure, ProjectProblem, NotClean {
        try {
            space.restore(checkpoint);
            recorder.setDirection(Direction.UP);
            if (checkpoint == null) {
                planter = null;
                Snapshot start = first;
                replayBase();
                first = start;
                plant();
            }
            for (Migration migration : all.subList(checkpointAt, count)) {
                space.replay().apply(List.of(migration));
                recorder.confirm();
                plant();
            }
            if (count > 0) {
                Target copy = space.copy();
                space.forget(checkpoint);
                checkpoint = copy;
                checkpointAt = count;
            }
        } catch (MigrationFailed e) {
            throw new SQLException("What ran before does not run again: " + e.getMessage(), e);
        }
    }

    /** What all of them together do to the schema; null when they did not all run. */
    SchemaDifference change() {
        return whole == null ? null : first.to(whole);
    }

    List<PairProof> pairs(List<Migration> pending) {
        List<PairProof> pairs = new ArrayList<>();
        for (Migration m : pending) {
            PairProof.Verdict verdict = verdicts.getOrDefault(
                    m,
                    changes.containsKey(m) && !m.revertible()
                            ? PairProof.Verdict.NO_REVERT
                            : PairProof.Verdict.NOT_REACHED);
            pairs.add(new PairProof(
                    m.version(),
                    m.description(),
                    m.scriptName(),
                    m.revert().map(file -> file.getFileName().toString()).orElse(null),
                    verdict,
                    changes.get(m),
                    remainders.get(m),
                    List.copyOf(losses.getOrDefault(m, Set.of())),
                    errors.get(m)));
        }
        return pairs;
    }

    /** Fills the tables that are new. */
    void plant() throws SQLException {
        if (rows > 0) {
            if (planter == null) {
                planter = new Planter(format.historyTables(project), rows);
            }
            planter.plant(space.watch().connection()).forEach(table -> {
                planted.removeIf(other -> other.table().equals(table.table()));
                planted.add(table);
            });
        }
    }

    Came planted(List<String> details) {
        long filled = planted.stream().filter(t -> t.rows() > 0).count();
        planted.stream()
                .filter(t -> t.rows() == 0)
                .forEach(t -> details.add(t.table() + " stays empty: " + t.problem()));
        int all = planted.stream().mapToInt(PlantedTable::rows).sum();
        return new Came(Texts.count(all, "row") + " in " + Texts.count(filled, "table"), true, null, current.count());
    }

    List<PlantedTable> plantedTables() {
        return planted;
    }

    /** Those that were lost, then those that were kept. */
    List<ColumnFate> fates() {
        List<ColumnFate> all = new ArrayList<>(lost);
        Set<String> gone = new HashSet<>();
        lost.stream().filter(f -> f.direction() == Direction.DOWN).forEach(f -> gone.add(f.table() + "." + f.column()));
        seen.forEach((column, fate) -> {
            if (!gone.contains(column)) {
                all.add(fate);
            }
        });
        return all;
    }

    private void holdValues(Migration migration) throws SQLException {
        if (rows > 0) {
            values.put(migration, PlantedValues.read(space.watch().connection(), format.historyTables(project)));
        }
    }

    private void valuesAfter(Migration migration, Direction direction) throws SQLException {
        PlantedValues before = values.get(migration);
        if (before == null) {
            return;
        }
        PlantedValues now = PlantedValues.read(space.watch().connection(), format.historyTables(project));
        for (ColumnFate fate : before.fates(now, migration.version(), direction)) {
            String column = fate.table() + "." + fate.column();
            if (fate.kept()) {
                if (direction == Direction.DOWN) {
                    seen.putIfAbsent(
                            column, new ColumnFate(null, direction, fate.table(), fate.column(), true, fate.detail()));
                }
            } else if (lost.stream()
                    .noneMatch(f -> f.direction() == direction
                            && f.table().equals(fate.table())
                            && f.column().equals(fate.column()))) {
                lost.add(fate);
            }
        }
    }

    private Snapshot snapshot() throws SQLException {
        return Snapshot.read(space.watch().connection(), space.scope());
    }

    private String label(Migration migration) {
        return format.label(migration.version(), migration.description());
    }

    private static String words(StatementError error) {
        return error == null ? "failed" : error.message() + " (" + error.file() + ", line " + error.line() + ")";
    }

    private static List<Migration> bad(List<Migration> all, Predicate<Migration> which) {
        return all.stream().filter(which).toList();
    }
}
