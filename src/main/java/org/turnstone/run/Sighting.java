package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one look into a rehearsal's own transaction saw: the relations it holds locks on, with their files and the rows
 * counted so far, and where the server's log stands. One query on the catalogs, which changes nothing a script could
 * notice: it names everything in full, needs no rights, and what it locks are catalogs, for reading.
 */
final class Sighting {
    /**
     * A relation that the transaction holds a lock on.
     *
     * @param file its file's number, which changes when it is written anew; 0 for none, and when it was dropped
     */
    record Seen(Set<LockMode> modes, long file, long scans, long rowsRead, long rowsWritten) {
        /** The same relation, by another of the locks on it. */
        private Seen and(Seen other) {
            Set<LockMode> all = EnumSet.copyOf(modes);
            all.addAll(other.modes);
            return new Seen(all, file, scans, rowsRead, Math.max(rowsWritten, other.rowsWritten));
        }

        /** Where it was not asked how many rows were written, none were since the look before. */
        private Seen after(Seen before) {
            return rowsWritten >= 0 ? this : new Seen(modes, file, scans, rowsRead, before.rowsWritten);
        }

        /** The strongest lock on it; null for none. */
        LockMode strongest() {
            return modes.isEmpty() ? null : Collections.max(modes);
        }
    }

    private final Map<Long, Seen> relations;
    private final Map<Long, Seen> changed;
    private final Map<Long, Seen> countedBefore;
    private final long walPosition;
    private final long nextTransaction;
    private final long others;
    private final boolean hurried;

    private Sighting(
            Map<Long, Seen> relations,
            Map<Long, Seen> changed,
            Map<Long, Seen> countedBefore,
            long walPosition,
            long nextTransaction,
            long others,
            boolean hurried) {
        this.relations = relations;
        this.changed = changed;
        this.countedBefore = countedBefore;
        this.walPosition = walPosition;
        this.nextTransaction = nextTransaction;
        this.others = others;
        this.hurried = hurried;
    }

    /** Before the first look: nothing is locked, and so much was counted. */
    static Sighting of(Map<Long, Seen> countedBefore) {
        return new Sighting(Map.of(), Map.of(), countedBefore, 0, 0, 0, false);
    }

    /** Reads the answer to the next look. */
    Sighting next(ResultSet row) throws SQLException {
        Map<Long, Seen> found = new HashMap<>();
        long wal = 0;
        long transaction = 0;
        long writing = 0;
        boolean timeout = false;
        while (row.next()) {
            long oid = row.getLong(5);
            if (!row.wasNull()) {
                LockMode mode = LockMode.ofServer(row.getString(6));
                if (mode != null) {
                    found.merge(oid, seen(row, mode), Seen::and);
                }
            } else if (row.getBoolean(4)) {
                wal = walPosition(row.getString(1));
                transaction = row.getLong(2);
                timeout = row.getString(3).endsWith("ms");
            } else {
                writing++;
            }
        }
        found.replaceAll((oid, seen) -> seen.after(of(oid)));
        Map<Long, Seen> news = new HashMap<>(found);
        news.entrySet().removeIf(each -> each.getValue().equals(of(each.getKey())));
        return new Sighting(found, news, countedBefore, wal, transaction, writing, timeout);
    }

    private static Seen seen(ResultSet row, LockMode mode) throws SQLException {
        long written = row.getLong(10);
        boolean asked = !row.wasNull();
        return new Seen(EnumSet.of(mode), row.getLong(7), row.getLong(8), row.getLong(9), asked ? written : -1);
    }

    /** What to ask: nothing of relations that are newer than the run. */
    static String query(Relations relations) {
        String views =
                relations.materializedViews().stream().map(String::valueOf).collect(Collectors.joining(","));
        return QUERY.replace("NEWEST", String.valueOf(relations.newest())).replace("FILLED", views);
    }

    /**
     * One pass over the locks: a row for each that this session has on a relation, one for the transaction itself, which
     * there always is, and one for each sign of somebody else's writing. It is asked after every statement, so it does no
     * more than list: sorting and adding up takes the server longer than all else. Asking what was counted is dear too, and
     * done where something can have been: rows are written under a lock of their own, but for those of a materialized
     * view. The script may have put its own functions and operators before the server's: all of these are named in full.
     */
    private static final String QUERY = """
        select case when itself then pg_catalog.pg_current_wal_insert_lsn()::pg_catalog.text end,
            case when itself then pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot()) end,
            case when itself then pg_catalog.current_setting('statement_timeout') end,
            itself, relation, mode, pg_catalog.pg_relation_filenode(relation),
            pg_catalog.pg_stat_get_xact_numscans(relation),
            pg_catalog.pg_stat_get_xact_tuples_returned(relation),
            case when mode operator(pg_catalog.=) 'RowExclusiveLock'
                    or relation operator(pg_catalog.=) any ('{FILLED}'::pg_catalog.oid[])
                then pg_catalog.pg_stat_get_xact_tuples_inserted(relation)
                    operator(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated(relation)
                    operator(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_deleted(relation) end
        from (
            select case when pid operator(pg_catalog.=) pg_catalog.pg_backend_pid() then relation end as relation,
                mode, locktype operator(pg_catalog.=) 'virtualxid' as itself
            from pg_catalog.pg_lock_status()
            where granted and case when pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()
                then locktype operator(pg_catalog.=) 'virtualxid'
                    or relation operator(pg_catalog.>=) 16384::pg_catalog.oid
                        and relation operator(pg_catalog.<=) NEWEST::pg_catalog.oid
                        and locktype operator(pg_catalog.=) 'relation'
                else locktype operator(pg_catalog.=) 'transactionid' and mode operator(pg_catalog.=) 'ExclusiveLock'
                    or locktype operator(pg_catalog.=) 'relation'
                        and mode operator(pg_catalog.=) 'ShareUpdateExclusiveLock' end) l
        """;

    private static long walPosition(String lsn) {
        int slash = lsn.indexOf('/');
        return (Long.parseLong(lsn.substring(0, slash), 16) << 32) + Long.parseLong(lsn.substring(slash + 1), 16);
    }

    /** All it holds locks on. */
    Map<Long, Seen> relations() {
        return relations;
    }

    /** Those of them that are not as they were at the look before. */
    Map<Long, Seen> changed() {
        return changed;
    }

    /** What was seen of one; where it was not locked, only what had been counted before the run. */
    Seen of(long oid) {
        Seen seen = relations.get(oid);
        return seen != null ? seen : countedBefore.getOrDefault(oid, NOTHING);
    }

    private static final Seen NOTHING = new Seen(Set.of(), 0, 0, 0, 0);

    /**
     * What the session has counted for tables in transactions before this one and not handed in yet, which it does once
     * a second.
     */
    static Map<Long, Seen> countedBefore(Connection connection) throws SQLException {
        Map<Long, Seen> result = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTED)) {
            while (row.next()) {
                result.put(row.getLong(1), new Seen(Set.of(), 0, row.getLong(2), row.getLong(3), row.getLong(4)));
            }
        }
        return result;
    }

    private static final String COUNTED = """
        select * from (
            select c.oid, pg_catalog.pg_stat_get_xact_numscans(c.oid) as scans,
                pg_catalog.pg_stat_get_xact_tuples_returned(c.oid) as read,
                pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)
                    + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)
                    + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) as written
            from pg_catalog.pg_class c where c.oid >= 16384 and c.relkind in ('r', 'm')) t
        where scans > 0 or written > 0
        """;

    /** Whether the script has set a statement timeout that might end a look, and with it the transaction. */
    boolean isHurried() {
        return hurried;
    }

    /** The log written since an earlier look; null when another session may have written a part of it. */
    Long walSince(Sighting earlier) {
        boolean alone = others == 0 && earlier.others == 0 && nextTransaction == earlier.nextTransaction;
        return alone ? walPosition - earlier.walPosition : null;
    }
}
