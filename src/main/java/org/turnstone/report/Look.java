package org.turnstone.report;

import org.turnstone.format.MigrationState;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StepOutcome;

/**
 * How a state or an outcome is shown: by shape, word and tone, so that none of the three has to be seen.
 *
 * @param symbol one character
 * @param word what people call it
 */
public record Look(String symbol, String word, Tone tone) {
    public static Look of(MigrationState state) {
        return switch (state) {
            case PENDING -> new Look("○", state.word(), Tone.ACCENT);
            case APPLIED -> new Look("●", state.word(), Tone.GOOD);
            case FAILED -> new Look("✕", state.word(), Tone.BAD);
            case CHANGED -> new Look("◆", state.word(), Tone.WARNING);
            case MISSING -> new Look("◇", state.word(), Tone.WARNING);
            case OUT_OF_ORDER -> new Look("▲", state.word(), Tone.WARNING);
            case REVERTED -> new Look("◌", state.word(), Tone.NEUTRAL);
            case BASELINE -> new Look("■", state.word(), Tone.NEUTRAL);
            case IGNORED -> new Look("–", state.word(), Tone.NEUTRAL);
            case OUTDATED -> new Look("◐", state.word(), Tone.ACCENT);
        };
    }

    public static Look of(RunResult run) {
        return of(run.kind(), run.outcome());
    }

    /** A past run; a remedy is done as a migrate is. */
    public static Look of(JournalEntry entry) {
        return of(entry.runKind() == null ? RunKind.MIGRATE : entry.runKind(), entry.outcome());
    }

    private static Look of(RunKind kind, RunOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED ->
                switch (kind) {
                    case DRY_RUN -> new Look("✓", "Would succeed", Tone.GOOD);
                    case TEST -> new Look("✓", "Proven", Tone.GOOD);
                    case DIFF -> new Look("✓", "No drift", Tone.GOOD);
                    case MIGRATE, REVERT -> new Look("✓", "Done", Tone.GOOD);
                };
            case NOTHING_TO_DO -> new Look("✓", "Nothing to do", Tone.GOOD);
            case FAILED ->
                switch (kind) {
                    case DRY_RUN -> new Look("✕", "Would fail", Tone.BAD);
                    case TEST -> new Look("✕", "Not proven", Tone.BAD);
                    default -> new Look("✕", "Failed", Tone.BAD);
                };
            case NOT_CLEAN -> new Look("◆", kind == RunKind.DIFF ? "Drift" : "Not clean", Tone.WARNING);
            case LOCKED -> new Look("■", "Locked", Tone.WARNING);
            case CANCELLED -> new Look("–", "Cancelled", Tone.NEUTRAL);
        };
    }

    public static Look of(StepOutcome outcome) {
        return switch (outcome) {
            case DONE -> new Look("✓", "done", Tone.GOOD);
            case FAILED -> new Look("✕", "failed", Tone.BAD);
            case CANCELLED -> new Look("–", "cancelled", Tone.NEUTRAL);
            case ROLLED_BACK -> new Look("–", "rolled back", Tone.NEUTRAL);
            case PARTLY_REHEARSED -> new Look("◆", "partly rehearsed", Tone.WARNING);
        };
    }

    public static Look of(StatementOutcome outcome) {
        return switch (outcome) {
            case DONE -> new Look("✓", "done", Tone.GOOD);
            case FAILED -> new Look("✕", "failed", Tone.BAD);
            case CANCELLED -> new Look("–", "cancelled", Tone.NEUTRAL);
            case NOT_REHEARSED -> new Look("◆", "not rehearsed", Tone.WARNING);
        };
    }

    /** A step of a test. */
    public static Look ofPassed(boolean passed) {
        return passed ? new Look("✓", "passed", Tone.GOOD) : new Look("✕", "failed", Tone.BAD);
    }
}
