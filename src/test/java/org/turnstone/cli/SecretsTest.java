package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.ConnectionFailure;

class SecretsTest {
    private final CliRun cli = new CliRun();

    @Test
    void aPasswordIsNowhereInWhatACommandPrints() {
        for (String command : List.of("status", "migrate", "dry-run", "revert", "test")) {
            for (String how : List.of("--verbose", "--json")) {
                assertSilent(command, how, "--url", CliRun.SECRET_URL);
            }
        }
    }

    @Test
    void norInAnErrorThatRepeatsIt() {
        for (String spelling : List.of(CliRun.SECRET, "s3cr%2Fet%20p%40ss", CliRun.SECRET_URL)) {
            cli.engine.problem =
                    new ConnectionFailure(ConnectionFailure.Kind.OTHER, "No: \"" + spelling + "\" is wrong");
            assertSilent("status", "--url", CliRun.SECRET_URL);
            assertSilent("status", "--json", "--url", CliRun.SECRET_URL);
            cli.engine.problem = new IllegalStateException("Unable to parse URL " + spelling);
            assertSilent("migrate", "--verbose", "--url", CliRun.SECRET_URL);
            assertSilent("migrate", "--json", "--url", CliRun.SECRET_URL);
        }
    }

    @Test
    void norInAWordOnTheWrongPlace() {
        assertSilent("status", ".", CliRun.SECRET_URL);
        assertSilent("status", CliRun.SECRET_URL);
        assertSilent(CliRun.SECRET_URL);
        assertSilent("status", "--database", CliRun.SECRET_URL);
        assertSilent("status", "--database=" + CliRun.SECRET_URL);
        assertSilent("status", "--url", "jdbc:" + CliRun.SECRET_URL);
        assertSilent("status", "--url", "postgresql://anna:s3cr/et p@ss@db:5432/shop");
        assertSilent("status", "--lock-timeout", CliRun.SECRET_URL);
    }

    @Test
    void norWhereItCameFromTheEnvironment() {
        cli.environment.put("DATABASE_URL", CliRun.SECRET_URL);
        cli.engine.problem = new IllegalStateException("cannot connect with password=" + CliRun.SECRET);
        assertSilent("status", "--verbose");
    }

    @Test
    void aWordOfTheSentenceStaysEvenIfItIsThePassword() {
        cli.engine.problem = new ConnectionFailure(
                ConnectionFailure.Kind.NAME_RESOLUTION, "The host db is not known here. Check its spelling.");
        for (String password : List.of("p", "known", "db")) {
            cli.run("status", "--url", "postgresql://anna:" + password + "@db:5432/shop");
            assertThat(cli.err).contains("The host db is not known here. Check its spelling.");
        }
        cli.run("status", "--url", "");
        assertThat(cli.err).contains("postgresql://user:password@host:5432/database");
    }

    @Test
    void verboseSaysWhereEachPartCameFromButNotThePassword() {
        cli.environment.putAll(Map.of("DB_HOST", "db", "DB_NAME", "shop", "DB_PASS", CliRun.SECRET, "PGUSER", "anna"));
        assertSilent("status", "-v");
        assertThat(cli.err).containsPattern("host +db +DB_HOST").containsPattern("user +anna +PGUSER");
        assertThat(cli.err)
                .containsPattern("password +\\(kept to itself\\) +DB_PASS")
                .containsPattern("port +5432 +default");
        assertThat(cli.out).doesNotContain("DB_HOST");
        assertThat(cli.engine.asked.address().password().reveal()).isEqualTo(CliRun.SECRET);
    }

    private void assertSilent(String... arguments) {
        cli.run(arguments);
        assertThat(cli.all())
                .as(String.join(" ", arguments))
                .isNotEmpty()
                .doesNotContain("s3cr", "et p@ss", "p%40ss", "et%20p");
    }
}
