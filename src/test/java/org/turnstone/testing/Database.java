package org.turnstone.testing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;

/** Looks into a test's database beside the engine's back. */
public final class Database implements AutoCloseable {
    private final Session session;

    public Database(Target target) throws ConnectionFailure {
        session = Session.open(target, "test");
    }

    /** Every row's columns, joined by a bar. */
    public List<String> rows(String sql) throws SQLException {
        List<String> result = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                result.add(String.join("|", columns));
            }
        }
        return result;
    }

    public String value(String sql) throws SQLException {
        return rows(sql).get(0);
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
