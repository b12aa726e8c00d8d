package org.turnstone.schema.read;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;

/** A row of a catalog query. Columns whose name begins with an underscore are for us, all others are attributes. */
final class Row {
    private final ResultSet result;
    private final String[] labels;

    Row(ResultSet result) throws SQLException {
        this.result = result;
        ResultSetMetaData data = result.getMetaData();
        labels = new String[data.getColumnCount()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = data.getColumnLabel(i + 1);
        }
    }

    boolean has(String label) {
        return Arrays.asList(labels).contains(label);
    }

    String text(String label) throws SQLException {
        return result.getString(label);
    }

    long oid(String label) throws SQLException {
        return result.getLong(label);
    }

    int number(String label) throws SQLException {
        return result.getInt(label);
    }

    boolean is(String label) throws SQLException {
        return result.getBoolean(label);
    }

    void attributesTo(Draft draft) throws SQLException {
        for (int i = 0; i < labels.length; i++) {
            if (!labels[i].startsWith("_")) {
                draft.set(labels[i], result.getString(i + 1));
            }
        }
    }
}
