package org.turnstone.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.turnstone.connection.Session;
import org.turnstone.format.FilledScript;
import org.turnstone.run.CheckReport.Problem;
import org.turnstone.sql.Split;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.StatementTraits;

/**
 * Lets a server read a script statement by statement: parsed and described, which finds what is spelt wrong and what does
 * not exist, at the server's own position. On scratch what defines something is carried out too, in a transaction that is
 * rolled back; on a target nothing is.
 */
final class ScriptCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_PROBLEMS = 100;

    private static final String UNKNOWN_HINT =
            "Give it one in Flyway's settings, or in turnstone.toml below [placeholders].";

    /** What is only read, because carrying it out defines nothing, takes long or reaches beyond the database. */
    private static final Set<String> READ_ONLY = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "VALUES",
            "TABLE",
            "WITH",
            "COPY",
            "CALL",
            "EXECUTE",
            "EXPLAIN",
            "VACUUM",
            "ANALYZE",
            "CHECKPOINT",
            "LOAD",
            "NOTIFY",
            "LISTEN",
            "UNLISTEN",
            "LOCK TABLE",
            "FETCH",
            "CLUSTER",
            "REINDEX",
            "ALTER SYSTEM");

    /** Something that does not exist: a schema, table, column, function, or any other object. */
    private static final Set<String> UNDEFINED = Set.of("3F000", "42P01", "42703", "42883", "42704", "42P02");

    private final Session session;
    private final FilledScript script;
    private final String text;
    private final boolean scratch;
    private final boolean transactional;
    private final Cancellation cancellation;
    private final List<Problem> problems = new ArrayList<>();
    /** What statements before would have made, had they been carried out. */
    private final Set<String> unmade = new HashSet<>();
    /** Whether a column may be there that nobody made. */
    private boolean columnsUncertain;
    /** Whether anything may be there. */
    private boolean blind;

    private String note;
    /** How many statements name something that somebody has locked. */
    private int locked;

    /**
     * @param scratch whether what defines something may be carried out
     * @param transactional whether the tool runs the script in a transaction
     * @param blind whether the state the script begins with is not what it should be
     */
    ScriptCheck(
            Session session,
            FilledScript script,
            boolean scratch,
            boolean transactional,
            boolean blind,
            Cancellation cancellation) {
        this.session = session;
        this.script = script;
        this.text = script.text();
        this.scratch = scratch;
        this.transactional = transactional;
        this.blind = blind;
        this.cancellation = cancellation;
    }

    /** Reads the script, and what there is after it. */
    CheckReport read(boolean withCatalog) throws SQLException {
        Connection connection = session.connection();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            cancellation.during(session::cancel);
            if (scratch) {
                statement.execute("begin");
                statement.execute("set local statement_timeout = '3s'");
            } else {
                // Somebody works there: nothing is waited for, and nobody made to wait.
                statement.execute("begin read only");
                statement.execute("set local statement_timeout = '2s'");
                statement.execute("set local lock_timeout = '100ms'");
            }
            statement.execute("savepoint turnstone");
            readAll(statement);
            for (FilledScript.Unknown each : script.unknown()) {
                problems.add(new Problem(each.begin(), each.end(), each.message(), UNKNOWN_HINT, null));
            }
            problems.sort(Comparator.comparingInt(Problem::begin));
            if (locked > 0 && note == null) {
                note = locked == 1
                        ? "One statement was not checked: somebody has locked what it names."
                        : locked + " statements were not checked: somebody has locked what they name.";
            }
            cancellation.during(null);
            Catalog catalog = withCatalog && !cancellation.isRequested() ? CatalogReading.of(connection) : null;
            return new CheckReport(problems, catalog, note);
        } finally {
            cancellation.during(null);
            rollBack(connection);
        }
    }

    private static void rollBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        }
    }

    private void readAll(Statement statement) throws SQLException {
        Split split = Splitter.split(text);
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<org.turnstone.sql.Statement> all = split.statements();
        for (int i = 0; i < all.size(); i++) {
            boolean broken = split.problem() != null
                    && all.get(i).end() >= split.problem().offset();
            if (cancellation.isRequested() || broken || problems.size() == MOST_PROBLEMS) {
                break;
            }
            if (System.nanoTime() > end) {
                note = "The first " + i + " of " + all.size() + " statements were checked.";
                break;
            }
            read(statement, all.get(i));
        }
        if (split.problem() != null) {
            int at = Math.min(split.problem().offset(), Math.max(0, text.length() - 1));
            add(new Problem(at, Math.min(at + 1, text.length()), split.problem().message(), null, null));
        }
    }

    private void read(Statement statement, org.turnstone.sql.Statement each) throws SQLException {
        if (each.kind() == org.turnstone.sql.Statement.Kind.COPY_DATA) {
            return;
        }
        if (each.kind() == org.turnstone.sql.Statement.Kind.META
                || !each.commands().isEmpty()) {
            int at = each.commands().isEmpty()
                    ? each.start()
                    : each.commands().getFirst().start();
            int end = each.commands().isEmpty()
                    ? each.end()
                    : each.commands().getFirst().end();
            add(new Problem(
                    at, end, "a psql command, while the migration tool sends only SQL to the server", null, null));
            return;
        }
        String sql = each.text(text);
        StatementTraits traits = StatementTraits.of(sql);
        if (script.hasUnknown(each.start(), each.end())) {
            // The tool does not know either what it would write there.
            doubt(traits);
            return;
        }
        if (traits.controlsTransaction()) {
            return;
        }
        boolean carriedOut = scratch && traits.outsideOnly() == null && !READ_ONLY.contains(traits.tag());
        try {
            if (carriedOut) {
                statement.execute(sql);
                statement.execute("release savepoint turnstone");
                statement.execute("savepoint turnstone");
            } else {
                describe(sql);
                if (!scratch) {
                    // What reading it locked is free again.
                    statement.execute("rollback to savepoint turnstone");
                }
                if (traits.outsideOnly() != null || !scratch) {
                    doubt(traits);
                }
            }
        } catch (SQLException refused) {
            if (cancellation.isRequested()) {
                return;
            }
            statement.execute("rollback to savepoint turnstone");
            locked += "55P03".equals(refused.getSQLState()) ? 1 : 0;
            if (isWorthSaying(refused, traits)) {
                add(Refusals.of(refused, text, each, session.redaction()));
            }
            doubt(traits);
        }
    }

    /** Says it at the place in the file that what was sent comes from. */
    private void add(Problem found) {
        int begin = script.source(found.begin());
        problems.add(new Problem(
                begin,
                Math.max(begin + 1, script.sourceEnd(found.end())),
                found.message(),
                found.more(),
                found.sqlState()));
    }

    /** Keeps what the server refuses, and nothing else. */
    private static final class Refused extends ResultHandlerBase {
        @Override
        public void handleWarning(SQLWarning warning) {}
    }

    /** Sends it as it stands, to be parsed and described and no more. */
    private void describe(String sql) throws SQLException {
        QueryExecutor executor =
                session.connection().unwrap(BaseConnection.class).getQueryExecutor();
        Query query = executor.createSimpleQuery(sql);
        try {
            executor.execute(
                    query,
                    query.createParameterList(),
                    new Refused(),
                    0,
                    0,
                    QueryExecutor.QUERY_ONESHOT
                            | QueryExecutor.QUERY_DESCRIBE_ONLY
                            | QueryExecutor.QUERY_SUPPRESS_BEGIN);
        } finally {
            query.close();
        }
    }

    /** What a statement that was not carried out would have made is not missed later. */
    private void doubt(StatementTraits traits) {
        unmade.addAll(traits.creates());
        boolean definesElsewhere = traits.tag().equals("CREATE EXTENSION")
                || traits.tag().equals("DO")
                || traits.tag().equals("IMPORT FOREIGN SCHEMA")
                || traits.tag().isEmpty();
        blind |= definesElsewhere;
        columnsUncertain |= traits.tag().startsWith("ALTER") || traits.tag().startsWith("CREATE");
    }

    /** Whether a refusal says something about the script, and not about where it was tried. */
    private boolean isWorthSaying(SQLException refused, StatementTraits traits) {
        String state = refused.getSQLState() == null ? "" : refused.getSQLState();
        if (UNDEFINED.contains(state)) {
            boolean role = refused.getMessage().contains("role \"");
            return !blind
                    && !role
                    && !mentionsUnmade(refused.getMessage())
                    && !(columnsUncertain && "42703".equals(state));
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            // The role that tries may do little, and roles belong to the whole server.
            case "42" ->
                !state.equals("42501")
                        && !(state.equals("42710") && traits.tag().endsWith("ROLE"))
                        && isExact(state);
            case "22" -> !traits.tag().equals("DO");
            case "2B", "0A" -> !blind && !traits.tag().equals("CREATE EXTENSION");
            case "55" -> state.equals("55P04") && transactional;
            default -> false;
        };
    }

    /** What exists already, exists perhaps because an earlier statement was not carried out as it will be. */
    private boolean isExact(String state) {
        return !blind || state.equals("42601") || state.equals("42P13") || state.equals("42611");
    }

    private boolean mentionsUnmade(String message) {
        return unmade.stream()
                .anyMatch(name -> message.contains("\"" + name + "\"")
                        || message.contains("." + name + "\"")
                        || message.contains(" " + name + "("));
    }
}
