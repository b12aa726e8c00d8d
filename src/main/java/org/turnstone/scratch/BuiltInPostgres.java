package org.turnstone.scratch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;

/**
 * A PostgreSQL of Turnstone's own, for databases that are thrown away: the one it carries with it, or another started
 * from programs installed here. It starts when the first database is asked for and ends with Turnstone; one that a killed
 * Turnstone left is stopped by the next.
 */
public final class BuiltInPostgres implements ScratchServer, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BuiltInPostgres.class.getName());

    /** How long the end of Turnstone waits for a start that is under way. The next Turnstone sweeps what remains. */
    private static final long PATIENCE_AT_EXIT_SECONDS = 5;

    private final Path cacheFolder;
    private final InstalledPostgres installed;
    private final ServerAccount givenAccount;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;
    private volatile Cluster cluster;
    private Thread atExit;
    /** The roles there were before anybody's scripts. */
    private Set<String> ownRoles;

    /** Starts nothing yet. */
    public BuiltInPostgres(Path cacheFolder) {
        this(cacheFolder, null, null);
    }

    /** For tests: {@code account} is null where the machine decides. */
    BuiltInPostgres(Path cacheFolder, ServerAccount account) {
        this(cacheFolder, null, account);
    }

    private BuiltInPostgres(Path cacheFolder, InstalledPostgres installed, ServerAccount account) {
        this.cacheFolder = cacheFolder;
        this.installed = installed;
        this.givenAccount = account;
    }

    /** One more of the same kind, which is started and stopped on its own. */
    public BuiltInPostgres another() {
        return new BuiltInPostgres(cacheFolder, installed, givenAccount);
    }

    /** One that is started from these programs. */
    public BuiltInPostgres from(InstalledPostgres programs) {
        return new BuiltInPostgres(cacheFolder, programs, givenAccount);
    }

    /** Where it has its files, and others of its kind theirs. */
    public Path cacheFolder() {
        return cacheFolder;
    }

    /** Where this platform keeps what can be made again, or where TURNSTONE_CACHE says. */
    public static Path defaultCacheFolder() {
        return CachePlace.of(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /**
     * A new, empty database. Its name is the given one, or begins with it where that is taken.
     *
     * @throws ConnectionFailure when the server cannot be started or entered; the message says why and what to do
     */
    public Target createDatabase(String name) throws ConnectionFailure {
        return new ScratchDatabases(running()).create(name);
    }

    @Override
    public Target create() throws ConnectionFailure {
        var databases = new ScratchDatabases(running());
        if (ownRoles == null) {
            ownRoles = databases.roles();
        }
        return databases.create("turnstone_scratch_" + RandomName.next());
    }

    @Override
    public Target copy(Target original) throws ConnectionFailure {
        return new ScratchDatabases(running())
                .copy(original.address().database(), "turnstone_scratch_" + RandomName.next());
    }

    @Override
    public void drop(Target scratch) throws ConnectionFailure {
        dropDatabase(scratch.address().database());
    }

    @Override
    public void dropNewRoles() throws ConnectionFailure {
        var current = cluster;
        if (current != null && current.running() && ownRoles != null) {
            var databases = new ScratchDatabases(current);
            Set<String> roles = databases.roles();
            roles.removeAll(ownRoles);
            databases.dropRoles(roles);
        }
    }

    /** Lets the server live on for the sake of one of its databases. Afterwards this one is as good as closed. */
    public KeptDatabase keep(Target scratch) throws ConnectionFailure {
        lock.lock();
        try {
            var last = cluster;
            var kept = last.keep(scratch.address().database());
            cluster = null;
            return kept;
        } catch (IOException e) {
            throw failure("cannot be kept", e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends every session in the database and removes it; nothing happens when it does not exist. */
    public void dropDatabase(String name) throws ConnectionFailure {
        var current = cluster;
        if (current != null && current.running()) {
            new ScratchDatabases(current).drop(name);
        }
    }

    /** From now on the server's log has every statement that is sent to this database by a session opened later. */
    public StatementLog logStatements(Target scratch) throws ConnectionFailure {
        var current = running();
        try {
            new ScratchDatabases(current).logStatements(scratch.address().database());
            return StatementLog.from(current.log(), scratch.address().database());
        } catch (IOException e) {
            throw failure("keeps a log that cannot be read", e);
        }
    }

    /** The server's version, such as {@code 18.6}, while it runs. */
    public Optional<String> runningVersion() {
        var current = cluster;
        return current != null && current.running() ? Optional.of(version()) : Optional.empty();
    }

    /** The version of the programs that would run here; {@code none} where Turnstone carries none for this machine. */
    public String version() {
        try {
            return installation().version();
        } catch (IOException e) {
            return "none";
        }
    }

    private Cluster running() throws ConnectionFailure {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("it has been closed");
            }
            if (cluster == null || !cluster.running()) {
                remove();
                stopAtExit();
                cluster = Cache.in(cacheFolder, installation(), account()).start(() -> closed);
            }
            return cluster;
        } catch (IOException e) {
            throw failure("cannot be started", e);
        } finally {
            lock.unlock();
        }
    }

    private ConnectionFailure failure(String what, IOException cause) {
        var label = installed == null ? "The built-in PostgreSQL" : installed.label();
        var failure = new ConnectionFailure(ConnectionFailure.Kind.OTHER, label + " " + what + ": " + Reason.of(cause));
        failure.initCause(cause);
        return failure;
    }

    private Installation installation() throws IOException {
        return installed == null ? PostgresBinaries.ofThisMachine() : installed;
    }

    private ServerAccount account() throws IOException {
        return givenAccount == null ? ServerAccount.choose() : givenAccount;
    }

    private void stopAtExit() throws IOException {
        if (atExit != null) {
            return;
        }
        var hook = new Thread(this::closeAtExit, "built-in PostgreSQL: stop at exit");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            atExit = hook;
        } catch (IllegalStateException e) {
            throw new IOException("Turnstone is closing", e);
        }
    }

    /** Stops the server and deletes its files; what it held is gone. Once closed it stays closed. */
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            removeOrLeave();
            if (atExit != null) {
                forget(atExit);
                atExit = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(Level.TRACE, "the end is under way already", e);
        }
    }

    private void closeAtExit() {
        closed = true;
        try {
            if (lock.tryLock(PATIENCE_AT_EXIT_SECONDS, TimeUnit.SECONDS)) {
                removeOrLeave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeOrLeave() {
        try {
            remove();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "left for the next start to delete", e);
        }
    }

    private void remove() throws IOException {
        var last = cluster;
        cluster = null;
        if (last != null) {
            last.remove();
        }
    }
}
