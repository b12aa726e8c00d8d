package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Path;

/** The folder that all Turnstones of a user share: unpacked programs, initialised templates, running clusters. */
record Cache(Path folder, Installation installation, ServerAccount account) {
    static Cache in(Path wanted, Installation installation, ServerAccount account) throws IOException {
        return new Cache(account.cacheFolder(wanted), installation, account);
    }

    /**
     * A new cluster with its server running.
     *
     * @param closing asked again and again; a start that is given up fails, and leaves nothing whole that is not
     */
    Cluster start(Closing closing) throws IOException {
        try {
            return startOnce(closing);
        } catch (ServerFailure | CommandMissing e) {
            if (closing.hasBegun()) {
                throw e;
            }
            discardAll();
            return startOnce(closing);
        }
    }

    private Cluster startOnce(Closing closing) throws IOException {
        var cluster = prepare(closing);
        try {
            cluster.start(closing);
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.remove();
            throw e;
        }
    }

    private Cluster prepare(Closing closing) throws IOException {
        try (var _ = CacheLock.take(folder, closing)) {
            var programs = installation.programs(folder, account, closing);
            var clusters = clusters(folder);
            account.createSharedFolder(clusters);
            Sweep.of(clusters, programs);
            var template = ClusterTemplate.in(folder, installation, programs, closing);
            var own = ClusterFolder.create(clusters, account);
            try {
                template.copyTo(own.data(), account, closing);
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
        try (var _ = CacheLock.take(folder, Closing.NEVER)) {
            installation.discard(folder);
            ClusterTemplate.discard(folder, installation);
        }
    }
}
