package org.turnstone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.turnstone.connection.Secret;

/** Keeps passwords out of what is printed about failures, whoever worded it. */
final class Discretion {
    private final Function<Secret, UnaryOperator<String>> redaction;
    private final List<UnaryOperator<String>> known = new ArrayList<>();

    Discretion(Function<Secret, UnaryOperator<String>> redaction) {
        this.redaction = redaction;
    }

    /** From now on this password is taken out too. */
    void learn(Secret secret) {
        if (secret != null && !secret.reveal().isEmpty()) {
            known.add(redaction.apply(secret));
        }
    }

    String clean(String text) {
        String cleaned = text;
        for (UnaryOperator<String> redact : known) {
            cleaned = redact.apply(cleaned);
        }
        // Whoever wrote it, and of whatever database: anything that looks like a password's place.
        return redaction.apply(null).apply(cleaned);
    }
}
