package org.turnstone.connection.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.turnstone.connection.Address;
import org.turnstone.connection.Limits;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Target;
import org.turnstone.connection.Tls;

/**
 * A named connection: where, who, how the password is obtained, what the database is there for, and how a session in it
 * behaves. It never holds a password.
 *
 * @param address without a password, and without the parameters that {@link Tls} stands for; whatever of them is
 *     handed in is left out
 * @param note for people
 */
public record Profile(
        String name,
        Address address,
        PasswordSource password,
        Environment environment,
        Tls tls,
        Limits limits,
        SessionSetup setup,
        String note) {
    private static final Set<String> SECRET_PARAMETERS = Set.of("password", "sslpassword");

    public Profile {
        address = bare(address);
    }

    /** A profile of an address, with everything else as it usually is; the address's own TLS parameters count. */
    public static Profile of(String name, Address address, Environment environment) {
        return new Profile(
                name,
                address,
                new PasswordSource.AskEachTime(),
                environment,
                Tls.of(address.parameters()),
                new Limits(environment.lockTimeout(), Limits.DEFAULT.statementTimeout()),
                SessionSetup.NONE,
                "");
    }

    public Profile withName(String other) {
        return new Profile(other, address, password, environment, tls, limits, setup, note);
    }

    public Profile withAddress(Address other) {
        return new Profile(name, other, password, environment, tls, limits, setup, note);
    }

    public Profile withPassword(PasswordSource other) {
        return new Profile(name, address, other, environment, tls, limits, setup, note);
    }

    /** Another environment, with its lock timeout where the profile has its old environment's. */
    public Profile inEnvironment(Environment other) {
        boolean usual = limits.lockTimeout().equals(environment.lockTimeout());
        return withEnvironment(other)
                .withLimits(usual ? new Limits(other.lockTimeout(), limits.statementTimeout()) : limits);
    }

    public Profile withEnvironment(Environment other) {
        return new Profile(name, address, password, other, tls, limits, setup, note);
    }

    public Profile withTls(Tls other) {
        return new Profile(name, address, password, environment, other, limits, setup, note);
    }

    public Profile withLimits(Limits other) {
        return new Profile(name, address, password, environment, tls, other, setup, note);
    }

    public Profile withSetup(SessionSetup other) {
        return new Profile(name, address, password, environment, tls, limits, other, note);
    }

    public Profile withNote(String other) {
        return new Profile(name, address, password, environment, tls, limits, setup, other);
    }

    /** The database to work on, entered with these credentials. */
    public Target target(Credentials credentials) {
        return new Target(name, credentials.completing(withTlsParameters()), limits, setup);
    }

    /** The address with its TLS parameters, as a URL would say it; without a password. */
    public Address withTlsParameters() {
        Map<String, String> parameters = new LinkedHashMap<>(address.parameters());
        parameters.putAll(tls.parameters());
        return new Address(address.hosts(), address.database(), address.user(), null, parameters);
    }

    private static Address bare(Address address) {
        Map<String, String> parameters = new LinkedHashMap<>(address.parameters());
        parameters.keySet().removeAll(SECRET_PARAMETERS);
        parameters.keySet().removeAll(Tls.PARAMETERS);
        return new Address(address.hosts(), address.database(), address.user(), null, parameters);
    }
}
