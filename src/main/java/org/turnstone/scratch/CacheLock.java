package org.turnstone.scratch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one Turnstone at a time change what all of them share in the cache folder. */
final class CacheLock implements AutoCloseable {
    private static final long LIMIT_SECONDS = 120;
    private static final long STEP_MILLIS = 20;

    /** A file lock belongs to the whole process, so the threads of this one take turns here first. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private final FileChannel channel;

    private CacheLock(FileChannel channel) {
        this.channel = channel;
    }

    static CacheLock take(Path cacheFolder, Closing closing) throws IOException {
        while (!triedToLock()) {
            closing.check();
        }
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(cacheFolder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            await(channel, cacheFolder, closing);
            return new CacheLock(channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            THIS_PROCESS.unlock();
            throw e;
        }
    }

    private static boolean triedToLock() throws IOException {
        try {
            return THIS_PROCESS.tryLock(STEP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another start");
        }
    }

    /** Looks again and again: waiting in the lock itself could not be given up. */
    private static void await(FileChannel channel, Path cacheFolder, Closing closing) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() > end) {
                throw new IOException("another Turnstone has been at work in " + cacheFolder + " for " + LIMIT_SECONDS
                        + " seconds: end it");
            }
            closing.check();
            Pause.milliseconds(STEP_MILLIS);
            lock = channel.tryLock();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            THIS_PROCESS.unlock();
        }
    }
}
