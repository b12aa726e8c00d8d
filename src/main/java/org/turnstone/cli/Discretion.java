package org.turnstone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.turnstone.connection.Secret;

/** Keeps passwords out of what is printed about failures, whoever worded it. */
final class Discretion {
    /** The user's part of anything that looks like a URL, up to its last {@code @}: {@code postgres://user:pass@}. */
    private static final Pattern USER_PART = Pattern.compile("(?<=[A-Za-z]:)(/{1,2})[^\\s'\"/@:]*:[^\\s'\"]*@");

    private static final Pattern PARAMETER = Pattern.compile("(?i)\\b(pass(?:word)?|pwd)=[^\\s&'\"]+");

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
        String cleaned = USER_PART.matcher(text).replaceAll("$1••••@");
        cleaned = PARAMETER.matcher(cleaned).replaceAll("$1=••••");
        for (UnaryOperator<String> redact : known) {
            cleaned = redact.apply(cleaned);
        }
        return cleaned;
    }
}
