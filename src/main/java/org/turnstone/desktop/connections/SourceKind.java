package org.turnstone.desktop.connections;

import org.turnstone.connection.profile.PasswordSource;

/** The ways to obtain a password, as the dialog offers them. */
public enum SourceKind {
    ASK,
    SESSION,
    KEYCHAIN,
    PGPASS,
    ENVIRONMENT,
    COMMAND,
    AWS;

    /** Whether somebody types the password, so that the dialog has a field for it. */
    public boolean isTyped() {
        return this == ASK || this == SESSION || this == KEYCHAIN;
    }

    /** Whether the source can bring user, host and database along. */
    boolean bringsAddress() {
        return this == COMMAND || this == AWS;
    }

    static SourceKind of(PasswordSource source) {
        return switch (source) {
            case PasswordSource.AskEachTime _ -> ASK;
            case PasswordSource.KeptForSession _ -> SESSION;
            case PasswordSource.Keychain _ -> KEYCHAIN;
            case PasswordSource.PgPass _ -> PGPASS;
            case PasswordSource.EnvironmentVariable _ -> ENVIRONMENT;
            case PasswordSource.Command _ -> COMMAND;
            case PasswordSource.AwsSecret _ -> AWS;
        };
    }
}
