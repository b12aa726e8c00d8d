package org.turnstone.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.run.Impact;
import org.turnstone.run.LockMode;
import org.turnstone.run.LockTaken;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;

/**
 * What a line of a dry run's table says: a statement and its impact, or several like statements that were observed
 * together.
 *
 * @param statement the first of them
 * @param count how many they are
 * @param lock the strongest lock newly taken, on a table rather than on what belongs to it; a dash for none
 * @param on what is locked, else what was written anew or read; a dash for nothing
 * @param work what was done to a whole table: {@code rewrite}, {@code scan} or {@code no}
 * @param rows written, by a rewrite too; a dash when nobody looked
 * @param log bytes of log
 * @param took how long they took
 */
public record ImpactRow(
        StatementResult statement,
        int count,
        String lock,
        Tone tone,
        String on,
        String work,
        String rows,
        String log,
        Duration took) {

    private static final String NONE = "–";

    /** A line for each statement; those that were observed together are one. */
    public static List<ImpactRow> of(List<StatementResult> statements) {
        List<ImpactRow> rows = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < statements.size(); i++) {
            Impact impact = statements.get(i).impact();
            int count = impact == null ? 1 : Math.min(impact.statements(), i - first + 1);
            if (impact != null || statements.get(i).outcome() != StatementOutcome.DONE || i == statements.size() - 1) {
                // Those before it of which nobody says more are lines of their own.
                for (int j = first; j <= i - count; j++) {
                    rows.add(row(statements.subList(j, j + 1), statements.get(j).impact()));
                }
                rows.add(row(statements.subList(i - count + 1, i + 1), impact));
                first = i + 1;
            }
        }
        return rows;
    }

    private static ImpactRow row(List<StatementResult> together, Impact impact) {
        StatementResult statement = together.getFirst();
        Duration took = together.stream()
                .map(StatementResult::duration)
                .filter(duration -> duration != null)
                .reduce(Duration::plus)
                .orElse(null);
        if (statement.outcome() != StatementOutcome.DONE) {
            Look look = Look.of(statement.outcome());
            return new ImpactRow(
                    statement, 1, look.symbol() + " " + look.word(), look.tone(), NONE, NONE, NONE, NONE, took);
        }
        if (impact == null) {
            String rows = statement.rows() == null ? NONE : Phrases.number(statement.rows());
            return new ImpactRow(statement, 1, NONE, Tone.NEUTRAL, NONE, NONE, rows, NONE, took);
        }
        List<LockTaken> tables =
                impact.locks().stream().filter(lock -> isTable(lock.kind())).toList();
        List<LockTaken> locks = tables.isEmpty() ? impact.locks() : tables;
        String lock = locks.isEmpty() ? NONE : locks.getFirst().mode();
        return new ImpactRow(
                statement,
                together.size(),
                lock,
                tone(lock),
                on(impact, locks),
                work(impact),
                rows(impact),
                impact.walBytes() == null ? NONE : Phrases.bytes(impact.walBytes()),
                took);
    }

    /** How much a lock is in the way of others. */
    public static Tone tone(String lock) {
        LockMode mode = LockMode.ofWords(lock);
        return mode == null || !mode.stopsWrites() ? Tone.NEUTRAL : mode.stopsReads() ? Tone.BAD : Tone.WARNING;
    }

    private static String on(Impact impact, List<LockTaken> locks) {
        if (!locks.isEmpty()) {
            String first = bare(locks.getFirst().relation());
            return locks.size() == 1 ? first : first + " +" + (locks.size() - 1);
        }
        if (!impact.rewritten().isEmpty()) {
            return bare(impact.rewritten().getFirst());
        }
        return impact.scans().isEmpty() ? NONE : bare(impact.scans().getFirst().table());
    }

    /** The schema that most have is not worth its room. */
    private static String bare(String name) {
        return name.startsWith("public.") ? name.substring("public.".length()) : name;
    }

    private static String work(Impact impact) {
        return !impact.rewritten().isEmpty() ? "rewrite" : impact.scans().isEmpty() ? "no" : "scan";
    }

    private static String rows(Impact impact) {
        return Phrases.number(impact.rowsStored());
    }

    private static boolean isTable(String kind) {
        return kind.contains("table") || kind.contains("view");
    }

    /** The statement in a line, and how many more there are like it. */
    public String text() {
        String line = Phrases.firstLine(statement.sql());
        return count == 1 ? line : line + " and " + Phrases.number(count - 1) + " more like it";
    }
}
