package org.turnstone.connection.profile;

import java.util.List;

/** Where a profile's password comes from. None of these holds one. */
public sealed interface PasswordSource {
    /** Asked for at every connection, and forgotten. */
    record AskEachTime() implements PasswordSource {}

    /** Asked for once, and held in memory until Turnstone ends. */
    record KeptForSession() implements PasswordSource {}

    /** Kept by the system's keychain. */
    record Keychain() implements PasswordSource {}

    /** Looked up in libpq's password file. */
    record PgPass() implements PasswordSource {}

    /** The value of an environment variable. */
    record EnvironmentVariable(String name) implements PasswordSource {}

    /** What a program prints, such as a secrets manager's client; see {@link CommandLine} for how the line is read. */
    record Command(String line) implements PasswordSource {}

    /**
     * A JSON secret of AWS Secrets Manager, which may bring user, host, port and database too.
     *
     * @param region empty for the one that the AWS client is set to
     * @param profile the AWS client's own profile; empty for its default
     */
    record AwsSecret(String secretId, String region, String profile) implements PasswordSource {}

    /** The words of all kinds, in the order to offer them. */
    List<String> WORDS = List.of("ask", "session", "keychain", "pgpass", "environment", "command", "aws");

    /** As the profile file and the command line write it. */
    default String word() {
        return switch (this) {
            case AskEachTime _ -> "ask";
            case KeptForSession _ -> "session";
            case Keychain _ -> "keychain";
            case PgPass _ -> "pgpass";
            case EnvironmentVariable _ -> "environment";
            case Command _ -> "command";
            case AwsSecret _ -> "aws";
        };
    }

    /** For people: what it is, with its own particulars. */
    default String description() {
        return switch (this) {
            case AskEachTime _ -> "asked for each time";
            case KeptForSession _ -> "asked for once, kept until Turnstone ends";
            case Keychain _ -> "system keychain";
            case PgPass _ -> "password file (.pgpass)";
            case EnvironmentVariable variable -> "environment variable " + variable.name();
            case Command command -> "command: " + command.line();
            case AwsSecret aws -> "AWS Secrets Manager: " + aws.secretId();
        };
    }

    /** Whether asking again can give another password than before, because somebody else may have changed it. */
    default boolean mayHaveChanged() {
        return switch (this) {
            case KeptForSession _, Command _, AwsSecret _ -> true;
            case AskEachTime _, Keychain _, PgPass _, EnvironmentVariable _ -> false;
        };
    }
}
