package org.turnstone.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several hundred statements of PostgreSQL's DDL, each for itself on the same base schema. */
final class Corpus {
    private static final int AT_A_TIME = 2;

    /**
     * A few statements that are applied together.
     *
     * @param same whether they change nothing in the schema
     * @param beyondPgDump whether the snapshot says more than pg_dump's schema does
     */
    record Case(int line, String sql, boolean same, boolean beyondPgDump) {}

    /** What is done with a case. */
    interface Trial {
        void on(Case one, CorpusServer.Database database) throws Exception;
    }

    private Corpus() {}

    /** What the cases work on. */
    static String base() {
        return resource("base.sql");
    }

    /** The cases for a server of that version. */
    static List<Case> cases(int major) {
        List<Case> result = new ArrayList<>();
        int number = 0;
        for (String line : resource("corpus.txt").split("\n")) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String sql = line;
            int since = 0;
            if (sql.matches("\\d\\d: .*")) {
                since = Integer.parseInt(sql.substring(0, 2));
                sql = sql.substring("15: ".length());
            }
            boolean same = sql.startsWith("same: ");
            boolean more = sql.startsWith("more: ");
            if (since <= major) {
                result.add(new Case(number, same || more ? sql.substring("same: ".length()) : sql, same, more));
            }
        }
        return result;
    }

    /** Tries all of them, two at a time, each in a database that has just the base schema. */
    static void tryAll(CorpusServer server, List<Case> cases, Trial trial) throws Exception {
        List<Callable<Void>> parts = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            int first = i;
            parts.add(() -> {
                try (CorpusServer.Database database = server.new Database("corpus_" + first)) {
                    for (int n = first; n < cases.size(); n += AT_A_TIME) {
                        trial.on(cases.get(n), database);
                    }
                }
                return null;
            });
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Future<Void> part : workers.invokeAll(parts)) {
                part.get();
            }
        }
    }

    private static String resource(String name) {
        try (var in = Corpus.class.getResourceAsStream("/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
