package org.turnstone.run;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.Status;
import org.turnstone.testing.Database;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/** An engine, a project that the test writes, and a fresh database. */
public abstract class EngineFixture {
    @TempDir
    protected Path temporary;

    protected TurnstoneEngine engine;
    protected Scripts scripts;
    protected Target target;
    protected Database database;
    protected final List<RunEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        engine = new TurnstoneEngine(TestServer.server(), new Journal(temporary.resolve("state")));
        scripts = new Scripts(temporary.resolve("project"));
        target = TestServer.freshDatabase();
        database = new Database(target);
    }

    @AfterEach
    void leave() {
        database.close();
    }

    protected Project project() throws Exception {
        return engine.open(scripts.folder());
    }

    protected RunResult run(RunRequest request) throws Exception {
        return engine.run(request, events::add, new Cancellation());
    }

    protected RunResult migrate() throws Exception {
        return run(RunRequest.migrate(project(), target));
    }

    protected RunResult dryRun() throws Exception {
        return run(RunRequest.dryRun(project(), target));
    }

    protected RunResult revert(int steps) throws Exception {
        return run(RunRequest.revert(project(), target, steps));
    }

    protected Status status() throws Exception {
        return engine.status(project(), target).status();
    }

    /** What there is in the database beside the catalogs. */
    protected List<String> relations() throws Exception {
        return database.rows("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where"
                + " n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1");
    }
}
