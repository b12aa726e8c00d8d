package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.turnstone.connection.RunConnection;
import org.turnstone.run.Relations.Kind;
import org.turnstone.run.Relations.Relation;
import org.turnstone.run.Sighting.Seen;
import org.turnstone.sql.StatementShape;
import org.turnstone.sql.StatementTraits;

/**
 * Observes what the statements of a rehearsal do beside their results, by looking at its transaction between them. A
 * look costs about a millisecond; of statements that write rows and differ in their values only, the first is looked
 * at, and the others together.
 */
final class ImpactObserver {
    /** A statement that took this long is worth a look of its own, where looks are not dear. */
    private static final long WORTH_A_LOOK = Duration.ofMillis(5).toNanos();

    /** Looking may take so long before what is certain to lock nothing is no more looked at. */
    private static final long CHEAP = Duration.ofMillis(500).toNanos();

    /** What these make or say is of no concern to any relation that the statement does not name. */
    private static final Set<String> NAMES_WHAT_IT_LOCKS = Set.of(
            "CREATE TABLE",
            "CREATE INDEX",
            "CREATE SEQUENCE",
            "CREATE TYPE",
            "CREATE DOMAIN",
            "CREATE SCHEMA",
            "CREATE FUNCTION",
            "CREATE PROCEDURE",
            "COMMENT",
            "GRANT",
            "REVOKE");

    /** What these do with files is not a rewrite of rows. */
    private static final String EMPTIES = "TRUNCATE TABLE";

    /** What runs other statements, which may be one that empties a table. */
    private static final Set<String> RUNS_OTHERS = Set.of("DO", "CALL", "SELECT", "WITH", "INSERT", "UPDATE", "DELETE");

    private static final Set<String> RENAMES_UNSEEN = Set.of("DO", "CALL", "SELECT");

    private final RunConnection run;
    private final Connection connection;
    private final Relations relations;
    private final String look;
    private final HeldLocks held = new HeldLocks();
    private final boolean countsRows;
    /** What relations are called now, where they are not called what they were before the run. */
    private final Map<Long, Name> names = new HashMap<>();

    private final Set<String> shapes = new HashSet<>();

    private Sighting last;
    /** Something was sent since the last look that belongs to no statement of a script. */
    private boolean stale;

    private boolean delicate;
    private SQLException broken;
    private boolean mixedWithOthers;
    /** Time spent here, which no lock would be held for. */
    private long spent;

    private int looks;
    /** Time that statements took. */
    private long worked;

    private long statementStarted;
    private String sql;
    /** What it names; null before that was asked. */
    private Set<String> named;

    private String shape;
    private boolean like;
    private boolean quiet;
    /** Statements carried out and not looked at yet, like the ones before them. */
    private int unseen;

    /** Rows they wrote by the server's own word, which counts those of new tables, too, but none that triggers wrote. */
    private long said;

    private long firstUnseen;
    /** Of a message of several statements, how many have not been told of yet. */
    private int together;

    private ImpactObserver(RunConnection run, Relations relations, boolean countsRows) throws SQLException {
        this.run = run;
        this.connection = run.session().connection();
        this.relations = relations;
        this.countsRows = countsRows;
        this.look = Sighting.query(relations);
        this.last = read(Sighting.of(Sighting.countedBefore(connection)));
    }

    /** Begins to observe, in the transaction that the rehearsal has begun. */
    static ImpactObserver begin(RunConnection run, Relations relations) throws SQLException {
        try (Statement statement = run.session().connection().createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.current_setting('track_counts')")) {
            row.next();
            return new ImpactObserver(run, relations, row.getString(1).equals("on"));
        }
    }

    /** Why no more can be observed, and the transaction with it is broken; or null. */
    SQLException broken() {
        return broken;
    }

    /** What was not observed and why, a sentence each. */
    List<String> missing() {
        List<String> sentences = new ArrayList<>();
        if (!countsRows) {
            sentences.add("The server counts no rows (track_counts is off), so rows read and written are not known.");
        }
        if (mixedWithOthers) {
            sentences.add("Other sessions wrote at the same time, so for some statements the bytes of log are not"
                    + " known.");
        }
        return sentences;
    }

    /** Whether a statement that is like one observed already is about to be sent: many of those may go together. */
    boolean isLikeOneBefore(String text) {
        String found = StatementShape.of(text);
        return found != null && shapes.contains(found);
    }

    /** The format sends something of its own, or commits. Gives what is still to be told of the statements before. */
    Impact interrupted() {
        Impact impact = settle();
        stale = true;
        return impact;
    }

    /** A statement is about to be sent. Gives what is still to be told of those before it. */
    Impact started(String text) {
        String next = StatementShape.of(text);
        like = next != null && shapes.contains(next);
        Impact before = like ? null : settle();
        sql = text;
        shape = next;
        named = null;
        quiet = isCertainToLockNothing();
        if (stale && unseen == 0 && !quiet) {
            look();
        }
        statementStarted = clock();
        firstUnseen = unseen == 0 ? statementStarted : firstUnseen;
        return before;
    }

    /** So many statements were sent in one message, and will be told of one by one. */
    void sentTogether(int count) {
        together = count;
    }

    /**
     * The statement was carried out. Gives what it did, or null where that will be told with those after it.
     *
     * @param rows what the server said it wrote; less than 0 where it said nothing
     */
    Impact ended(Duration took, long rows) {
        delicate |= mayEndALook(sql);
        unseen++;
        worked += took.toNanos();
        boolean more = --together > 0;
        if (quiet) {
            unseen--;
            stale = true;
            return new Impact(List.of(), List.of(), List.of(), Math.max(0, rows), null);
        }
        said += Math.max(0, rows);
        if (like && (more || together == 0 || took.toNanos() < worthALook())) {
            return null;
        }
        Impact impact = settle();
        if (shape == null) {
            shapes.clear();
        } else {
            shapes.add(shape);
        }
        if (run.isAutoCommit()) {
            held.end(clock());
        }
        return impact;
    }

    /** On a busy server a look takes long, and so does every little statement. */
    private long worthALook() {
        return Math.max(WORTH_A_LOOK, looks == 0 ? 0 : spent / looks * 4);
    }

    /** Asked only when looks have become dear: thousands of new tables make each one longer. */
    private boolean isCertainToLockNothing() {
        return shape == null
                && spent > CHEAP
                && spent > worked / 2
                && NAMES_WHAT_IT_LOCKS.contains(tag())
                && !StatementTraits.mentions(sql, relations.bareNames());
    }

    /** The statement failed, and was undone. Gives what is still to be told of those before it. */
    Impact undone() {
        together = 0;
        return interrupted();
    }

    /** Everything is taken back, or is about to be: the locks are let go. */
    void end() {
        held.end(clock());
    }

    /** The tool's transaction ends here; a migrate would let go of its locks. */
    Impact transactionEnded() {
        Impact before = settle();
        look();
        held.end(clock());
        shapes.clear();
        return before;
    }

    /** The strongest lock on each relation. */
    List<TableLock> locks() {
        return held.strongest();
    }

    /** Looks, and gives what the statements since the last look did together; null when there are none. */
    private Impact settle() {
        if (unseen == 0) {
            return null;
        }
        Sighting before = last;
        Sighting now = sight();
        Impact impact = null;
        if (now != null) {
            impact = new Impact(
                    locks(before, now, firstUnseen, sql),
                    rewritten(before, now),
                    scans(before, now),
                    Math.max(said, written(before, now)),
                    wal(before, now),
                    unseen);
            if (mayRename(tag(), sql)) {
                learnNames(now);
            }
        }
        unseen = 0;
        said = 0;
        return impact;
    }

    /** For the run as a whole every lock counts, also those that belong to no statement of a script. */
    private void look() {
        Sighting before = last;
        Sighting now = sight();
        if (now != null) {
            locks(before, now, clock(), null);
        }
    }

    /** Null when the transaction allows no more looks. */
    private Sighting sight() {
        long start = System.nanoTime();
        looks++;
        try {
            if (broken != null || !canAnswer()) {
                return null;
            }
            Sighting now = delicate ? readWithSavepoint() : read(last);
            if (now != null) {
                delicate = now.isHurried();
                last = now;
                stale = false;
            }
            return now;
        } catch (SQLException e) {
            broken = e;
            return null;
        } finally {
            spent += System.nanoTime() - start;
        }
    }

    private boolean canAnswer() throws SQLException {
        return !connection.isClosed()
                && connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.OPEN;
    }

    private Sighting read(Sighting before) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(look)) {
            return before.next(rows);
        }
    }

    /** Where the script has set what might end a look: that must not end the transaction with it. */
    private Sighting readWithSavepoint() throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            Sighting now = read(last);
            connection.releaseSavepoint(savepoint);
            return now;
        } catch (SQLException e) {
            connection.rollback(savepoint);
            return null;
        }
    }

    private static boolean mayEndALook(String text) {
        String start = text.substring(0, Math.min(text.length(), 10_000)).toLowerCase(Locale.ROOT);
        return start.contains("timeout") || start.contains("role") || start.contains("authorization");
    }

    /** @param by the statement, or null where it was none of a script's */
    private List<LockTaken> locks(Sighting before, Sighting now, long since, String by) {
        List<LockTaken> taken = new ArrayList<>();
        now.relations().forEach((oid, seen) -> {
            Relation relation = relations.of(oid);
            LockMode mode = relation == null ? null : taken(relation, before.of(oid), seen, by);
            if (mode != null) {
                held.took(relation, mode, since);
                taken.add(new LockTaken(name(relation), relation.kind().words(), mode.words(), relation.rows()));
            }
        });
        // A statement locks every index of a table that it reads or writes, which keeps nobody from anything.
        taken.removeIf(lock -> lock.kind().equals(Kind.INDEX.words())
                && LockMode.ofWords(lock.mode()).compareTo(LockMode.ROW_EXCLUSIVE) <= 0);
        taken.sort(ORDER);
        return taken;
    }

    private static final Comparator<LockTaken> ORDER = Comparator.comparing(
                    (LockTaken lock) -> LockMode.ofWords(lock.mode()))
            .reversed()
            .thenComparing(lock -> lock.kind().equals(Kind.INDEX.words()))
            .thenComparing(LockTaken::relation);

    /** The mode in which the tool's transaction has it from now on, where that is more than it had; or null. */
    private LockMode taken(Relation relation, Seen before, Seen now, String by) {
        LockMode taken = now.modes().stream()
                .filter(mode -> !before.modes().contains(mode))
                .max(Comparator.naturalOrder())
                .orElse(null);
        LockMode had = held.mode(relation);
        boolean heldByEarlierOnes = !before.modes().isEmpty() && (had == null || had.compareTo(before.strongest()) < 0);
        if (heldByEarlierOnes && by != null && isNamed(relation)) {
            LockMode again = LockGuess.of(tag(), by, now.modes());
            taken = taken == null || again != null && again.compareTo(taken) > 0 ? again : taken;
        }
        return taken == null || had != null && had.compareTo(taken) >= 0 ? null : taken;
    }

    /** Whether the statement at hand names it. Asked of every relation that is locked, and often there are many. */
    private boolean isNamed(Relation relation) {
        if (named == null) {
            named = StatementTraits.names(sql);
        }
        return named.contains(
                names.getOrDefault(relation.oid(), new Name(relation)).bare());
    }

    private String tag() {
        return StatementTraits.of(sql).tag();
    }

    private List<String> rewritten(Sighting before, Sighting now) {
        String tag = tag();
        List<Relation> changed = new ArrayList<>();
        List<Relation> gone = new ArrayList<>();
        now.changed().forEach((oid, seen) -> {
            Relation relation = relations.of(oid);
            if (relation == null || !(relation.kind().hasRows() || relation.kind() == Kind.INDEX)) {
                return;
            }
            Seen was = before.of(oid);
            long file = was.modes().isEmpty() ? relation.file() : was.file();
            if (seen.file() == 0 && file != 0 && relation.kind() == Kind.INDEX) {
                gone.add(relation);
            } else if (seen.file() != file && seen.file() != 0 && file != 0) {
                changed.add(relation);
            }
        });
        if (tag.equals(EMPTIES) || !changed.isEmpty() && runsOthers(tag) && areEmpty(changed)) {
            changed.clear();
        }
        Set<String> rewritten = new TreeSet<>();
        changed.forEach(relation -> rewritten.add(name(relation)));
        if (tag.equals("ALTER TABLE")) {
            rewritten.addAll(builtAnew(gone));
        }
        return List.copyOf(rewritten);
    }

    private record Name(String qualified, String bare) {
        Name(Relation relation) {
            this(relation.name(), relation.bareName());
        }
    }

    private String name(Relation relation) {
        return names.getOrDefault(relation.oid(), new Name(relation)).qualified();
    }

    /** A statement may have given relations, all of them locked exclusively now, other names. */
    private void learnNames(Sighting now) {
        String oids = now.relations().entrySet().stream()
                .filter(each -> each.getValue().modes().contains(LockMode.ACCESS_EXCLUSIVE)
                        && relations.of(each.getKey()) != null)
                .map(each -> each.getKey().toString())
                .collect(Collectors.joining(","));
        if (oids.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select c.oid, pg_catalog.quote_ident(n.nspname)"
                        + " operator(pg_catalog.||) '.' operator(pg_catalog.||) pg_catalog.quote_ident(c.relname),"
                        + " c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
                        + " on n.oid operator(pg_catalog.=) c.relnamespace"
                        + " where c.oid operator(pg_catalog.=) any ('{" + oids + "}'::pg_catalog.oid[])")) {
            while (row.next()) {
                names.put(row.getLong(1), new Name(row.getString(2), row.getString(3)));
            }
        } catch (SQLException e) {
            broken = e;
        } finally {
            spent += System.nanoTime() - start;
        }
    }

    private static boolean mayRename(String tag, String text) {
        String start = text.substring(0, Math.min(text.length(), 10_000)).toLowerCase(Locale.ROOT);
        return RENAMES_UNSEEN.contains(tag)
                || tag.startsWith("ALTER") && (start.contains("rename") || start.contains("schema"));
    }

    private static boolean runsOthers(String tag) {
        int space = tag.indexOf(' ');
        return RUNS_OTHERS.contains(space < 0 ? tag : tag.substring(0, space));
    }

    /** Emptied, not written anew. */
    private boolean areEmpty(List<Relation> changed) {
        String tables = changed.stream()
                .filter(relation -> relation.kind().hasRows())
                .map(relation -> relation.oid() + "::pg_catalog.oid")
                .collect(Collectors.joining(", "));
        return !tables.isEmpty()
                && texts("select 'x' where pg_catalog.pg_relation_size("
                                        + tables.replace(
                                                ", ", ")" + " operator(pg_catalog.+) pg_catalog.pg_relation_size(")
                                        + ") operator(pg_catalog.=) 0")
                                .size()
                        == 1;
    }

    /** Indexes that a change of type or collation has replaced by others of the same names. */
    private List<String> builtAnew(List<Relation> gone) {
        List<String> result = new ArrayList<>();
        for (Relation index : gone) {
            // The same file under a new OID was only looked at, and found to fit.
            String name = "'" + index.name().replace("'", "''") + "'";
            result.addAll(texts("select " + name + " where pg_catalog.pg_relation_filenode(pg_catalog.to_regclass("
                    + name + ")) operator(pg_catalog.<>) " + index.file() + "::pg_catalog.oid"));
        }
        return result;
    }

    private List<String> texts(String query) {
        long start = System.nanoTime();
        List<String> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                result.add(row.getString(1));
            }
        } catch (SQLException e) {
            broken = e;
        } finally {
            spent += System.nanoTime() - start;
        }
        return result;
    }

    private List<TableScan> scans(Sighting before, Sighting now) {
        List<TableScan> scans = new ArrayList<>();
        now.changed().forEach((oid, seen) -> {
            Relation relation = relations.of(oid);
            long count = seen.scans() - before.of(oid).scans();
            long rows = seen.rowsRead() - before.of(oid).rowsRead();
            if (relation != null && relation.countsRows() && count > 0 && rows > 0) {
                scans.add(new TableScan(name(relation), count, rows));
            }
        });
        scans.sort(Comparator.comparing(TableScan::rows).reversed().thenComparing(TableScan::table));
        return scans;
    }

    private long written(Sighting before, Sighting now) {
        long written = 0;
        for (Map.Entry<Long, Seen> each : now.changed().entrySet()) {
            Relation relation = relations.of(each.getKey());
            if (relation != null && relation.countsRows()) {
                written += Math.max(
                        0,
                        each.getValue().rowsWritten() - before.of(each.getKey()).rowsWritten());
            }
        }
        return written;
    }

    private Long wal(Sighting before, Sighting now) {
        Long bytes = now.walSince(before);
        mixedWithOthers |= bytes == null;
        return bytes;
    }

    /** Without the time that looking took. */
    private long clock() {
        return System.nanoTime() - spent;
    }
}
