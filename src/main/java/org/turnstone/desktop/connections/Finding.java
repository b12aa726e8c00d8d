package org.turnstone.desktop.connections;

import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ConnectionReport;

/**
 * What a test of a connection came to.
 *
 * @param state where it is
 * @param text one line
 * @param more sentences beside it
 */
public record Finding(State state, String text, List<String> more) {
    /** Where a test is. */
    public enum State {
        NONE,
        RUNNING,
        GOOD,
        BAD
    }

    static final Finding NONE = new Finding(State.NONE, "", List.of());

    public Finding {
        more = List.copyOf(more);
    }

    static Finding running(String words) {
        return new Finding(State.RUNNING, words, List.of());
    }

    static Finding bad(String words) {
        return new Finding(State.BAD, words, List.of());
    }

    static Finding of(ConnectionReport report) {
        return new Finding(State.GOOD, report.summary(), report.remarks());
    }

    /** The key of the words that say which kind of failure it was. */
    static String kind(Exception failure) {
        return failure instanceof ConnectionFailure known
                ? "test.failed." + known.kind().name()
                : "test.failed.OTHER";
    }
}
