package org.turnstone.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** The sentences a result says: what happened, and what that means for the database. */
final class Texts {
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
    static String stopped(String how, RunRequest request, Recorder recorder, String target) {
        List<StepResult> steps = recorder.steps();
        Migration migration = recorder.unfinished();
        if (migration == null) {
            return "The run " + how + ". " + kept(steps, request);
        }
        StepResult last = steps.get(steps.size() - 1);
        String name = label(last);
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
                    + " did stays." + keptBefore(steps, request);
        }
        if (recorder.mayHaveCommitted()) {
            return subject + " " + how + ". It ends transactions itself, so what it did before that may stay: look at"
                    + " the database before going on." + keptBefore(steps, request);
        }
        return subject + " " + how + " and was rolled back; nothing of it is left. " + kept(steps, request);
    }

    /** For a run that left something of the migration it stopped at: nothing is as it was before. */
    private static String keptBefore(List<StepResult> steps, RunRequest request) {
        return steps.stream().anyMatch(s -> s.outcome() == StepOutcome.DONE) ? " " + kept(steps, request) : "";
    }

    /** How far a run that stopped had got. */
    static String kept(List<StepResult> steps, RunRequest request) {
        List<StepResult> done =
                steps.stream().filter(s -> s.outcome() == StepOutcome.DONE).toList();
        if (request.kind() == RunKind.DRY_RUN) {
            return "Everything was rolled back; nothing was changed.";
        }
        if (done.isEmpty()) {
            return "The database is as it was before.";
        }
        String verb = request.kind() == RunKind.REVERT ? " reverted before it " : " applied before it ";
        return count(done.size(), "migration") + verb + (done.size() == 1 ? "stays so" : "stay so") + ": "
                + String.join(", ", done.stream().map(Texts::label).toList()) + ".";
    }

    static String notClean(Status status, String said) {
        List<String> problems = new ArrayList<>();
        for (StatusEntry entry : status.entries()) {
            if (entry.state().isProblem()) {
                problems.add(label(entry.version(), entry.description()) + " is "
                        + entry.state().word().toLowerCase(Locale.ROOT)
                        + (entry.note() == null ? "" : " (" + entry.note() + ")"));
            }
        }
        if (problems.isEmpty()) {
            return "Nothing was run. " + (said == null ? "" : said.strip());
        }
        return "Nothing was run: " + String.join("; ", problems) + ".";
    }

    static List<String> adviceFor(Status status) {
        List<String> advice = new ArrayList<>();
        if (status.count(MigrationState.CHANGED) > 0) {
            advice.add("Bring the edited file back to what it was (its history in version control knows), and put the"
                    + " change in a new migration; or accept the file as it is with Flyway's repair.");
        }
        if (status.count(MigrationState.MISSING) > 0) {
            advice.add("Bring the missing file back, or mark it as gone with Flyway's repair.");
        }
        if (status.count(MigrationState.FAILED) > 0) {
            advice.add(
                    "Take away what the failed migration left half done, then run Flyway's repair, and migrate again.");
        }
        if (status.count(MigrationState.OUT_OF_ORDER) > 0) {
            advice.add("Give the older file a version above the newest applied one.");
        }
        return advice;
    }

    static String sequencesMoved(List<String> moved) {
        return moved.isEmpty()
                ? null
                : "A rollback does not take back the values that sequences gave out: " + String.join(", ", moved)
                        + " moved on.";
    }

    private static String label(StepResult step) {
        return label(step.version(), step.description());
    }

    static String label(String version, String description) {
        return version == null ? "R " + description : "V" + version + " (" + description + ")";
    }
}
