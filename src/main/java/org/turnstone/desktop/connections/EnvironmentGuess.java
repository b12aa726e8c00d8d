package org.turnstone.desktop.connections;

import java.util.Map;
import java.util.regex.Pattern;
import org.turnstone.connection.Address;
import org.turnstone.connection.Host;
import org.turnstone.connection.profile.Environment;

/** What a database is probably there for, until somebody says so. When in doubt it is one that asks first. */
public final class EnvironmentGuess {
    private static final Pattern TEST = Pattern.compile("(?i)(^|[^a-z])(test|testing|ci|qa|dev)([^a-z]|$)");

    private EnvironmentGuess() {}

    public static Environment of(Address address) {
        Environment looks = Environment.suggestedFor(address);
        boolean sure = looks != Environment.TEST
                || TEST.matcher(address.host() + " " + address.database()).find();
        return sure ? looks : Environment.STAGING;
    }

    static Environment of(String host, String database) {
        return of(new Address(host, Host.DEFAULT_PORT, database, "", null, Map.of()));
    }
}
