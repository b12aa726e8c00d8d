package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.format.MigrationState;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.SeveralProjects;
import org.turnstone.report.Samples;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRefused;

class ExitCodesTest {
    private final CliRun cli = new CliRun();

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, 0",
        "NOTHING_TO_DO, 0",
        "FAILED, 1",
        "NOT_CLEAN, 4",
        "LOCKED, 5",
        "CANCELLED, 130",
    })
    void aRunsOutcomeIsTheExitCode(RunOutcome outcome, int code) {
        cli.engine.result = Samples.run(RunKind.MIGRATE, outcome, List.of(), List.of());
        for (String command : List.of("migrate", "dry-run", "revert", "test")) {
            assertThat(cli.run(command, ".", "--url", "postgresql://a@b/c").exitCode)
                    .as(command)
                    .isEqualTo(code);
            assertThat(cli.run(command, ".", "--json", "--url", "postgresql://a@b/c").exitCode)
                    .isEqualTo(code);
            assertThat(cli.json().get("outcome").stringValue()).isEqualTo(outcome.id());
        }
    }

    @ParameterizedTest
    @CsvSource({"APPLIED, 0", "PENDING, 0", "CHANGED, 4", "MISSING, 4", "FAILED, 4", "OUT_OF_ORDER, 4", "REVERTED, 0"})
    void aStatusThatIsNotCleanIsFour(MigrationState state, int code) {
        cli.engine.status = Samples.status(cli.engine.status.project(), state);
        assertThat(cli.run("status", "--url", "postgresql://a@b/c").exitCode).isEqualTo(code);
        assertThat(cli.run("status", "--quiet", "--url", "postgresql://a@b/c").exitCode)
                .isEqualTo(code);
        assertThat(cli.out).isEmpty();
    }

    @Test
    void severalProjectsAreListedAsCommands() {
        Path here = Path.of("").toAbsolutePath();
        cli.engine.problem = new SeveralProjects(
                here,
                List.of(
                        new SeveralProjects.Candidate(here.resolve("services/a"), "Flyway", 12),
                        new SeveralProjects.Candidate(here.resolve("it's b"), "sqlx", 1)));
        assertThat(cli.run("status", "--url", "postgresql://a@b/c").exitCode).isEqualTo(2);
        assertThat(cli.err.lines())
                .element(0)
                .asString()
                .startsWith("✕ There are 2 folders of migrations in ")
                .endsWith("Say which one you mean:");
        assertThat(cli.err.lines().skip(1))
                .containsExactly(
                        "  turnstone status services/a   (Flyway, 12 migrations)",
                        "  turnstone status 'it'\\''s b'   (sqlx, 1 migration)");
    }

    @ParameterizedTest
    @CsvSource({"ADDRESS, 2", "NAME_RESOLUTION, 3", "REACHABILITY, 3", "AUTHENTICATION, 3", "DATABASE, 3", "TLS, 3"})
    void aDatabaseThatCannotBeEnteredIsThree(ConnectionFailure.Kind kind, int code) {
        cli.engine.problem = new ConnectionFailure(kind, "Nobody answers at db:5432.");
        cli.run("migrate", "--url", "postgresql://a@b/c");
        assertThat(cli.exitCode).isEqualTo(code);
        assertThat(cli.out).isEmpty();
        assertThat(cli.err).isEqualTo("✕ Nobody answers at db:5432.\n");
    }

    @Test
    void anUnreadableProjectOrARefusedRunIsTwo() {
        cli.engine.problem = new ProjectProblem("There are no migrations in /tmp.");
        assertThat(cli.run("test").exitCode).isEqualTo(2);
        assertThat(cli.err).isEqualTo("✕ There are no migrations in /tmp.\n");
        cli.engine.problem = new RunRefused("There is no version 99.");
        assertThat(cli.run("test").exitCode).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statsu",
                "status --jsn",
                "status a b",
                "status",
                "migrate --url",
                "migrate --url nonsense",
                "migrate --lock-timeout 5 --url postgresql://a@b/c",
                "migrate --lock-timeout soon --url postgresql://a@b/c",
                "revert --steps two --url postgresql://a@b/c",
                "revert --steps 0 --url postgresql://a@b/c",
                "revert --steps 2 --to 3 --url postgresql://a@b/c",
                "dry-run --steps 2 --url postgresql://a@b/c",
                "report",
                "report -o report.docx",
                "report -o no/such/folder/report.md",
                "report -o r.md --run migrate",
                "status postgresql://a:b@c/d",
            })
    void wrongUsageIsTwoInASentence(String line) {
        cli.run(line.split(" "));
        assertThat(cli.exitCode).isEqualTo(2);
        assertThat(cli.out).isEmpty();
        assertThat(cli.err).startsWith("✕ ").doesNotContain("Exception", "\tat ");
        assertThat(cli.err.lines()).hasSize(1);
    }

    @Test
    void whatNobodyExpectedIsOneAndHasATraceOnlyWhenAsked() {
        cli.engine.problem = new IllegalStateException("broken");
        assertThat(cli.run("migrate", "--url", "postgresql://a@b/c").exitCode).isEqualTo(1);
        assertThat(cli.err).contains("IllegalStateException: broken").doesNotContain("\tat ");
        cli.run("migrate", "--verbose", "--url", "postgresql://a@b/c");
        assertThat(cli.err).contains("\tat ");
        cli.engine.problem = new StackOverflowError();
        assertThat(cli.run("migrate", "--url", "postgresql://a@b/c").exitCode).isEqualTo(1);
    }

    @Test
    void aFailureIsAJsonDocumentWhereOneWasAsked() {
        cli.engine.problem = new ConnectionFailure(ConnectionFailure.Kind.REACHABILITY, "Nobody answers.");
        cli.run("status", "--json", "--url", "postgresql://a@b/c");
        assertThat(cli.exitCode).isEqualTo(3);
        assertThat(cli.json().get("schema").stringValue()).isEqualTo("turnstone/1");
        assertThat(cli.json().get("error").get("kind").stringValue()).isEqualTo("connection");
        assertThat(cli.json().get("error").get("exitCode").intValue()).isEqualTo(3);

        cli.run("status", "--nonsense", "--json");
        assertThat(cli.exitCode).isEqualTo(2);
        assertThat(cli.json().get("error").get("kind").stringValue()).isEqualTo("usage");
    }

    @Test
    void theEngineIsClosedHoweverItEnds() {
        cli.run("status", "--url", "postgresql://a@b/c");
        assertThat(cli.engine.closed).isTrue();
    }
}
