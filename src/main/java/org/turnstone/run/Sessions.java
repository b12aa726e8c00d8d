package org.turnstone.run;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.turnstone.connection.Redaction;

/** Asks a server who waits for whom. The answer is of this moment only outside a transaction. */
final class Sessions {
    /** A queue of more than that tells nobody more. */
    private static final int DEEPEST = 16;

    private static final String FIELDS = """
        select c.pid, coalesce(a.usename, a.backend_type), a.application_name,
            host(a.client_addr), a.state,
            extract(epoch from clock_timestamp() - a.xact_start)::float8,
            nullif(a.query, '<insufficient privilege>'), pg_blocking_pids(c.pid),
            (select case w.locktype
                    when 'relation' then coalesce('on ' || (select quote_ident(n.nspname) || '.'
                            || quote_ident(r.relname) from pg_class r join pg_namespace n on n.oid = r.relnamespace
                            where r.oid = w.relation and w.database = (select oid from pg_database
                                where datname = current_database())), 'on a table of another database')
                    when 'transactionid' then 'on rows that another transaction changed'
                    when 'virtualxid' then 'on the end of an older transaction'
                    when 'advisory' then 'on an advisory lock'
                    else 'on a ' || w.locktype end || '|' || w.mode
                from pg_locks w where w.pid = c.pid and not w.granted limit 1)
        from %s left join pg_stat_activity a on a.pid = c.pid
        """;

    private static final String CHAIN =
            """
            with recursive c(pid, depth) as (
                select p, 0 from unnest(?) p
                union
                select b, c.depth + 1 from c cross join lateral unnest(pg_blocking_pids(c.pid)) b where c.depth < %d),
            """.formatted(DEEPEST) + "d as (select pid, max(depth) as depth from c group by pid) "
                    + FIELDS.formatted("d c") + " order by c.depth";

    private static final String ALL = "with c as (select pid from pg_stat_activity where datname = current_database()"
            + " and pid <> pg_backend_pid() and (application_name like 'turnstone 2%' or pid in (select pid from"
            + " pg_locks where not granted) or pid in (select b from (select distinct pid from pg_locks where not"
            + " granted and pid is not null) w cross join lateral unnest(pg_blocking_pids(w.pid)) b)) union select 0"
            + " where exists (select from (select distinct pid from pg_locks where not granted and pid is not null) w"
            + " where 0 = any(pg_blocking_pids(w.pid)))) " + FIELDS.formatted("c")
            + " order by a.xact_start nulls last";

    private final Connection connection;
    private final Redaction redaction;
    private final Journal journal;

    /** @param connection not in a transaction */
    Sessions(Connection connection, Redaction redaction, Journal journal) {
        this.connection = connection;
        this.redaction = redaction;
        this.journal = journal;
    }

    /** Those that stand in a session's way, the one who waits for nobody last; empty when it waits for nobody. */
    List<Blocker> inTheWayOf(int pid) throws SQLException {
        List<Blocker> chain = chain(List.of(pid));
        chain.removeIf(each -> each.pid() == pid);
        return chain;
    }

    /** These and those they wait for, the one who waits for nobody last. */
    List<Blocker> chain(Collection<Integer> pids) throws SQLException {
        Array array = connection.createArrayOf("int4", pids.toArray());
        return ask(CHAIN, array);
    }

    /** Everybody in this database who waits or is waited for, and every run of Turnstone. */
    List<Blocker> all() throws SQLException {
        return ask(ALL, null);
    }

    private List<Blocker> ask(String sql, Array pids) throws SQLException {
        List<Blocker> result = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (pids != null) {
                statement.setArray(1, pids);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    result.add(row.getInt(1) == 0 ? prepared() : blocker(row));
                }
            }
        }
        return result;
    }

    private Blocker blocker(ResultSet row) throws SQLException {
        String application = row.getString(3);
        double seconds = row.getDouble(6);
        Duration age = row.wasNull() ? null : Duration.ofMillis((long) (seconds * 1000));
        Integer[] waitsFor = (Integer[]) row.getArray(8).getArray();
        String query = row.getString(7);
        return new Blocker(
                row.getInt(1),
                Objects.requireNonNullElse(row.getString(2), "nobody knows who"),
                redaction.apply(application),
                row.getString(4),
                Objects.requireNonNullElse(row.getString(5), "state unknown to this role"),
                age,
                query == null || query.isBlank() ? null : redaction.inStatement(query.strip()),
                Arrays.stream(waitsFor).distinct().toList(),
                journal.isOrphan(application),
                wants(row.getString(9)));
    }

    private static String wants(String waiting) {
        if (waiting == null) {
            return null;
        }
        int bar = waiting.lastIndexOf('|');
        LockMode mode = LockMode.ofServer(waiting.substring(bar + 1));
        boolean table = waiting.startsWith("on a table") || waiting.indexOf('.') > 0;
        return (table && mode != null ? mode.words() + " " : "a lock ") + waiting.substring(0, bar);
    }

    /** The server does not say which one it is, where there are several. */
    private Blocker prepared() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select min(gid), min(owner), count(*),"
                        + " extract(epoch from clock_timestamp() - min(prepared))::float8 from pg_prepared_xacts"
                        + " where database = current_database()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            boolean one = row.getInt(3) == 1;
            return new Blocker(
                    0,
                    one ? row.getString(2) : "somebody",
                    null,
                    null,
                    "prepared",
                    Duration.ofMillis((long) (row.getDouble(4) * 1000)),
                    one ? "PREPARE TRANSACTION '" + row.getString(1) + "'" : null,
                    List.of(),
                    false);
        }
    }
}
