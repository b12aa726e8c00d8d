package org.turnstone.run;

import java.io.IOException;
import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.turnstone.connection.Session;
import org.turnstone.format.FilledScript;
import org.turnstone.run.ScratchAnswer.Step;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.Split;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.StatementTraits;
import org.turnstone.sql.Token;
import org.turnstone.sql.TokenKind;

/** Carries statements out one by one in a scratch database, and keeps what they give and what the server says. */
final class ScratchConsole {
    private static final int LONGEST_VALUE = 4_000;

    /** What may give rows without end: the server is asked for so many and no more. */
    private static final Set<String> GIVING =
            Set.of("SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "SHOW", "EXPLAIN", "FETCH");

    private final Session session;
    private final Cancellation cancellation;

    ScratchConsole(Session session, Cancellation cancellation) {
        this.session = session;
        this.cancellation = cancellation;
    }

    /** The statements between two places of a script, up to the first that fails. */
    List<Step> run(FilledScript script, int begin, int end) throws SQLException {
        for (FilledScript.Unknown each : script.unknown()) {
            if (each.begin() >= begin && each.begin() < end) {
                return List.of(refused(each));
            }
        }
        return run(script.text(), script.filled(begin), script.filled(end)).stream()
                .map(step -> inSource(step, script))
                .toList();
    }

    /** Something that is not sent at all. */
    private static Step notSent(String sql, CheckReport.Problem problem) {
        return new Step(problem.begin(), sql, "", List.of(), List.of(), false, -1, List.of(), Duration.ZERO, problem);
    }

    private static Step refused(FilledScript.Unknown unknown) {
        return notSent("", new CheckReport.Problem(unknown.begin(), unknown.end(), unknown.message(), null, null));
    }

    /** What was sent is told of as it stands in the file, without what a project keeps secret. */
    private Step inSource(Step step, FilledScript script) {
        CheckReport.Problem said = step.problem();
        return new Step(
                script.source(step.offset()),
                session.redaction().inStatement(step.sql()),
                step.tag(),
                step.columns(),
                step.rows(),
                step.more(),
                step.changed(),
                step.notices(),
                step.duration(),
                said == null
                        ? null
                        : new CheckReport.Problem(
                                script.source(said.begin()),
                                script.sourceEnd(said.end()),
                                said.message(),
                                said.more(),
                                said.sqlState()));
    }

    private List<Step> run(String script, int begin, int end) throws SQLException {
        String part = script.substring(begin, end);
        Split split = Splitter.split(part);
        List<Step> steps = new ArrayList<>();
        List<org.turnstone.sql.Statement> all = split.statements();
        cancellation.during(session::cancel);
        try {
            for (int i = 0; i < all.size() && !cancellation.isRequested(); i++) {
                org.turnstone.sql.Statement each = all.get(i);
                if (split.problem() != null && each.end() >= split.problem().offset()) {
                    break;
                }
                if (each.kind() == org.turnstone.sql.Statement.Kind.COPY_DATA) {
                    continue;
                }
                boolean data =
                        i + 1 < all.size() && all.get(i + 1).kind() == org.turnstone.sql.Statement.Kind.COPY_DATA;
                steps.add(step(part, begin, each, data ? all.get(i + 1) : null));
                if (steps.getLast().problem() != null) {
                    return steps;
                }
            }
            if (split.problem() != null) {
                steps.add(refused(part, begin, split));
            }
            return steps;
        } finally {
            cancellation.during(null);
        }
    }

    private static Step refused(String part, int begin, Split split) {
        int at = begin + Math.min(split.problem().offset(), Math.max(0, part.length() - 1));
        return notSent(
                part.substring(Math.min(split.problem().offset(), part.length())),
                new CheckReport.Problem(at, at + 1, split.problem().message(), null, null));
    }

    private Step step(String part, int begin, org.turnstone.sql.Statement each, org.turnstone.sql.Statement data) {
        long started = System.nanoTime();
        String sql = each.text(part);
        StatementTraits traits = StatementTraits.of(sql);
        var outcome = new Outcome();
        CheckReport.Problem problem = null;
        if (each.kind() == org.turnstone.sql.Statement.Kind.META
                || !each.commands().isEmpty()) {
            problem = new CheckReport.Problem(
                    begin + each.codeStart(),
                    begin + each.end(),
                    "a psql command, while the migration tool sends only SQL to the server",
                    null,
                    null);
        } else {
            try {
                if (data != null) {
                    outcome.changed = session.connection()
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(sql, new StringReader(part.substring(data.start(), data.end())));
                } else if (GIVING.contains(traits.tag())) {
                    ask(sql, outcome);
                } else {
                    tell(sql, outcome);
                }
            } catch (SQLException e) {
                CheckReport.Problem said = Refusals.of(e, part, each, session.redaction());
                problem = new CheckReport.Problem(
                        begin + said.begin(), begin + said.end(), said.message(), said.more(), said.sqlState());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Step(
                begin + each.codeStart(),
                sql.substring(each.codeStart() - each.start()),
                traits.tag(),
                outcome.columns,
                outcome.rows,
                outcome.more,
                outcome.changed,
                outcome.notices,
                Duration.ofNanos(System.nanoTime() - started),
                problem);
    }

    private static final class Outcome {
        private List<String> columns = List.of();
        private final List<List<String>> rows = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private boolean more;
        private long changed = -1;
    }

    private void ask(String sql, Outcome outcome) throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement(withoutPlaces(sql))) {
            statement.setMaxRows(ScratchAnswer.MOST_ROWS + 1);
            take(statement, statement.execute(), outcome);
        }
    }

    private void tell(String sql, Outcome outcome) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(ScratchAnswer.MOST_ROWS + 1);
            take(statement, statement.execute(sql), outcome);
        }
    }

    private void take(Statement statement, boolean rows, Outcome outcome) throws SQLException {
        if (rows) {
            try (ResultSet result = statement.getResultSet()) {
                rows(result, outcome);
            }
        } else {
            outcome.changed = statement.getLargeUpdateCount();
        }
        for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
            outcome.notices.add(session.redaction().apply(each.getMessage()));
        }
    }

    private static void rows(ResultSet result, Outcome outcome) throws SQLException {
        int count = result.getMetaData().getColumnCount();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            columns.add(result.getMetaData().getColumnLabel(i));
        }
        outcome.columns = columns;
        while (result.next()) {
            if (outcome.rows.size() == ScratchAnswer.MOST_ROWS) {
                outcome.more = true;
                break;
            }
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                String value = result.getString(i);
                row.add(
                        value == null || value.length() <= LONGEST_VALUE
                                ? value
                                : value.substring(0, LONGEST_VALUE) + "…");
            }
            outcome.rows.add(row);
        }
    }

    /** The driver takes a question mark for a place of its own, unless there are two. */
    private static String withoutPlaces(String sql) {
        if (sql.indexOf('?') < 0) {
            return sql;
        }
        StringBuilder result = new StringBuilder();
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            String written = sql.substring(token.start(), token.end());
            result.append(token.kind() == TokenKind.OPERATOR ? written.replace("?", "??") : written);
        }
        return result.toString();
    }
}
