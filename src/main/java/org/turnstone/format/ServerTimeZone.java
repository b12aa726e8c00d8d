package org.turnstone.format;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The time zone a session has when its client sets none. The driver always sets this machine's, and scripts that hold
 * times would then mean something else than under a tool that leaves the server's alone.
 */
public final class ServerTimeZone {
    /** Of the role in this database, of the role, of the database; the narrower wins. */
    private static final String OF_ROLE = "select pg_catalog.substr(s, 10) from pg_catalog.pg_db_role_setting r,"
            + " pg_catalog.unnest(r.setconfig) s where pg_catalog.lower(s) like 'timezone=%'"
            + " and r.setrole in (0, (select oid from pg_catalog.pg_roles where rolname = session_user))"
            + " and r.setdatabase in (0, (select oid from pg_catalog.pg_database"
            + " where datname = pg_catalog.current_database()))"
            + " order by r.setrole = 0, r.setdatabase = 0 limit 1";

    private static final String MAY_READ_FILE =
            "select pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'execute')"
                    + " and pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'select')";
    private static final String OF_FILE = "select setting from pg_catalog.pg_file_settings"
            + " where pg_catalog.lower(name) = 'timezone' and applied order by seqno desc limit 1";

    private ServerTimeZone() {}

    /** Gives the session the server's own time zone, as far as its role may know it; UTC otherwise. */
    public static void restore(Connection connection) throws SQLException {
        String zone = first(connection, OF_ROLE);
        if (zone == null && "t".equals(first(connection, MAY_READ_FILE))) {
            zone = first(connection, OF_FILE);
        }
        try (PreparedStatement set =
                connection.prepareStatement("select pg_catalog.set_config('TimeZone', ?, false)")) {
            set.setString(1, zone == null ? "UTC" : zone);
            set.execute();
        }
    }

    private static String first(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
