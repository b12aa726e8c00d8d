package org.turnstone.run;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL's modes of locking a table, weakest first. */
public enum LockMode {
    ACCESS_SHARE("AccessShareLock", "nothing but the strongest lock waits"),
    ROW_SHARE("RowShareLock", "reads and writes go on"),
    ROW_EXCLUSIVE("RowExclusiveLock", "reads and writes go on; index builds wait"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "reads and writes go on; other maintenance waits"),
    SHARE("ShareLock", "writes wait"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "writes wait"),
    EXCLUSIVE("ExclusiveLock", "everything but plain reads waits"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "reads and writes wait");

    private final String server;
    private final String meaning;

    LockMode(String server, String meaning) {
        this.server = server;
        this.meaning = meaning;
    }

    /** As the manual writes it: {@code ACCESS EXCLUSIVE}. */
    public String words() {
        return name().replace('_', ' ');
    }

    /** What it means for everybody else, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Whether somebody who writes rows has to wait for it. */
    public boolean stopsWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** Whether somebody who only reads has to wait for it. */
    public boolean stopsReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    /** The mode the manual writes so, or null. */
    public static LockMode ofWords(String words) {
        for (LockMode mode : values()) {
            if (mode.words().equals(words)) {
                return mode;
            }
        }
        return null;
    }

    /** The one that {@code pg_locks} calls so, or null: there are others, which no table can have. */
    static LockMode ofServer(String name) {
        return BY_SERVER.get(name);
    }

    private static final Map<String, LockMode> BY_SERVER =
            Stream.of(values()).collect(Collectors.toMap(mode -> mode.server, mode -> mode));
}
