package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A short text that is another one as soon as a row of a tool's own tables is. */
final class HistoryMark {
    private HistoryMark() {}

    static String read(Connection connection, Set<String> names) throws SQLException {
        StringBuilder mark = new StringBuilder();
        for (String table : HistoryRows.tables(connection, names)) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_catalog.count(*) || ' ' ||"
                            + " coalesce(pg_catalog.sum(pg_catalog.hashtextextended(t::text, 0)), 0) from " + table
                            + " t")) {
                row.next();
                mark.append(table).append(' ').append(row.getString(1)).append('\n');
            }
        }
        return mark.toString();
    }
}
