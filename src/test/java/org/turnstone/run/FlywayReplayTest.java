package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.flyway.FlywayFormat;
import org.turnstone.schema.Snapshot;
import org.turnstone.schema.SnapshotScope;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/** Where Turnstone's own runner carries Flyway's scripts out, schema and rows are those of flyway-core's migrate. */
class FlywayReplayTest extends EngineFixture {
    private static final String ROWS =
            "select installed_rank, version, description, type, script, checksum, installed_by,"
                    + " success from flyway_schema_history order by installed_rank";

    private void endsAsFlywayDoes() throws Exception {
        Project project = project();
        List<Migration> versions = project.migrations().stream()
                .filter(m -> m.kind() == Migration.Kind.VERSIONED)
                .toList();
        RunResult migrated = run(RunRequest.migrate(project.with(versions), target));
        assertThat(migrated.outcome()).as(migrated.toString()).isEqualTo(RunOutcome.SUCCEEDED);

        FlywayFormat format = new FlywayFormat();
        Target other = TestServer.freshDatabase();
        try (Session session = Session.open(other, "test");
                Database replayed = new Database(other)) {
            Recorder recorder =
                    new Recorder(event -> {}, new Cancellation(), session.redaction(), null, 0, Direction.UP);
            RunConnection run = new RunConnection(session, false, recorder);
            var replay = format.replay(run, project, recorder);
            replay.apply(versions.subList(0, 1));
            replay.apply(versions.subList(1, versions.size()));
            recorder.confirm();

            assertThat(replayed.rows(ROWS)).isEqualTo(database.rows(ROWS));
            assertThat(recorder.steps())
                    .extracting("script", "outcome")
                    .isEqualTo(migrated.steps().stream()
                            .filter(s -> s.version() != null)
                            .map(s -> org.assertj.core.groups.Tuple.tuple(s.script(), s.outcome()))
                            .toList());
            SnapshotScope scope = SnapshotScope.of(format.historyTables());
            try (Session first = Session.open(target, "test")) {
                assertThat(Snapshot.read(first.connection(), scope)
                                .to(Snapshot.read(session.connection(), scope))
                                .lines())
                        .isEmpty();
            }
            try (Session left = Session.open(other, "test")) {
                assertThat(left.connection().isValid(2)).isTrue();
            }
        }
    }

    @Test
    void ofTheSample() throws Exception {
        try (SampleProject sample = new SampleProject()) {
            java.nio.file.Path folder = sample.folder().resolve("sql");
            try (var files = java.nio.file.Files.list(folder)) {
                for (var file : files.toList()) {
                    if (!file.getFileName().toString().startsWith("R__")) {
                        scripts.with(file.getFileName().toString(), java.nio.file.Files.readString(file));
                    }
                }
            }
        }
        endsAsFlywayDoes();
    }

    @Test
    void ofScriptsThatChangeTheirSession() throws Exception {
        scripts.with("V1__a.sql", "create schema s; set search_path = s; create table a (id int, name text);")
                .with("V2__b.sql", "create table b (id int, made_in text default '${flyway:filename}');")
                .with(
                        "V3__c.sql",
                        // A role can be made only once on a server, and both databases are on one.
                        "do $$ begin create role replay_" + target.name()
                                + "; exception when duplicate_object then null; end $$; grant create on schema public"
                                + " to replay_" + target.name() + "; set role replay_" + target.name()
                                + "; create table c (id int);")
                .with("V4__d.sql", "create table d (id int, at timestamptz default '2024-01-01 00:00');")
                .with("V5__e.sql", "create index concurrently b_id on b (id);")
                .with("V6__f.sql", "copy b (id) from stdin;\n1\n2\n\\.\ncreate view f as select count(*) from b;")
                .with("V7__set.sql", "set timezone = 'Asia/Tokyo'; set check_function_bodies = off;")
                .with(
                        "V8__g.sql",
                        "alter table d alter at set default '2024-01-01 00:00'; create function g() returns int"
                                + " language sql as 'select no_such';");
        endsAsFlywayDoes();
    }
}
