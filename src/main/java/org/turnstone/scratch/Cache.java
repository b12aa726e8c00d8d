package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** The folder that all Turnstones of a user share: unpacked programs, initialised templates, running clusters. */
record Cache(Path folder, PostgresBinaries binaries, ServerAccount account) {
    static Cache in(Path wanted, ServerAccount account) throws IOException {
        var binaries = PostgresBinaries.ofThisMachine();
        return new Cache(account.cacheFolder(wanted), binaries, account);
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
            var programs = Programs.in(folder, binaries, account);
            var clusters = folder.resolve("clusters");
            account.createSharedFolder(clusters);
            Sweep.of(clusters, programs);
            var template = ClusterTemplate.in(folder, binaries, programs);
            var own = ClusterFolder.create(clusters, account);
            try {
                template.copyTo(own.data(), account);
            } catch (IOException e) {
                own.remove(programs);
                throw e;
            }
            return new Cluster(own, programs, template.password());
        }
    }

    private void discardAll() throws IOException {
        try (var _ = CacheLock.take(folder)) {
            Programs.discard(folder, binaries);
            ClusterTemplate.discard(folder, binaries);
        }
    }
}
