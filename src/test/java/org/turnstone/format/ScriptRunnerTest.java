package org.turnstone.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.ScriptPieces.Mode;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/** Scripts reach the server as their tool would send them, and every statement is seen. */
class ScriptRunnerTest {
    @TempDir
    Path folder;

    private Database database;
    private Session session;
    private Seen seen;
    private RunConnection run;

    @BeforeEach
    void open() throws Exception {
        Target target = TestServer.freshDatabase();
        database = new Database(target);
        session = Session.open(target, "runner test");
        seen = new Seen();
        run = new RunConnection(session, false, seen);
    }

    @AfterEach
    void close() {
        session.close();
        database.close();
    }

    private void carryOut(String text, Mode mode) throws Exception {
        Path file = Files.writeString(folder.resolve("s.sql"), text);
        Migration migration = new Migration("1", "s", Migration.Kind.VERSIONED, file, "s.sql", null, true);
        new ScriptRunner(run, seen).carryOut(migration, ScriptText.read("s.sql", file), mode);
    }

    @Test
    void severalStatementsAreSeenOneByOneAndKeptTogether() throws Exception {
        carryOut("-- first\ncreate table a (i int);\n\ninsert into a select 1 union select 2;\n", Mode.IMPLICIT);
        assertThat(seen.lines).containsExactly("2 done 0", "4 done 2");
        assertThat(seen.transactional).isTrue();
        assertThat(database.value("select count(*) from a")).isEqualTo("2");
        assertThat(session.connection().getAutoCommit()).isTrue();
    }

    @Test
    void whatFailsTakesTheOthersAlong() throws Exception {
        assertThatThrownBy(() -> carryOut("create table a (i int);\nselect 1/0;\nselect 2;", Mode.IMPLICIT))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("division by zero");
        assertThat(seen.lines).containsExactly("1 done 0", "2 failed 22012");
        assertThat(database.rows("select 1 from pg_class where relname = 'a'")).isEmpty();
        carryOut("create table a (i int);", Mode.IMPLICIT);
    }

    @Test
    void deferredConstraintsFailTheScript() throws Exception {
        database.execute("create table a (i int primary key);"
                + "create table b (i int references a deferrable initially deferred)");
        assertThatThrownBy(() -> carryOut("select 1;\ninsert into b values (1);\n", Mode.IMPLICIT))
                .isInstanceOf(MigrationFailed.class);
        assertThat(seen.lines.getLast()).isEqualTo("3 failed 23503");
    }

    @Test
    void manyInsertsGoTogetherAndEachIsSeen() throws Exception {
        StringBuilder script = new StringBuilder("create table a (i int, t text);\n");
        for (int i = 0; i < 50_000; i++) {
            script.append("insert into a values (").append(i).append(", 'some text; with '' in it');\n");
        }
        carryOut(script.toString(), Mode.IMPLICIT);
        assertThat(seen.lines).hasSize(50_001);
        assertThat(seen.lines.get(50_000)).isEqualTo("50001 done 1");
        assertThat(database.value("select count(*) from a")).isEqualTo("50000");
        assertThat(seen.sentTogether).isEqualTo(50_000);
        assertThat(seen.messages).isLessThan(1000);
    }

    @Test
    void aFailureAmongManyInsertsIsTheRightOne() throws Exception {
        database.execute("create table a (i int primary key)");
        StringBuilder script = new StringBuilder();
        for (int i = 1; i <= 250; i++) {
            script.append("insert into a values (")
                    .append(i == 177 ? 5 : i)
                    .append(i == 230 ? " oops" : "")
                    .append(");\n");
        }
        assertThatThrownBy(() -> carryOut(script.toString(), Mode.IMPLICIT)).isInstanceOf(MigrationFailed.class);
        assertThat(seen.lines).hasSize(177);
        assertThat(seen.lines.get(176)).isEqualTo("177 failed 23505");

        assertThat(database.value("select count(*) from a")).isEqualTo("0");
    }

    @Test
    void aPositionInABatchIsThatOfItsStatement() throws Exception {
        database.execute("create table a (i int primary key)");
        assertThatThrownBy(() -> carryOut(
                        "insert into a values (1);\ninsert into a values (2);\ninsert into a values (nope);\n"
                                + "insert into a values (3);",
                        Mode.IMPLICIT))
                .isInstanceOf(MigrationFailed.class);
        assertThat(seen.lines).containsExactly("1 done 1", "2 done 1", "3 failed 42703");
        PSQLException said = (PSQLException) seen.failure;
        assertThat(said.getServerErrorMessage().getPosition()).isEqualTo(23);
    }

    @Test
    void aBatchIsReadAsAWholeBeforeAnyOfItRuns() throws Exception {
        database.execute("create table a (t text, i int not null)");
        assertThatThrownBy(() -> carryOut(
                        "insert into a values ('\uD83D\uDE00;é', 1) -- a comment\n"
                                + ";\n"
                                + "insert into a values ('b', null);\n"
                                + "insert into a values ('c', 3 oops);",
                        Mode.IMPLICIT))
                .isInstanceOf(MigrationFailed.class);
        assertThat(seen.lines).containsExactly("1 done -1", "3 done -1", "4 failed 42601");
        PSQLException said = (PSQLException) seen.failure;
        assertThat(said.getServerErrorMessage().getPosition()).isEqualTo(30);

        carryOut(
                "insert into a values ('\uD83D\uDE00;é', 1) -- a comment\n;\ninsert into a values ('b', 2) /* ; */",
                Mode.IMPLICIT);
        assertThat(database.rows("select t, i from a order by i")).containsExactly("\uD83D\uDE00;é|1", "b|2");
    }

    @Test
    void aScriptWithItsOwnTransactionsIsOneMessage() throws Exception {
        assertThatThrownBy(() -> carryOut(
                        "begin;\ncreate table a (i int);\ncommit;\ncreate table b (i int);\nselect 1/0;",
                        Mode.IMPLICIT))
                .isInstanceOf(MigrationFailed.class);
        assertThat(seen.lines).containsExactly("1 failed 22012");
        assertThat(seen.transactional).isFalse();
        assertThat(database.rows("select relname from pg_class where relname in ('a', 'b')"))
                .containsExactly("a");
    }

    @Test
    void anOpenTransactionIsTakenBackAndSaid() throws Exception {
        assertThatThrownBy(() -> carryOut("begin;\ncreate table a (i int);", Mode.IMPLICIT))
                .hasMessageContaining("left a transaction open");
        assertThat(database.rows("select 1 from pg_class where relname = 'a'")).isEmpty();
    }

    @Test
    void aSingleStatementRunsOutsideATransaction() throws Exception {
        database.execute("create table a (i int)");
        carryOut("-- alone\ncreate index concurrently a_i on a (i);", Mode.IMPLICIT);
        assertThat(seen.transactional).isFalse();
        assertThat(seen.lines).containsExactly("2 done 0");
    }

    @Test
    void questionMarksBracesAndBackslashesAreSentAsTheyStand() throws Exception {
        carryOut(
                "create table a (j jsonb, t text);\ninsert into a values ('{\"k\": 1}', '\\n {fn now()} ?');\n"
                        + "do $x$ begin if (select j ? 'k' from a) then perform 1; else raise 'no'; end if; end $x$;\n"
                        + "create table b as select t from a where j ?| array['k'];",
                Mode.IMPLICIT);
        assertThat(database.value("select t from b")).isEqualTo("\\n {fn now()} ?");
    }

    @Test
    void stringsAreReadAsWhenTheMessageBegan() throws Exception {
        carryOut("set standard_conforming_strings = off;\ncreate table a as select 'x\\';\n", Mode.IMPLICIT);
        assertThat(database.value("select * from a")).isEqualTo("x\\");
    }

    @Test
    void inTheCallersTransactionNothingIsKeptByItself() throws Exception {
        run.connection().setAutoCommit(false);
        carryOut("create table a (i int);\ninsert into a values (1);\ninsert into a values (2);", Mode.IN_TRANSACTION);
        assertThat(database.rows("select 1 from pg_class where relname = 'a'")).isEmpty();
        run.connection().commit();
        assertThat(database.value("select count(*) from a")).isEqualTo("2");
    }

    private static String refusal(String text, Mode mode) {
        return ScriptPieces.of(text, mode).refusal("sqlx", "1_a.sql", "").orElse(null);
    }

    @Test
    void whatFailsUnderTheToolsIsSaidBeforehand() {
        assertThat(refusal("select 1;\n\ncreate index concurrently i on a (i);", Mode.IMPLICIT))
                .startsWith("1_a.sql, line 3: CREATE INDEX CONCURRENTLY");
        assertThat(refusal("create index concurrently i on a (i);", Mode.IN_TRANSACTION))
                .startsWith("1_a.sql, line 1: CREATE INDEX CONCURRENTLY");
        assertThat(refusal("create index concurrently i on a (i);", Mode.IMPLICIT))
                .isNull();
        assertThat(refusal("create table a (i int);\ncopy a from stdin;\n1\n\\.\n", Mode.IN_TRANSACTION))
                .startsWith("1_a.sql, line 2: COPY … FROM STDIN");
        assertThat(refusal("copy a to stdout;", Mode.IN_TRANSACTION)).startsWith("1_a.sql, line 1: COPY … TO STDOUT");
        assertThat(refusal("copy a to '/tmp/x';", Mode.IN_TRANSACTION)).isNull();
        assertThat(refusal("select 1;\n\\i other.sql\n", Mode.IN_TRANSACTION))
                .startsWith("1_a.sql, line 2: a psql command");
        assertThat(refusal("select 1 \\gset\n", Mode.IN_TRANSACTION)).contains("a psql command");
        assertThat(refusal("\uFEFFselect 1;", Mode.IN_TRANSACTION)).contains("byte-order mark");
        assertThat(refusal("select 1;\nbegin;\nselect 2;", Mode.IMPLICIT))
                .startsWith("1_a.sql, line 2: this transaction");
        assertThat(refusal("begin;\nselect 2;\ncommit;", Mode.IMPLICIT)).isNull();
        assertThat(refusal("commit;\nbegin;", Mode.IN_TRANSACTION)).isNull();
        assertThat(refusal("", Mode.IN_TRANSACTION)).isNull();
        assertThat(refusal("set datestyle = 'German';", Mode.IN_TRANSACTION)).contains("ISO dates");
        assertThat(refusal("set local client_encoding to latin1;", Mode.IN_TRANSACTION))
                .contains("UTF-8 only");
        assertThat(refusal("set client_encoding = 'UTF8'; set datestyle to iso, dmy;", Mode.IN_TRANSACTION))
                .isNull();
        assertThat(refusal("set standard_conforming_strings = off;\nselect 'a\\';\n", Mode.IN_TRANSACTION))
                .isNull();
    }

    @Test
    void whatPgDumpPutsFirstDoesNotHideTheStatements() throws Exception {
        carryOut(
                "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n"
                        + "SELECT pg_catalog.set_config('search_path', '', false);\ncreate table public.a (i int);",
                Mode.IMPLICIT);
        assertThat(seen.lines).hasSize(4);
    }

    /** Line, outcome and rows of each statement, as a run's recorder sees them. */
    private static final class Seen implements ScriptObserver, RunConnection.Watch {
        private final List<String> lines = new ArrayList<>();
        private boolean transactional;
        private long rows;
        private int messages;
        private int sentTogether;
        private SQLException failure;

        @Override
        public void sentTogether(int count) {
            messages++;
            sentTogether += count;
        }

        @Override
        public void scriptStarted(Migration migration, ScriptText script, boolean inTransaction) {
            transactional = inTransaction;
        }

        @Override
        public boolean statementStarted(ScriptStatement statement) {
            rows = -1;
            return true;
        }

        @Override
        public void statementEnded(ScriptStatement statement, List<String> notices) {
            lines.add(statement.line() + " done " + rows);
        }

        @Override
        public void statementFailed(ScriptStatement statement, SQLException said) {
            failure = said;
            lines.add(statement.line() + " failed " + said.getSQLState());
        }

        @Override
        public void scriptEnded(Migration migration) {}

        @Override
        public void beforeSending() {}

        @Override
        public boolean mayFailInRehearsal(String sql) {
            return false;
        }

        @Override
        public boolean absorbs(String sql, SQLException said) {
            return false;
        }

        @Override
        public boolean leavesOut(String sql) {
            return false;
        }

        @Override
        public List<String> goneAtCommit() {
            return List.of();
        }

        @Override
        public void wrote(long written) {
            rows = written;
        }

        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}
    }
}
