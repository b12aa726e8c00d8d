package org.turnstone.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * pg_dump judges: what its schema shows of a statement, the difference shows, and nothing where it shows nothing. Of the
 * cases that change something, every third is judged; all of them with {@code -Dturnstone.corpus=all}.
 */
@Timeout(600)
class PgDumpTest {
    private static final int EVERY = "all".equals(System.getProperty("turnstone.corpus")) ? 1 : 3;

    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theDifferenceSeesWhatPgDumpSees() throws Exception {
        assumeTrue(InstalledPostgres.found(), "needs an installed PostgreSQL with initdb and pg_dump");
        try (InstalledPostgres postgres = new InstalledPostgres()) {
            CorpusServer server = new CorpusServer(postgres.port(), "postgres", "", "corpus_base");
            List<Corpus.Case> cases = Corpus.cases(postgres.major()).stream()
                    .filter(c -> c.same() || c.beyondPgDump() || c.line() % EVERY == 0)
                    .toList();
            List<String> before;
            try (CorpusServer.Database database = server.new Database("corpus_0")) {
                before = postgres.dump(database.name);
            }
            Corpus.tryAll(server, cases, (one, database) -> judge(postgres, before, one, database));
        }
        assertThat(wrong).isEmpty();
    }

    private void judge(InstalledPostgres postgres, List<String> base, Corpus.Case one, CorpusServer.Database database)
            throws Exception {
        database.apply(one.sql());
        Snapshot after = database.now();
        SchemaDifference difference = database.before().to(after);
        // The database's name is in its dump.
        List<String> before =
                base.stream().map(l -> l.replace("corpus_0", database.name)).toList();
        List<String> dump = postgres.dump(database.name);
        boolean seen = !difference.isEmpty() && !one.beyondPgDump();
        if (dump.equals(before) == seen) {
            wrong.add(one + "\nours: " + difference.lines() + "\npg_dump's: " + beyond(dump, before) + " instead of "
                    + beyond(before, dump));
        }
        undo(database, after, difference);
    }

    private static void undo(CorpusServer.Database database, Snapshot after, SchemaDifference difference)
            throws SQLException {
        Snapshot again = after;
        if (!difference.isEmpty()) {
            DerivedRevert revert = Inverse.of(database.before(), after);
            if (revert.isComplete()) {
                database.revert(revert);
                again = database.now();
            }
        }
        if (database.before().to(again).isEmpty()) {
            database.restored(again);
        } else {
            database.anew();
        }
    }

    private static List<String> beyond(List<String> lines, List<String> others) {
        List<String> result = new ArrayList<>(lines);
        others.forEach(result::remove);
        return result;
    }
}
