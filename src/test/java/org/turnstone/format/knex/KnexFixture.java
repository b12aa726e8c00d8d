package org.turnstone.format.knex;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.Status;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Journal;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.TurnstoneEngine;
import org.turnstone.testing.Database;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/** An engine, a knex project that the test writes, and a fresh database. */
abstract class KnexFixture {
    /** Its own connection leads nowhere: knex's command is given one, and Turnstone gives its own. */
    static final String KNEXFILE = """
        module.exports = {
          development: {
            client: 'pg',
            connection: process.env.TEST_TARGET || 'postgres://nobody@127.0.0.1:9/nowhere',
            migrations: { directory: './migrations' },
          },
        };
        """;

    static final String PEOPLE = "20240101000000_create_people.js";
    static final String EMAIL = "20240102000000_add_email.js";
    static final String INDEX = "20240103000000_idx.js";

    /** Every column of knex's tables but the time, which is only looked at for being there. */
    static final String HISTORY = "select id, name, batch, migration_time is not null from knex_migrations order by id";

    static final String LOCK = "select index, is_locked from knex_migrations_lock";

    @TempDir
    Path temporary;

    TurnstoneEngine engine;
    Scripts scripts;
    Target target;
    Database database;
    final List<RunEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        engine = new TurnstoneEngine(TestServer.server(), new Journal(temporary.resolve("state")));
        target = TestServer.freshDatabase();
        database = new Database(target);
    }

    @AfterEach
    void leave() {
        database.close();
    }

    /** The sample project of three, whose last runs outside a transaction. */
    void sample() {
        transactional();
        scripts.with("migrations/" + INDEX, """
            exports.config = { transaction: false };
            exports.up = (knex) => knex.raw('CREATE INDEX CONCURRENTLY people_name_idx ON people (name)');
            exports.down = (knex) => knex.raw('DROP INDEX CONCURRENTLY people_name_idx');
            """);
    }

    void transactional() {
        scripts.with("knexfile.js", KNEXFILE).with("migrations/" + PEOPLE, """
            exports.up = (knex) => knex.schema.createTable('people', (t) => {
              t.integer('id').primary(); t.text('name').notNullable(); });
            exports.down = (knex) => knex.schema.dropTable('people');
            """).with("migrations/" + EMAIL, """
                exports.up = (knex) => knex.raw('ALTER TABLE people ADD COLUMN email text');
                exports.down = (knex) => knex.raw('ALTER TABLE people DROP COLUMN email');
                """);
    }

    Project project() throws Exception {
        engine.trust(scripts.folder());
        return engine.open(scripts.folder());
    }

    RunResult run(RunRequest request) throws Exception {
        return engine.run(request.waiting(Duration.ofSeconds(1)), events::add, new Cancellation());
    }

    RunResult migrate() throws Exception {
        return run(RunRequest.migrate(project(), target));
    }

    RunResult dryRun() throws Exception {
        return run(RunRequest.dryRun(project(), target));
    }

    RunResult revert(int steps) throws Exception {
        return run(RunRequest.revert(project(), target, steps));
    }

    Status status() throws Exception {
        return engine.status(project(), target).status();
    }

    List<MigrationState> states() throws Exception {
        return status().entries().stream().map(e -> e.state()).toList();
    }

    List<String> relations() throws Exception {
        return database.rows("select relname from pg_class where relnamespace = 'public'::regnamespace"
                + " and relkind in ('r', 'i') and relname !~ '_pkey$' order by 1");
    }
}
