package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** The folder that all Turnstones of a user share: unpacked programs, initialised templates, running clusters. */
record Cache(Path folder, Installation installation, ServerAccount account) {
    static Cache in(Path wanted, Installation installation, ServerAccount account) throws IOException {
        return new Cache(account.cacheFolder(wanted), installation, account);
    }

    /**
     * A new cluster with its server running.
     *
     * @param givenUp asked before the long steps; a start that is given up fails and leaves nothing behind
     */
    Cluster start(BooleanSupplier givenUp) throws IOException {
        try {
            return startOnce(givenUp);
        } catch (ServerFailure | CommandMissing e) {
            if (givenUp.getAsBoolean()) {
                throw e;
            }
            discardAll();
            return startOnce(givenUp);
        }
    }

    private Cluster startOnce(BooleanSupplier givenUp) throws IOException {
        var cluster = prepare();
        try {
            if (givenUp.getAsBoolean()) {
                throw new IOException("Turnstone is closing");
            }
            cluster.start();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.remove();
            throw e;
        }
    }

    private Cluster prepare() throws IOException {
        try (var _ = CacheLock.take(folder)) {
            var programs = installation.programs(folder, account);
            var clusters = clusters(folder);
            account.createSharedFolder(clusters);
            Sweep.of(clusters, programs);
            var template = ClusterTemplate.in(folder, installation, programs);
            var own = ClusterFolder.create(clusters, account);
            try {
                template.copyTo(own.data(), account);
            } catch (IOException e) {
                own.remove(programs);
                throw e;
            }
            return new Cluster(own, programs, template.password(), installation);
        }
    }

    /** Where the folders of running clusters are. */
    static Path clusters(Path folder) {
        return folder.resolve("clusters");
    }

    private void discardAll() throws IOException {
        try (var _ = CacheLock.take(folder)) {
            installation.discard(folder);
            ClusterTemplate.discard(folder, installation);
        }
    }
}
