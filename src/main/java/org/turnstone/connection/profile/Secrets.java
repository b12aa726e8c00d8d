package org.turnstone.connection.profile;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Host;
import org.turnstone.connection.PasswordFile;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Surroundings;
import org.turnstone.connection.Target;

/**
 * Obtains passwords as profiles say. What was typed for a session, and what a program gave, is held in memory until
 * Turnstone ends or the server refuses it; nothing is ever written anywhere but into the system's keychain.
 */
public final class Secrets {
    /** A secrets manager may ask somebody to sign in by a browser or a finger first. */
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    /** What is to be done with a target once its password is there. */
    @FunctionalInterface
    public interface Attempt<T> {
        T with(Target target) throws ConnectionFailure;
    }

    private final Map<String, String> environment;
    private final Keychain keychain;
    private final CommandSecrets commands;
    private final Map<String, Credentials> held = new ConcurrentHashMap<>();

    public Secrets(Map<String, String> environment) {
        this(environment, SystemKeychain.of(System.getProperty("os.name"), environment), COMMAND_LIMIT);
    }

    /** For tests. */
    Secrets(Map<String, String> environment, Keychain keychain, Duration commandLimit) {
        this.environment = environment;
        this.keychain = keychain;
        this.commands = new CommandSecrets(new Programs(environment, commandLimit));
    }

    public Keychain keychain() {
        return keychain;
    }

    /** The password, and where it is to be used where the source says so too. */
    public Credentials obtain(Profile profile, Prompter prompter) throws ProfileProblem {
        return switch (profile.password()) {
            case PasswordSource.AskEachTime _ -> Credentials.of(ask(profile, prompter, ""));
            case PasswordSource.KeptForSession _ -> held(profile, () -> Credentials.of(ask(profile, prompter, "")));
            case PasswordSource.Keychain _ -> Credentials.of(fromKeychain(profile, prompter));
            case PasswordSource.PgPass _ -> Credentials.of(fromPasswordFile(profile));
            case PasswordSource.EnvironmentVariable(String name) -> Credentials.of(fromVariable(profile, name));
            case PasswordSource.Command command -> held(profile, () -> commands.of(command));
            case PasswordSource.AwsSecret aws -> held(profile, () -> commands.of(aws));
        };
    }

    /** The database to work on. */
    public Target target(Profile profile, Prompter prompter) throws ProfileProblem {
        return profile.target(obtain(profile, prompter));
    }

    /**
     * Does something with the profile's database. Where the server refuses a password that may have been changed since
     * it was obtained, it is obtained again, once.
     */
    public <T> T connecting(Profile profile, Prompter prompter, Attempt<T> attempt)
            throws ConnectionFailure, ProfileProblem {
        boolean known = held.containsKey(key(profile));
        try {
            return attempt.with(target(profile, prompter));
        } catch (ConnectionFailure e) {
            if (e.kind() != ConnectionFailure.Kind.AUTHENTICATION) {
                throw e;
            }
            refused(profile);
            if (!known || !profile.password().mayHaveChanged()) {
                throw e;
            }
            return attempt.with(target(profile, prompter));
        }
    }

    /** The server refused the password: what is held of it is forgotten, so that the next attempt obtains it anew. */
    public void refused(Profile profile) {
        held.remove(key(profile));
    }

    /** Keeps what somebody typed, where the profile says that it is kept: in the keychain, or for this session. */
    public void keep(Profile profile, Secret password) throws ProfileProblem {
        switch (profile.password()) {
            case PasswordSource.KeptForSession _ -> held.put(key(profile), Credentials.of(password));
            case PasswordSource.Keychain _ -> keychain.keep(account(profile.address()), password);
            case PasswordSource.AskEachTime _,
                    PasswordSource.PgPass _,
                    PasswordSource.EnvironmentVariable _,
                    PasswordSource.Command _,
                    PasswordSource.AwsSecret _ -> {}
        }
    }

    /** The name a password has in the keychain: whose it is and where, so that a renamed profile still finds it. */
    public static String account(Address address) {
        String servers = address.hosts().stream().map(Host::toString).collect(Collectors.joining(","));
        return address.user() + "@" + servers + "/" + address.database();
    }

    private Credentials held(Profile profile, Source source) throws ProfileProblem {
        Credentials known = held.get(key(profile));
        if (known != null) {
            return known;
        }
        Credentials obtained = source.obtain();
        held.put(key(profile), obtained);
        return obtained;
    }

    private interface Source {
        Credentials obtain() throws ProfileProblem;
    }

    private static String key(Profile profile) {
        return account(profile.address()) + "\n" + profile.password();
    }

    private static Secret ask(Profile profile, Prompter prompter, String why) throws ProfileProblem {
        return prompter.ask(profile, why)
                .orElseThrow(() -> new ProfileProblem((why.isEmpty() ? "" : why + " ") + "The password of profile "
                        + profile.name() + " must be typed, and nobody typed it. For a pipeline choose a password"
                        + " file, an environment variable, a command or AWS Secrets Manager."));
    }

    private Secret fromKeychain(Profile profile, Prompter prompter) throws ProfileProblem {
        Optional<String> missing = keychain.missing();
        if (missing.isPresent()) {
            return ask(profile, prompter, "There is no system keychain here: " + missing.get() + ".");
        }
        Optional<Secret> kept = keychain.find(account(profile.address()));
        if (kept.isPresent()) {
            return kept.get();
        }
        Secret typed = ask(profile, prompter, "The system keychain has no password for it yet; it will be kept there.");
        keychain.keep(account(profile.address()), typed);
        return typed;
    }

    private Secret fromVariable(Profile profile, String name) throws ProfileProblem {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new ProfileProblem("The password of profile " + profile.name() + " is in the environment variable "
                    + name + ", which is not set here.");
        }
        return new Secret(value);
    }

    private Secret fromPasswordFile(Profile profile) throws ProfileProblem {
        Address address = profile.target(Credentials.of(null)).address();
        try {
            return PasswordFile.fill(address, Surroundings.system(environment)).password();
        } catch (ConnectionFailure e) {
            throw new ProfileProblem("No password for profile " + profile.name() + ": " + e.getMessage());
        }
    }
}
