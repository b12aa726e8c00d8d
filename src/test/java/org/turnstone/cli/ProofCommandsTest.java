package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Address;
import org.turnstone.connection.EnvironmentAddress;
import org.turnstone.connection.Provenance;
import org.turnstone.connection.Redaction;
import org.turnstone.connection.Surroundings;
import org.turnstone.connection.Target;
import org.turnstone.run.Journal;
import org.turnstone.run.TurnstoneEngine;
import org.turnstone.scratch.BuiltInPostgres;
import org.turnstone.testing.Database;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that prove, from the command line to a real server and back. */
class ProofCommandsTest {
    @TempDir
    Path temporary;

    private Scripts scripts;
    private String folder;
    private int exit;
    private String out;
    private String err;

    @BeforeEach
    void writeAProject() {
        scripts = new Scripts(temporary.resolve("shop"));
        folder = scripts.folder().toString();
        scripts.with("1_people.up.sql", "create table people (id int primary key, name text)")
                .with("1_people.down.sql", "drop table people")
                .with("2_name.up.sql", "create index people_name on people (name)")
                .with("2_name.down.sql", "select 'forgot it'");
    }

    /** With an engine of its own, which is closed at the end as in a process of its own. */
    private JsonNode run(String... arguments) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                () -> 100,
                true,
                false,
                () -> null);
        Wiring wiring = new Wiring(
                () -> new TurnstoneEngine(
                        new BuiltInPostgres(Path.of("target", "scratch-cache")),
                        new Journal(temporary.resolve("state"))),
                naming -> naming.url() == null
                        ? null
                        : EnvironmentAddress.of(
                                naming.url(),
                                new Provenance("--url"),
                                Surroundings.system(naming.environment()),
                                naming.project()),
                secret -> Redaction.of(secret)::apply,
                opened -> {});
        exit = new Cli(wiring, terminal).run(arguments);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return List.of(arguments).contains("--json") ? new JsonMapper().readTree(out) : null;
    }

    @Test
    void testNamesTheRevertThatForgotAnIndexAndKeepsTheDatabase() throws Exception {
        run("test", folder, "--keep");
        assertThat(exit).as(err).isEqualTo(1);
        assertThat(out)
                .contains("2 (name): + index public.people_name")
                .contains("1. ✓ Apply 2 migrations: ok")
                .contains("Schema change");
        assertThat(err)
                .contains("Not proven", "index public.people_name stays")
                .contains("PGPASSFILE", "turnstone scratch drop");

        JsonNode kept = run("scratch", "list", "--json").get("databases");
        String name = kept.get(0).get("name").stringValue();
        assertThat(kept.toString()).contains("turnstone_scratch_");
        Path passwords = Path.of(kept.get(0).get("enter").stringValue().replaceFirst("PGPASSFILE='([^']*)'.*", "$1"));
        String password = Files.readString(passwords).strip().replaceFirst(".*:", "");
        assertThat(out).doesNotContain(password);

        run("scratch", "drop", name);
        assertThat(exit).as(err).isZero();
        assertThat(run("scratch", "list", "--json").get("databases").toString()).doesNotContain(name);
        run("scratch", "drop", "turnstone_scratch_none");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNotThereIsSaidBeforeADatabaseIsAskedFor() {
        for (String command : List.of("status", "migrate", "dry-run", "revert", "diff", "repair")) {
            run(command, temporary.resolve("nope").toString());
            assertThat(exit).isEqualTo(2);
            assertThat(err)
                    .contains("There is no folder " + temporary.resolve("nope"))
                    .doesNotContain("Which database?");
        }
        run("status", folder);
        assertThat(err).contains("Which database?");
    }

    @Test
    void whatHasNoRevertIsProvenInWordsThatAgree() {
        Scripts other = new Scripts(temporary.resolve("other"));
        other.with("V1__a.sql", "create schema a;");
        run("test", other.folder().toString());
        assertThat(exit).as(err).isZero();
        assertThat(out + err)
                .contains("1 migration replays; it has no revert script, so no revert was judged.")
                .doesNotContainPattern("(^|[^0-9])1 objects");
        other.with("V2__b.sql", "create table a.b (i int);");
        run("test", other.folder().toString());
        assertThat(out + err)
                .contains("2 migrations replay; none of them has a revert script, so no revert was judged.");
    }

    @Test
    void diffIsZeroWithoutDriftAndFourWithIt() throws Exception {
        Target target = TestServer.freshDatabase();
        Address at = target.address();
        String url = "postgresql://" + at.user() + ":" + at.password().reveal() + "@" + at.host() + ":" + at.port()
                + "/" + at.database() + "?sslmode=disable";
        run("migrate", folder, "--url", url);
        assertThat(exit).as(err).isZero();
        run("diff", folder, "--url", url);
        assertThat(exit).as(out + err).isZero();
        assertThat(out).contains("is exactly what its history makes of 2 migrations");

        try (Database database = new Database(target)) {
            database.execute("drop index people_name; comment on table people is 'by hand'");
        }
        JsonNode drift = run("diff", folder, "--url", url, "--json");
        assertThat(exit).isEqualTo(4);
        assertThat(drift.get("outcome").stringValue()).isEqualTo("not-clean");
        assertThat(drift.get("change")).hasSize(2);
        assertThat(drift.get("change").toString()).contains("by hand", "public.people_name");
        assertThat(drift.get("evidence").get("holds").booleanValue()).isTrue();
        Path report = temporary.resolve("drift.html");
        run("report", folder, "--run", "diff", "--url", url, "-o", report.toString());
        assertThat(exit).isEqualTo(4);
        assertThat(Files.readString(report)).contains("Drift", "public.people_name is missing on");
        assertThat(out + err).doesNotContain(at.password().reveal());
    }

    @Test
    void deriveShowsWritesAndNeverOverwrites() throws Exception {
        scripts.with("3_more.up.sql", "alter table people add age int; comment on column people.age is 'in years'");
        run("derive", folder, "3");
        assertThat(exit).as(out + err).isZero();
        assertThat(out)
                .contains("3_more.down.sql")
                .containsIgnoringCase("alter table public.people drop column age")
                .contains("--write");
        assertThat(scripts.folder().resolve("3_more.down.sql")).doesNotExist();

        JsonNode json = run("derive", folder, "--all", "--write", "--json").get("reverts");
        assertThat(json).hasSize(1);
        assertThat(json.get(0).get("verdict").stringValue()).isEqualTo("proven");
        assertThat(Files.readString(scripts.folder().resolve("3_more.down.sql")))
                .isEqualTo(json.get(0).get("text").stringValue());
        run("derive", folder, "3", "--write");
        assertThat(exit).isEqualTo(2);
        assertThat(err).contains("is there already");
        run("derive", folder);
        assertThat(out).contains("Every migration has a script that reverts it.");
    }
}
