package org.turnstone.connection.profile;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.turnstone.connection.Address;
import org.turnstone.connection.TlsMode;

/** What a database is there for, told by word, colour and icon together, and what guards it. */
public enum Environment {
    LOCAL("green", "home", Confirmation.NONE, Duration.ofSeconds(5), "asks nothing before it changes something"),
    TEST("blue", "tool", Confirmation.NONE, Duration.ofSeconds(5), "asks nothing before it changes something"),
    STAGING("amber", "layers", Confirmation.YES_OR_NO, Duration.ofSeconds(5), "asks you before it changes anything"),
    PRODUCTION(
            "red",
            "alert-triangle",
            Confirmation.TYPE_DATABASE_NAME,
            Duration.ofSeconds(2),
            "asks you to type the database's name before it changes anything");

    private final String colour;
    private final String icon;
    private final Confirmation confirmation;
    private final Duration lockTimeout;
    private final String guard;

    Environment(String colour, String icon, Confirmation confirmation, Duration lockTimeout, String guard) {
        this.colour = colour;
        this.icon = icon;
        this.confirmation = confirmation;
        this.lockTimeout = lockTimeout;
        this.guard = guard;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A colour's name: green, blue, amber or red. */
    public String colour() {
        return colour;
    }

    /** The name of a Feather icon, so that nobody needs the colour. */
    public String icon() {
        return icon;
    }

    /** What is asked before a migrate or a revert. */
    public Confirmation confirmation() {
        return confirmation;
    }

    /** How long a statement waits for a lock where nobody said otherwise: shorter where more people would wait. */
    public Duration lockTimeout() {
        return lockTimeout;
    }

    /** What guards it, as the second half of a sentence. */
    public String guard() {
        return guard;
    }

    /** What an address looks like, to begin with; people decide. */
    public static Environment suggestedFor(Address address) {
        String words = (address.host() + " " + address.database() + " " + address.user()).toLowerCase(Locale.ROOT);
        if (words.matches(".*(prod|prd|\\blive).*")) {
            return PRODUCTION;
        }
        if (words.contains("stag")) {
            return STAGING;
        }
        if (TlsMode.suggestedFor(address.host()) == TlsMode.PREFER) {
            return LOCAL;
        }
        // A stranger's server that nobody calls a test is asked about rather than not.
        return words.matches("(.*[^a-z])?(test|testing|ci|qa|dev)([^a-z].*)?") ? TEST : STAGING;
    }

    public static Optional<Environment> of(String word) {
        for (Environment environment : values()) {
            if (environment.word().equalsIgnoreCase(word.strip())) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }
}
