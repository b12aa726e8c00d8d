package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** The sentences a result says: what happened, and what that means for the database. */
final class Texts {
    private static final int MOST_NAMED = 3;

    private Texts() {}

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, millis % 1000 == 0 ? "%.0f s" : "%.1f s", millis / 1000.0);
        }
        return String.format(Locale.ROOT, "%d min %d s", millis / 60_000, millis / 1000 % 60);
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String success(RunRequest request, List<StepResult> steps, String target, Duration took) {
        String migrations = count(steps.size(), "migration");
        String time = duration(took);
        return switch (request.kind()) {
            case DRY_RUN -> {
                long statements =
                        steps.stream().mapToLong(s -> s.statements().size()).sum();
                long left = steps.stream()
                        .flatMap(s -> s.statements().stream())
                        .filter(s -> s.outcome() == StatementOutcome.NOT_REHEARSED)
                        .count();
                yield migrations + (request.rehearse() == Direction.DOWN ? " to revert" : "") + ", "
                        + count(statements, "statement") + ", " + time + " on " + target
                        + ", rolled back. Nothing was changed."
                        + (left == 0
                                ? ""
                                : " " + left + " of them could not be rehearsed; a test on scratch runs"
                                        + (left == 1 ? " it." : " them."));
            }
            case REVERT -> migrations + " reverted on " + target + " in " + time + ".";
            default -> migrations + " applied to " + target + " in " + time + ".";
        };
    }

    static String nothingToDo(RunRequest request, Status status) {
        if (request.kind() == RunKind.REVERT || request.rehearse() == Direction.DOWN) {
            return "No migration is applied that could be reverted.";
        }
        return request.toVersion() != null && !status.pending().isEmpty()
                ? "Everything up to version " + request.toVersion() + " is applied."
                : "Every migration is applied.";
    }

    /** For a run that ended inside a migration: what became of it, and of those before it. */
    static String stopped(Format format, String how, RunRequest request, Recorder recorder, String target) {
        List<StepResult> steps = recorder.steps();
        Migration migration = recorder.unfinished();
        if (migration == null) {
            return "The run " + how + ". " + kept(format, steps, request);
        }
        StepResult last = steps.get(steps.size() - 1);
        String name = label(format, last);
        if (request.kind() == RunKind.DRY_RUN) {
            return name + " " + (how.equals("failed") ? "would fail" : how) + " on " + target
                    + ". Everything was rolled back; nothing was changed.";
        }
        String subject = request.kind() == RunKind.REVERT ? "Reverting " + name : name;
        long done = last.statements().stream()
                .filter(s -> s.outcome() == StatementOutcome.DONE)
                .count();
        if (!recorder.ranInTransaction() && done > 0) {
            return subject + " " + how + " outside a transaction: what its first " + count(done, "statement")
                    + " did stays." + keptBefore(format, steps, request);
        }
        if (recorder.mayHaveCommitted()) {
            return subject + " " + how + ". It ends transactions itself, so what it did before that may stay: look at"
                    + " the database before going on." + keptBefore(format, steps, request);
        }
        return subject + " " + how + " and was rolled back; nothing of it is left. " + kept(format, steps, request);
    }

    /** For a run that left something of the migration it stopped at: nothing is as it was before. */
    private static String keptBefore(Format format, List<StepResult> steps, RunRequest request) {
        return steps.stream().anyMatch(s -> s.outcome() == StepOutcome.DONE) ? " " + kept(format, steps, request) : "";
    }

    /** The tool's own sentence often names the step only, and the server knows what was wrong with it. */
    static String withServersWords(String message, SQLException said) {
        String whole = message.strip();
        if (said != null && said.getMessage() != null && !message.contains(said.getMessage())) {
            whole += ": " + said.getMessage().strip().replaceAll("\\s*\n\\s*", "; ");
        }
        return whole.endsWith(".") || whole.endsWith("!") ? whole : whole + ".";
    }

    /** How far a run that stopped had got. */
    static String kept(Format format, List<StepResult> steps, RunRequest request) {
        List<StepResult> done =
                steps.stream().filter(s -> s.outcome() == StepOutcome.DONE).toList();
        if (request.kind() == RunKind.DRY_RUN) {
            return "Everything was rolled back; nothing was changed.";
        }
        if (done.isEmpty()) {
            return "The database is as it was before.";
        }
        String verb = request.kind() == RunKind.REVERT ? " reverted before it " : " applied before it ";
        String sentence = count(done.size(), "migration") + verb + (done.size() == 1 ? "stays so" : "stay so");
        // More names than a sentence holds are in the list of migrations.
        return done.size() > MOST_NAMED
                ? sentence + "."
                : sentence + ": "
                        + String.join(
                                ", ", done.stream().map(s -> label(format, s)).toList()) + ".";
    }

    static String notClean(Format format, Status status, String said) {
        List<String> problems = new ArrayList<>();
        for (StatusEntry entry : status.entries()) {
            if (entry.state().isProblem()) {
                problems.add(format.label(entry.version(), entry.description()) + " is "
                        + entry.state().word().toLowerCase(Locale.ROOT)
                        + (entry.note() == null ? "" : " (" + entry.note() + ")"));
            }
        }
        if (problems.isEmpty()) {
            return "Nothing was run. " + (said == null ? "" : said.strip());
        }
        return "Nothing was run: " + String.join("; ", problems) + ".";
    }

    /** For migrations that are to be taken back, of which the tool does not mind that their files are gone. */
    static String notComparable(Format format, List<StatusEntry> entries) {
        List<String> each = entries.stream()
                .map(e -> format.label(e.version(), e.description()) + ": " + e.note())
                .toList();
        return String.join("; ", each) + ". What ran here cannot be compared with a file, so no script is known to"
                + " undo it. Bring the file back, or mark the migration reverted"
                + " (mark-reverted) when nothing of it is left.";
    }

    static List<String> adviceFor(Format format, Status status) {
        List<String> advice = new ArrayList<>();
        for (MigrationState state : MigrationState.values()) {
            if (state.isProblem() && status.count(state) > 0) {
                format.advice(state).ifPresent(advice::add);
            }
        }
        return advice;
    }

    /** For a migration that did not get a lock, was rolled back whole, and will be carried out once more. */
    static String tryingAgain(String what, RunRequest request, List<Blocker> chain, Duration pause, int again) {
        return what + " did not get a lock within "
                + duration(request.target().limits().lockTimeout())
                + (chain.isEmpty() ? "" : ": " + chain.getLast().label() + " has it")
                + ". It was rolled back and is tried again in " + duration(pause) + ", attempt " + (again + 1) + " of "
                + (request.lockRetries() + 1) + ".";
    }

    /** What to do when a run ended because of a lock. */
    static String lockNotHad(RunRequest request, List<Blocker> chain) {
        String start = "A lock was not had within "
                + duration(request.target().limits().lockTimeout());
        if (chain.isEmpty()) {
            return start + ". `turnstone locks` says who holds what; or try again with a longer --lock-timeout when few"
                    + " people are waiting.";
        }
        Blocker root = chain.getLast();
        return start + ": " + root.label() + " has it"
                + (root.age() == null ? "" : ", its transaction open for " + duration(root.age()))
                + (root.orphan() ? ", left by a Turnstone that was killed" : "")
                + (root.query() == null ? "" : "; it ran: " + firstLine(root.query()))
                + ". Ask whose it is; `turnstone locks` shows it, and can cancel or terminate it.";
    }

    private static String firstLine(String sql) {
        String line = sql.strip().lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    /** What a dry run leaves behind, and what it did not see; null when there is nothing to say. */
    static String note(List<String> moved, List<String> missing) {
        List<String> sentences = new ArrayList<>();
        if (!moved.isEmpty()) {
            sentences.add("A rollback does not take back the values that sequences gave out: "
                    + String.join(", ", moved) + " moved on.");
        }
        sentences.addAll(missing);
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    private static String label(Format format, StepResult step) {
        return format.label(step.version(), step.description());
    }
}
