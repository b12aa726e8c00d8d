package org.turnstone.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.turnstone.connection.Address;
import org.turnstone.testing.TestServer;

/** Every statement of the corpus is seen, and undone by its inverse, on the built-in PostgreSQL. */
@Timeout(600)
class CorpusTest {
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger changed = new AtomicInteger();
    private final AtomicInteger restored = new AtomicInteger();

    @Test
    void everyCaseIsUndoneExactlyOrSaysWhyNot() throws Exception {
        Address address = TestServer.freshDatabase().address();
        CorpusServer server = new CorpusServer(
                address.port(), address.user(), address.password().reveal(), "corpus_base");
        Corpus.tryAll(server, Corpus.cases(18), this::thereAndBack);
        assertThat(wrong).isEmpty();
        assertThat(restored.get()).isGreaterThan(changed.get() * 95 / 100);
    }

    private void thereAndBack(Corpus.Case one, CorpusServer.Database database) throws SQLException {
        database.apply(one.sql());
        Snapshot after = database.now();
        SchemaDifference difference = database.before().to(after);
        boolean sameText = database.before().fingerprint().equals(after.fingerprint());
        if (difference.isEmpty() != one.same() || sameText != one.same()) {
            wrong.add(one + " made " + difference.lines() + ", fingerprint " + (sameText ? "the same" : "another"));
        }
        if (difference.isEmpty()) {
            database.restored(after);
            return;
        }
        changed.incrementAndGet();
        DerivedRevert revert = Inverse.of(database.before(), after);
        String problem = null;
        if (revert.isComplete()) {
            problem = problem(database, revert);
            restored.addAndGet(problem == null ? 1 : 0);
        }
        if (!revert.isComplete()) {
            database.anew();
        }
        if (problem != null) {
            wrong.add(one + "\n" + String.join(";\n", revert.statements()) + "\n" + problem);
        }
    }

    /** What is left after the revert; a column that came back as the last of its table has to be said. */
    private static String problem(CorpusServer.Database database, DerivedRevert revert) throws SQLException {
        Snapshot back;
        try {
            database.revert(revert);
            back = database.now();
        } catch (SQLException e) {
            database.anew();
            return e.getMessage();
        }
        SchemaDifference left = database.before().to(back);
        if (left.isEmpty()) {
            database.restored(back);
            return null;
        }
        database.anew();
        boolean said = revert.losses().stream().anyMatch(l -> l.contains("its place was"));
        return said && left.withoutColumnOrder().isEmpty() ? null : String.join("\n", left.lines());
    }
}
