package org.turnstone.desktop.connections;

import java.util.Locale;
import java.util.regex.Pattern;
import org.turnstone.connection.Address;
import org.turnstone.connection.TlsMode;
import org.turnstone.connection.profile.Environment;

/** What a database is probably there for, until somebody says so. When in doubt it is one that asks first. */
public final class EnvironmentGuess {
    private static final Pattern PRODUCTION = Pattern.compile("(^|[^a-z])(prod|prd|production|live)([^a-z]|$)");
    private static final Pattern TEST = Pattern.compile("(^|[^a-z])(test|testing|ci|qa)([^a-z]|$)");

    private EnvironmentGuess() {}

    public static Environment of(Address address) {
        return of(address.host(), address.database());
    }

    static Environment of(String host, String database) {
        // The one place that knows what this machine is: it encrypts only where somebody could listen.
        boolean here = TlsMode.suggestedFor(host) == TlsMode.PREFER;
        String words = (host + " " + database).toLowerCase(Locale.ROOT);
        if (PRODUCTION.matcher(words).find()) {
            return Environment.PRODUCTION;
        }
        if (here) {
            return Environment.LOCAL;
        }
        return TEST.matcher(words).find() ? Environment.TEST : Environment.STAGING;
    }
}
