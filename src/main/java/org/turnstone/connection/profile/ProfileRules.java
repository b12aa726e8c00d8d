package org.turnstone.connection.profile;

import org.turnstone.connection.Address;
import org.turnstone.connection.Host;

/** What a profile must be to be kept. */
public final class ProfileRules {
    private static final int LONGEST_NAME = 100;

    private ProfileRules() {}

    /** Says what is wrong with a profile, or returns. */
    public static void check(Profile profile) throws ProfileProblem {
        checkName(profile.name());
        Address address = profile.address();
        for (Host host : address.hosts()) {
            noControls("host", host.name());
            if (host.port() < 1 || host.port() > 65535) {
                throw new ProfileProblem("The port is a number from 1 to 65535, not " + host.port() + ".");
            }
        }
        noControls("database", address.database());
        noControls("user", address.user());
        noControls("role", profile.setup().role());
        switch (profile.password()) {
            case PasswordSource.EnvironmentVariable(String name) ->
                needed(name, "the environment variable that holds the password");
            case PasswordSource.Command(String line) -> needed(line, "the command that prints the password");
            case PasswordSource.AwsSecret aws -> needed(aws.secretId(), "the secret's name or ARN");
            case PasswordSource.AskEachTime _,
                    PasswordSource.KeptForSession _,
                    PasswordSource.Keychain _,
                    PasswordSource.PgPass _ -> {}
        }
    }

    /** Says what is wrong with a profile's name, or returns. */
    public static void checkName(String name) throws ProfileProblem {
        needed(name, "the profile's name");
        noControls("name", name);
        if (!name.equals(name.strip())) {
            throw new ProfileProblem("A profile's name begins and ends with something other than a space.");
        }
        if (name.length() > LONGEST_NAME) {
            throw new ProfileProblem("A profile's name has at most " + LONGEST_NAME + " characters.");
        }
    }

    private static void needed(String text, String what) throws ProfileProblem {
        if (text.isBlank()) {
            throw new ProfileProblem("Missing: " + what + ".");
        }
    }

    private static void noControls(String what, String text) throws ProfileProblem {
        if (text.chars().anyMatch(Character::isISOControl) || !isWhole(text)) {
            throw new ProfileProblem("The " + what + " has a control character or half a character in it.");
        }
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
