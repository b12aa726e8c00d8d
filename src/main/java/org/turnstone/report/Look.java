package org.turnstone.report;

import java.util.regex.Pattern;
import org.turnstone.format.MigrationState;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.PairProof;
import org.turnstone.run.RevertOffer;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StepOutcome;
import org.turnstone.run.TestStep;

/**
 * How a state or an outcome is shown: by shape, word and tone, so that none of the three has to be seen.
 *
 * @param symbol one character
 * @param word what people call it
 */
public record Look(String symbol, String word, Tone tone) {
    private static final Pattern DIFFERENCES = Pattern.compile("\\d+ differences?");

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

    /** A step of a test: one that found the target different passed, and is worth a look. */
    public static Look of(TestStep step) {
        return step.passed() && DIFFERENCES.matcher(step.result()).matches()
                ? new Look("◆", "differs", Tone.WARNING)
                : ofPassed(step.passed());
    }

    /** How a pair of a migration and its revert was judged. */
    public static Look of(PairProof.Verdict verdict) {
        return switch (verdict) {
            case EXACT -> new Look("✓", "exact", Tone.GOOD);
            case NOT_EXACT -> new Look("✕", "not exact", Tone.BAD);
            case FAILED -> new Look("✕", "failed", Tone.BAD);
            case NO_REVERT -> new Look("–", "no revert", Tone.NEUTRAL);
            case NOT_REACHED -> new Look("–", "not reached", Tone.NEUTRAL);
        };
    }

    /** What came of deriving a revert. */
    public static Look of(RevertOffer.Verdict verdict) {
        return switch (verdict) {
            case PROVEN -> new Look("✓", "proven", Tone.GOOD);
            case NONE -> new Look("◆", "no exact inverse", Tone.WARNING);
            case NO_CHANGE -> new Look("–", "no schema change", Tone.NEUTRAL);
            case FAILED -> new Look("✕", "failed", Tone.BAD);
        };
    }

    private static Look ofPassed(boolean passed) {
        return passed ? new Look("✓", "passed", Tone.GOOD) : new Look("✕", "failed", Tone.BAD);
    }
}
