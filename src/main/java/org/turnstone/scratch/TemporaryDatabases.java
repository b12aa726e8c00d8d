package org.turnstone.scratch;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ConnectionFailure.Kind;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;

/**
 * Scratch databases on a target's own server: same version, same extensions, same settings. A session that is open as
 * long as they are needed holds a lock in the name of each, so that one whose lock nobody holds is known to be left over.
 */
public final class TemporaryDatabases implements ScratchServer, AutoCloseable {
    /** What all of them are called, and nothing else should be. */
    public static final String PREFIX = "turnstone_scratch_";

    /** The first number of the locks; the second is the name's hash. */
    private static final int LOCK = 0x7475726e;

    private static final String KEPT = "Kept by Turnstone for a look at it; drop it when nobody needs it any more.";

    /**
     * One that is there.
     *
     * @param kept whether somebody asked for it to stay
     */
    public record Found(String name, boolean kept) {}

    private final Session session;
    private final List<String> created = new ArrayList<>();

    private TemporaryDatabases(Session session) {
        this.session = session;
    }

    /** Opens the session that creates and drops. Nothing in the target is touched. */
    public static TemporaryDatabases on(Target target, String applicationName) throws ConnectionFailure {
        Session session = Session.open(target, applicationName);
        try {
            if (session.server().standby()) {
                throw new ConnectionFailure(
                        Kind.DATABASE, target.name() + " is a standby, on which no database can be created.");
            }
            if (session.isPooled()) {
                throw new ConnectionFailure(
                        Kind.DATABASE,
                        "Between Turnstone and " + target.name() + " is a pooler, which knows no new databases. Connect"
                                + " to the server directly.");
            }
            return new TemporaryDatabases(session);
        } catch (SQLException e) {
            session.close();
            throw Session.failure(e, target);
        } catch (ConnectionFailure e) {
            session.close();
            throw e;
        }
    }

    @Override
    public Target create() throws ConnectionFailure {
        try {
            String like = likeTheTarget();
            return create(like);
        } catch (SQLException e) {
            throw failure("no scratch database can be created", e);
        }
    }

    @Override
    public Target copy(Target original) throws ConnectionFailure {
        try {
            return create(" TEMPLATE " + quoted(original.address().database()));
        } catch (SQLException e) {
            throw failure("the scratch database cannot be copied", e);
        }
    }

    private Target create(String how) throws SQLException {
        String name = PREFIX + RandomName.next();
        lock(name);
        created.add(name);
        execute("CREATE DATABASE " + quoted(name) + how);
        for (String setting : settings()) {
            // From what is in effect here, because quoting a setting's value is a science.
            execute("ALTER DATABASE " + quoted(name) + " SET " + setting + " FROM CURRENT");
        }
        Address at = session.target().address();
        return new Target(
                name,
                new Address(at.hosts(), name, at.user(), at.password(), at.parameters()),
                session.target().limits(),
                session.target().setup());
    }

    /** Templates have the server's usual locale, and perhaps what every database here is to have; else it is made bare. */
    private String likeTheTarget() throws SQLException {
        int version = session.server().versionNumber();
        String provider = version >= 150000 ? "d.datlocprovider::text" : "'c'";
        String locale = version >= 170000 ? "d.datlocale" : version >= 150000 ? "d.daticulocale" : "null::text";
        String sql = "select pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, " + provider + ", "
                + locale + " from pg_catalog.pg_database d where d.datname in (pg_catalog.current_database(),"
                + " 'template1') order by d.datname = 'template1'";
        List<String> rows = new ArrayList<>();
        String like = "";
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String each = " TEMPLATE template0 ENCODING " + literal(row.getString(1)) + " LC_COLLATE "
                        + literal(row.getString(2)) + " LC_CTYPE " + literal(row.getString(3));
                switch (row.getString(4)) {
                    case "i" -> each += " LOCALE_PROVIDER icu ICU_LOCALE " + literal(row.getString(5));
                    case "b" -> each += " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + literal(row.getString(5));
                    default -> {}
                }
                like = rows.isEmpty() ? each : like;
                rows.add(each);
            }
        }
        boolean asTemplate = rows.size() < 2 || rows.get(0).equals(rows.get(1));
        return asTemplate ? "" : like;
    }

    /** What was set for everybody in the target's database. The limits are our own. */
    private List<String> settings() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_catalog.split_part(s, '=', 1) from pg_catalog.pg_db_role_setting r join"
                                + " pg_catalog.pg_database d on d.oid = r.setdatabase cross join"
                                + " pg_catalog.unnest(r.setconfig) s where r.setrole = 0 and d.datname ="
                                + " pg_catalog.current_database()")) {
            while (row.next()) {
                String name = row.getString(1);
                if (!name.endsWith("_timeout") && name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private void lock(String name) throws SQLException {
        try (PreparedStatement take = session.connection()
                .prepareStatement("select pg_catalog.pg_advisory_lock(?, pg_catalog.hashtext(?))")) {
            take.setInt(1, LOCK);
            take.setString(2, name);
            take.execute();
        }
    }

    /** Those that nobody works with, and that this session's role may drop. */
    public List<Found> leftovers() throws ConnectionFailure {
        String sql = "select d.datname, pg_catalog.shobj_description(d.oid, 'pg_database') = ? from"
                + " pg_catalog.pg_database d where d.datname like ? and pg_catalog.pg_has_role(d.datdba, 'USAGE')"
                + " and not exists (select from pg_catalog.pg_locks l where l.locktype = 'advisory' and l.classid ="
                + " ?::bigint::oid and l.objid = (pg_catalog.hashtext(d.datname)::bigint & 4294967295)::oid)"
                + " and not exists (select from pg_catalog.pg_stat_activity a where a.datid = d.oid) order by 1";
        try (PreparedStatement ask = session.connection().prepareStatement(sql)) {
            ask.setString(1, KEPT);
            ask.setString(2, PREFIX.replace("_", "\\_") + "%");
            ask.setLong(3, LOCK);
            List<Found> found = new ArrayList<>();
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    found.add(new Found(row.getString(1), row.getBoolean(2)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw failure("scratch databases cannot be listed", e);
        }
    }

    /** Drops one that was left; somebody who has entered it meanwhile keeps it. */
    public void dropLeftover(String name) throws ConnectionFailure {
        if (!name.startsWith(PREFIX)) {
            throw new IllegalArgumentException(name);
        }
        try {
            execute("DROP DATABASE IF EXISTS " + quoted(name));
        } catch (SQLException e) {
            throw failure(name + " cannot be dropped", e);
        }
    }

    @Override
    public void drop(Target scratch) throws ConnectionFailure {
        String name = scratch.address().database();
        if (!created.contains(name)) {
            throw new IllegalArgumentException(name);
        }
        try {
            drop(name);
            created.remove(name);
        } catch (SQLException e) {
            throw failure(name + " cannot be dropped", e);
        }
    }

    private void drop(String name) throws SQLException {
        if (session.server().versionNumber() >= 130000) {
            execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
            return;
        }
        try (PreparedStatement end = session.connection()
                .prepareStatement("select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where"
                        + " datname = ?")) {
            end.setString(1, name);
            end.execute();
        }
        execute("DROP DATABASE IF EXISTS " + quoted(name));
    }

    /** Leaves one behind, for a look at it. */
    public void keep(Target scratch) throws ConnectionFailure {
        String name = scratch.address().database();
        try {
            execute("COMMENT ON DATABASE " + quoted(name) + " IS '" + KEPT + "'");
            created.remove(name);
        } catch (SQLException e) {
            throw failure(name + " cannot be marked as kept", e);
        }
    }

    /** Scripts that would make roles are not run on somebody's server. */
    @Override
    public void dropNewRoles() {}

    /** Drops what it created and was not asked to keep. */
    @Override
    public void close() throws ConnectionFailure {
        try {
            for (String name : List.copyOf(created)) {
                drop(name);
                created.remove(name);
            }
        } catch (SQLException e) {
            throw failure(String.join(", ", created) + " could not be dropped", e);
        } finally {
            session.close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private ConnectionFailure failure(String what, SQLException e) {
        String said = session.redaction().apply(String.valueOf(e.getMessage()));
        String hint = "42501".equals(e.getSQLState())
                ? " The role needs CREATEDB: ALTER ROLE … CREATEDB; or test on the built-in PostgreSQL."
                : "";
        ConnectionFailure failure = new ConnectionFailure(
                Kind.DATABASE, "On " + session.target().name() + "'s server " + what + ": " + said + "." + hint);
        failure.initCause(e);
        return failure;
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
