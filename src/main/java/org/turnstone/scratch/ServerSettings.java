package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the server is set up: nothing in it outlives it, and nobody but its owner may come in. */
final class ServerSettings {
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private static final String CONFIGURATION = """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 60
        shared_buffers = '64MB'
        # A replayed history may touch thousands of tables in one transaction.
        max_locks_per_transaction = 256
        %s
        %s
        # It is thrown away: no write needs to reach the disk.
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_init_zero = off
        wal_recycle = off
        min_wal_size = '2MB'
        max_wal_size = '256MB'
        checkpoint_timeout = '1h'

        # Publications and replication slots of a migration work here as they do on its target.
        wal_level = 'logical'
        jit = off

        lc_messages = 'C'
        # StatementLog reads this.
        log_line_prefix = '%%m [%%p] %%q[%%a] [%%d] '
        timezone = 'UTC'
        log_timezone = 'UTC'
        # Failed statements are the client's to report; they may hold passwords.
        log_min_messages = 'log'
        log_min_error_statement = 'panic'
        log_checkpoints = off
        """;

    private static final String ENTRY = """
        host all all 127.0.0.1/32 scram-sha-256
        """;

    private ServerSettings() {}

    /** In place of the files that initdb wrote, so that they say the same for every version of the template. */
    static void write(Path data, int port, int major) throws IOException {
        // Shared memory in the data folder leaves nothing behind elsewhere, and needs no room in a container's
        // /dev/shm.
        var sharedMemory = WINDOWS ? "" : "dynamic_shared_memory_type = 'mmap'";
        var inAndOut = major >= 18 ? "io_method = 'sync'" : "";
        Files.writeString(data.resolve("postgresql.conf"), CONFIGURATION.formatted(port, sharedMemory, inAndOut));
        Files.writeString(data.resolve("pg_hba.conf"), ENTRY);
    }
}
