package org.turnstone.schema.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.turnstone.schema.SnapshotScope;

/** Asks the catalogs all questions in one message, so that a snapshot costs one round trip however far the server is. */
public final class CatalogReader {
    private static final String NOT_PERMITTED = "42501";

    /** In this order: what is part of something comes after it. */
    private static final List<CatalogQuery> QUERIES = List.of(
            Schemas.SCHEMAS,
            Schemas.EXTENSIONS,
            new Relations(),
            new Types(),
            new Columns(),
            new Sequences(),
            new Constraints(),
            new Indexes(),
            Behaviour.RULES,
            Behaviour.TRIGGERS,
            Behaviour.POLICIES,
            Behaviour.EVENT_TRIGGERS,
            Routines.FUNCTIONS,
            Routines.AGGREGATES,
            new Statistics(),
            Locales.COLLATIONS,
            Locales.CONVERSIONS,
            Operators.OPERATORS,
            Operators.FAMILIES,
            Operators.CLASSES,
            Operators.CASTS,
            Operators.TRANSFORMS,
            Operators.LANGUAGES,
            Operators.ACCESS_METHODS,
            TextSearch.PARSERS,
            TextSearch.TEMPLATES,
            TextSearch.DICTIONARIES,
            TextSearch.CONFIGURATIONS,
            Foreign.WRAPPERS,
            Foreign.SERVERS,
            Foreign.MAPPINGS,
            Replication.PUBLICATIONS,
            Replication.SUBSCRIPTIONS,
            DefaultPrivileges.ALL,
            new Settings(),
            new Privileges(),
            Remarks.COMMENTS,
            Remarks.LABELS,
            Dependencies.ALIASES,
            Dependencies.NEEDS);

    private static final String SERVER = """
        select current_setting('server_version_num')::int / 10000,
            (select oid from pg_database where datname = current_database()) || ' '
            || pg_postmaster_start_time(), quote_ident(current_user)\
        """;

    private final SnapshotScope scope;

    public CatalogReader(SnapshotScope scope) {
        this.scope = scope;
    }

    public Reading read(Connection connection) throws SQLException {
        try (Borrowed borrowed = new Borrowed(connection);
                Statement statement = connection.createStatement()) {
            int major;
            String database;
            String role;
            try (ResultSet row = statement.executeQuery(SERVER)) {
                row.next();
                major = row.getInt(1);
                database = row.getString(2);
                role = row.getString(3);
            }
            borrowed.mark();
            try {
                List<CatalogQuery> worthwhile = worthwhile(statement);
                return Reading.of(together(statement, worthwhile, major), major, database, role, List.of());
            } catch (SQLException e) {
                if (!NOT_PERMITTED.equals(e.getSQLState())) {
                    throw e;
                }
            }
            List<String> notVisible = new ArrayList<>();
            Gathered gathered = oneByOne(statement, borrowed, major, notVisible);
            return Reading.of(gathered, major, database, role, notVisible);
        }
    }

    /** Planning a query that finds nothing costs more than asking beforehand whether it would. */
    private static List<CatalogQuery> worthwhile(Statement statement) throws SQLException {
        List<CatalogQuery> result = new ArrayList<>();
        String sql = "select " + QUERIES.stream().map(CatalogQuery::onlyIf).collect(Collectors.joining(",\n"));
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            for (int i = 0; i < QUERIES.size(); i++) {
                if (row.getBoolean(i + 1)) {
                    result.add(QUERIES.get(i));
                }
            }
        }
        return result;
    }

    private Gathered together(Statement statement, List<CatalogQuery> queries, int major) throws SQLException {
        Gathered gathered = new Gathered(scope);
        statement.execute(queries.stream().map(q -> q.sql(major)).collect(Collectors.joining(";\n")));
        for (CatalogQuery query : queries) {
            try (ResultSet result = statement.getResultSet()) {
                take(query, result, gathered);
            }
            statement.getMoreResults();
        }
        return gathered;
    }

    /** A server may keep some of its catalogs to itself: what is in them is not visible, which is not the same as none. */
    private Gathered oneByOne(Statement statement, Borrowed borrowed, int major, List<String> notVisible)
            throws SQLException {
        Gathered gathered = new Gathered(scope);
        for (CatalogQuery query : QUERIES) {
            borrowed.backToMark();
            try (ResultSet result = statement.executeQuery(query.sql(major))) {
                take(query, result, gathered);
            } catch (SQLException e) {
                if (!NOT_PERMITTED.equals(e.getSQLState())) {
                    throw e;
                }
                notVisible.add(query.topic());
            }
        }
        return gathered;
    }

    private static void take(CatalogQuery query, ResultSet result, Gathered gathered) throws SQLException {
        Row row = new Row(result);
        while (result.next()) {
            query.take(row, gathered);
        }
    }
}
