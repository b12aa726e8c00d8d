package org.turnstone.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.scratch.KeptDatabase;
import org.turnstone.scratch.TemporaryDatabases;

/** The scratch databases that are still there, and how they go. */
final class ScratchLeftovers {
    private final Path cacheFolder;

    ScratchLeftovers(Path cacheFolder) {
        this.cacheFolder = cacheFolder;
    }

    List<ScratchLeftover> find(Target target) throws ConnectionFailure {
        List<ScratchLeftover> found = new ArrayList<>();
        for (KeptDatabase kept : kept()) {
            found.add(new ScratchLeftover(kept.name(), "127.0.0.1:" + kept.port(), true, enter(kept)));
        }
        if (target != null) {
            try (TemporaryDatabases databases = TemporaryDatabases.on(target, "turnstone scratch")) {
                for (TemporaryDatabases.Found each : databases.leftovers()) {
                    found.add(new ScratchLeftover(
                            each.name(), Addresses.server(target.address()), each.kept(), enter(target, each.name())));
                }
            }
        }
        return found;
    }

    void drop(ScratchLeftover leftover, Target target) throws ConnectionFailure {
        for (KeptDatabase kept : kept()) {
            if (kept.name().equals(leftover.name()) && leftover.server().equals("127.0.0.1:" + kept.port())) {
                try {
                    kept.drop(cacheFolder);
                    return;
                } catch (IOException e) {
                    throw failure(e);
                }
            }
        }
        if (target != null && leftover.server().equals(Addresses.server(target.address()))) {
            try (TemporaryDatabases databases = TemporaryDatabases.on(target, "turnstone scratch")) {
                databases.dropLeftover(leftover.name());
            }
        }
    }

    private List<KeptDatabase> kept() throws ConnectionFailure {
        try {
            return KeptDatabase.all(cacheFolder);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** As a command line that needs no password. */
    static String enter(KeptDatabase kept) {
        return "PGPASSFILE='" + kept.passwordFile() + "' psql " + kept.url();
    }

    static String enter(Target target, String database) {
        return "psql -h " + target.address().host() + " -p " + target.address().port() + " -U "
                + target.address().user() + " " + database;
    }

    private static ConnectionFailure failure(IOException e) {
        ConnectionFailure failure = new ConnectionFailure(
                ConnectionFailure.Kind.OTHER, "The kept scratch databases cannot be read: " + e.getMessage());
        failure.initCause(e);
        return failure;
    }
}
