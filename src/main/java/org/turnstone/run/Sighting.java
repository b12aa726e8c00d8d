package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    record Seen(List<LockMode> modes, long file, long scans, long rowsRead, long rowsWritten) {}

    private final Map<Long, Seen> relations;
    private final long walPosition;
    private final long nextTransaction;
    private final long others;
    private final boolean hurried;

    private Sighting(Map<Long, Seen> relations, long walPosition, long nextTransaction, long others, boolean hurried) {
        this.relations = relations;
        this.walPosition = walPosition;
        this.nextTransaction = nextTransaction;
        this.others = others;
        this.hurried = hurried;
    }

    /**
     * Looks.
     *
     * @param newest the highest OID that existed before the run: what came later is not asked about
     */
    static Sighting read(Connection connection, long newest) throws SQLException {
        Map<Long, Seen> relations = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY.replace("NEWEST", String.valueOf(newest)))) {
            long wal = 0;
            long next = 0;
            long others = 0;
            boolean hurried = false;
            while (row.next()) {
                wal = walPosition(row.getString(1));
                next = row.getLong(2);
                hurried = row.getString(3).endsWith("ms");
                long oid = row.getLong(5);
                if (row.wasNull()) {
                    others = row.getLong(4);
                } else {
                    relations.put(
                            oid,
                            new Seen(
                                    LockMode.ofServer(row.getString(6)),
                                    row.getLong(7),
                                    row.getLong(8),
                                    row.getLong(9),
                                    row.getLong(10)));
                }
            }
            return new Sighting(relations, wal, next, others, hurried);
        }
    }

    /**
     * One pass over the locks: a row for each relation that this session has locked, and one for all else that counts.
     * The script may have put its own functions and operators before the server's: all of these are named in full.
     */
    private static final String QUERY = """
        select pg_catalog.pg_current_wal_insert_lsn()::pg_catalog.text,
            pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot()),
            pg_catalog.current_setting('statement_timeout'),
            pg_catalog.count(*) filter (where l.other), l.relation, pg_catalog.string_agg(l.mode, ','),
            pg_catalog.pg_relation_filenode(l.relation),
            pg_catalog.pg_stat_get_xact_numscans(l.relation),
            pg_catalog.pg_stat_get_xact_tuples_returned(l.relation),
            pg_catalog.pg_stat_get_xact_tuples_inserted(l.relation)
                operator(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated(l.relation)
                operator(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_deleted(l.relation)
        from (
            select case when pid operator(pg_catalog.=) pg_catalog.pg_backend_pid() then relation end as relation,
                mode, pid operator(pg_catalog.<>) pg_catalog.pg_backend_pid() as other
            from pg_catalog.pg_locks
            where granted and case when pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()
                then locktype operator(pg_catalog.=) 'virtualxid'
                    or relation operator(pg_catalog.>=) 16384::pg_catalog.oid
                        and relation operator(pg_catalog.<=) NEWEST::pg_catalog.oid
                        and locktype operator(pg_catalog.=) 'relation'
                else locktype operator(pg_catalog.=) 'transactionid' and mode operator(pg_catalog.=) 'ExclusiveLock'
                    or locktype operator(pg_catalog.=) 'relation'
                        and mode operator(pg_catalog.=) 'ShareUpdateExclusiveLock' end) l
        group by l.relation
        """;

    private static long walPosition(String lsn) {
        int slash = lsn.indexOf('/');
        return (Long.parseLong(lsn.substring(0, slash), 16) << 32) + Long.parseLong(lsn.substring(slash + 1), 16);
    }

    Map<Long, Seen> relations() {
        return relations;
    }

    /** A relation of which nothing was seen: it was not locked. */
    static final Seen NOTHING = new Seen(List.of(), 0, 0, 0, 0);

    /**
     * What the session has counted for tables in transactions before this one and not handed in yet, which it does once
     * a second.
     */
    static Map<Long, Seen> countedBefore(Connection connection) throws SQLException {
        Map<Long, Seen> result = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTED)) {
            while (row.next()) {
                result.put(row.getLong(1), new Seen(List.of(), 0, row.getLong(2), row.getLong(3), row.getLong(4)));
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
