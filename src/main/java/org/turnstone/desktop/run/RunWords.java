package org.turnstone.desktop.run;

import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.StatementOutcome;

/** What an outcome is called, and in which tone. */
final class RunWords {
    private RunWords() {}

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
