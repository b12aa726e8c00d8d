package org.turnstone.connection;

import java.util.Locale;
import java.util.Optional;

/** libpq's {@code sslmode}: whether a connection is encrypted, and what is known about who is at its other end. */
public enum TlsMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** As URLs and files write it: {@code verify-full}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The mode of this word; empty when there is none of it. */
    public static Optional<TlsMode> of(String word) {
        for (TlsMode mode : values()) {
            if (mode.word().equalsIgnoreCase(word.strip())) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** What to begin with: nothing can listen on the way to this machine itself; elsewhere the server proves itself. */
    public static TlsMode suggestedFor(String host) {
        return Loopback.is(host) ? PREFER : VERIFY_FULL;
    }
}
