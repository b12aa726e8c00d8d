package org.turnstone.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Journal;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.TurnstoneEngine;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/** A dry run of a script of many ALTERs beside a migrate of the same, by the clock: what looking at each of them costs. */
final class RehearsalBenchmark implements Benchmark {
    private static final int STATEMENTS = 1000;
    private static final int TIMES = 9;

    private final int tables;

    private RehearsalBenchmark(int tables) {
        this.tables = tables;
    }

    /** The ALTERs are spread over so many tables, each with two indexes. */
    static Benchmark altersOn(int tables) {
        return new RehearsalBenchmark(tables);
    }

    @Override
    public String title() {
        return "dry run of 1,000 ALTERs on " + (tables == 1 ? "one table" : tables + " tables");
    }

    @Override
    public String peer() {
        return "migrate of the same";
    }

    @Override
    public long[] ours() throws Exception {
        return measured(RunRequest::dryRun);
    }

    @Override
    public long[] theirs() throws Exception {
        return measured(RunRequest::migrate);
    }

    private interface Request {
        RunRequest of(Project project, Target target);
    }

    private long[] measured(Request request) throws Exception {
        Path folder = Files.createTempDirectory("turnstone-bench-");
        TurnstoneEngine engine = new TurnstoneEngine(TestServer.server(), new Journal(folder.resolve("state")));
        Project before = engine.open(new Scripts(folder.resolve("before"))
                .with("V1__tables.sql", tables())
                .folder());
        Project whole = engine.open(new Scripts(folder.resolve("whole"))
                .with("V1__tables.sql", tables())
                .with("V2__alters.sql", alters())
                .folder());
        long[] nanos = new long[TIMES];
        // The first ones warm up.
        for (int i = -2; i < TIMES; i++) {
            Target target = TestServer.freshDatabase();
            run(engine, RunRequest.migrate(before, target));
            long start = System.nanoTime();
            run(engine, request.of(whole, target));
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
            TestServer.server().dropDatabase(target.address().database());
        }
        return nanos;
    }

    private static void run(TurnstoneEngine engine, RunRequest request) throws Exception {
        RunResult result = engine.run(request, event -> {}, new Cancellation());
        if (result.outcome() != RunOutcome.SUCCEEDED) {
            throw new IllegalStateException(result.summary());
        }
    }

    private String tables() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            text.append("create table t" + i + "(id int primary key, name text unique);\n");
        }
        return text.toString();
    }

    private String alters() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < STATEMENTS; i++) {
            String column = "c" + i % (STATEMENTS / 2);
            text.append("alter table t" + i % (STATEMENTS / 2) % tables)
                    .append(
                            i < STATEMENTS / 2
                                    ? " add " + column + " int;\n"
                                    : " alter " + column + " set default 1;\n");
        }
        return text.toString();
    }
}
