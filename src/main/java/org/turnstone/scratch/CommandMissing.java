package org.turnstone.scratch;

import java.io.IOException;

/** A program is not there or may not be started. */
final class CommandMissing extends IOException {
    private static final long serialVersionUID = 1L;

    CommandMissing(String program, IOException cause) {
        super(program + " cannot be started: " + cause.getMessage(), cause);
    }
}
