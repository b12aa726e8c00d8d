package org.turnstone.scratch;

import java.io.IOException;

/** A program of the server failed at its own work. A damaged cache can be the cause, so building it anew may help. */
final class ServerFailure extends IOException {
    private static final long serialVersionUID = 1L;

    ServerFailure(String message) {
        super(message);
    }
}
