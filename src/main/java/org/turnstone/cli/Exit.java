package org.turnstone.cli;

import org.turnstone.run.RunOutcome;

/** The exit codes, and how {@code --help} lists them. */
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int CONNECTION = 3;
    static final int NOT_CLEAN = 4;
    static final int LOCKED = 5;
    static final int CANCELLED = 130;

    static final String HEADING = "%nExit codes:%n";
    static final String DONE_LINE = "  0:done, or nothing to do";
    static final String FAILED_LINE =
            "  1:a migration, revert or test failed; what was undone and what was not is said";
    static final String USAGE_LINE = "  2:wrong usage, or the project or a setting cannot be read";
    static final String CONNECTION_LINE = "  3:the database cannot be reached or entered";
    static final String NOT_CLEAN_LINE =
            "  4:the status is not clean: changed, missing, failed or out-of-order migrations";
    static final String LOCKED_LINE = "  5:somebody else holds the migration lock, or a lock timeout ran out";
    static final String CANCELLED_LINE = "130:cancelled with Ctrl+C";

    private Exit() {}

    static int of(RunOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED, NOTHING_TO_DO -> DONE;
            case FAILED -> FAILED;
            case NOT_CLEAN -> NOT_CLEAN;
            case LOCKED -> LOCKED;
            case CANCELLED -> CANCELLED;
        };
    }
}
