package org.turnstone.desktop.run;

import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.Direction;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.StatementOutcome;

/** What runs and their outcomes are called, and in which tone. */
public final class RunWords {
    private RunWords() {}

    public static String kind(Messages messages, RunKind kind) {
        return messages.text("kind." + kind.id());
    }

    /** What is asked for, as far as it differs from others of its kind: which way, how far, and where. */
    static String request(Messages messages, RunRequest request) {
        boolean down = request.kind() == RunKind.DRY_RUN && request.rehearse() == Direction.DOWN;
        String what = down
                ? messages.text("kind.dry-run.down")
                : request.keepScratch() ? messages.text("kind.test.keep") : kind(messages, request.kind());
        String far = request.toVersion() == null ? what : messages.text("queue.to", what, request.toVersion());
        boolean where = request.target() != null && request.kind() != RunKind.TEST;
        return where ? messages.text("queue.on", far, request.target().name()) : far;
    }

    static String outcome(Messages messages, RunKind kind, RunOutcome outcome) {
        String own = "run.outcome." + outcome.id() + "." + kind.id();
        return messages.text(messages.has(own) ? own : "run.outcome." + outcome.id());
    }

    static Tone tone(RunOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Tone.SUCCESS;
            case NOTHING_TO_DO -> Tone.NEUTRAL;
            case FAILED -> Tone.DANGER;
            case NOT_CLEAN, LOCKED, CANCELLED -> Tone.WARNING;
        };
    }

    static Tone tone(StatementOutcome outcome) {
        return switch (outcome) {
            case DONE -> Tone.SUCCESS;
            case FAILED -> Tone.DANGER;
            case CANCELLED, NOT_REHEARSED -> Tone.WARNING;
        };
    }
}
