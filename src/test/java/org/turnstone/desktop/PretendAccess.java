package org.turnstone.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Address;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ConnectionReport;
import org.turnstone.connection.Encryption;
import org.turnstone.connection.Rights;
import org.turnstone.connection.ServerInfo;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.connection.profile.Secrets;
import org.turnstone.desktop.connections.Access;
import org.turnstone.desktop.connections.ConnectionTester;

/** Real profiles in a folder of their own, and servers that are only made up. */
public final class PretendAccess {
    private PretendAccess() {}

    /** A store in this folder; a machine with a keychain that holds nothing. */
    public static Access in(Path folder, ConnectionTester tester) {
        return new Access(new ProfileStore(folder), new Secrets(withKeychain(folder)), tester);
    }

    /** The same on a machine without a keychain. */
    public static Access without(Path folder, ConnectionTester tester) {
        return new Access(new ProfileStore(folder), new Secrets(Map.of("PATH", "")), tester);
    }

    /** Lets everybody in, except at hosts named down. */
    public static ConnectionReport enter(Target target) throws ConnectionFailure {
        Address address = target.address();
        if (address.host().startsWith("down")) {
            throw new ConnectionFailure(
                    ConnectionFailure.Kind.REACHABILITY,
                    "Nothing answers at " + Addresses.server(address)
                            + ". Check host and port, that the server runs, and that no firewall is in between.");
        }
        return new ConnectionReport(
                new ServerInfo("18.6", 180006, address.database(), address.user(), false),
                "public",
                Duration.ofMillis(12),
                new Encryption("TLSv1.3", "TLS_AES_256_GCM_SHA384", ""),
                new Rights(true, true, false, false, Map.of()),
                false,
                false,
                Map.of(),
                List.of());
    }

    /** The four of the pictures. */
    public static void shops(Access access) {
        try {
            for (Profile profile : List.of(
                    profile("shop-prod", "db.example.com", Environment.PRODUCTION),
                    profile("shop-local", "localhost", Environment.LOCAL),
                    profile("shop-test", "test.example.com", Environment.TEST),
                    profile("shop-staging", "staging.example.com", Environment.STAGING))) {
                access.store().add(profile);
            }
        } catch (ProfileProblem e) {
            throw new IllegalStateException(e);
        }
    }

    public static Profile profile(String name, String host, Environment environment) {
        String tls = host.equals("localhost") ? "" : "?sslmode=verify-full";
        try {
            return Profile.of(name, Addresses.parse("postgresql://deploy@" + host + ":5432/shop" + tls), environment)
                    .withPassword(new PasswordSource.AskEachTime());
        } catch (ConnectionFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> withKeychain(Path folder) {
        try {
            Path programs = Files.createDirectories(folder.resolve("programs"));
            Path tool = programs.resolve("secret-tool");
            Files.writeString(tool, "#!/bin/sh\nif [ \"$1\" = store ]; then cat > /dev/null; exit 0; fi\nexit 1\n");
            tool.toFile().setExecutable(true);
            Map<String, String> environment = new HashMap<>();
            environment.put("PATH", programs + ":/usr/bin:/bin");
            environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
