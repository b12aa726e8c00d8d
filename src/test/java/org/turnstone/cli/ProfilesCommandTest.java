package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.Target;
import org.turnstone.testing.TestServer;

class ProfilesCommandTest {
    @TempDir
    Path folder;

    private final CliRun cli = new CliRun();

    @BeforeEach
    void ownFolder() {
        cli.environment.put("TURNSTONE_CONFIG", folder.toString());
        cli.environment.put("PATH", folder + "/bin:/usr/bin:/bin");
    }

    @Test
    void aProfileIsAddedShownChangedAndRemoved() {
        assertThat(cli.run("profiles", "list").out).contains("There are no profiles yet");
        cli.run(
                "profiles",
                "add",
                "shop",
                "--url",
                "postgresql://anna@db.example.com/shop?sslmode=require",
                "--environment",
                "production",
                "--password-env",
                "SHOP_PASSWORD",
                "--role",
                "owner",
                "--search-path",
                "app,public",
                "--note",
                "ours");
        assertThat(cli.exitCode).as(cli.err).isZero();
        assertThat(cli.out).contains("production", "type the database's name");
        assertThat(cli.err).contains("verify-full");
        assertThat(cli.run("profiles", "list").out)
                .contains("shop", "production", "anna@db.example.com:5432/shop", "SHOP_PASSWORD", "require");
        assertThat(cli.run("profiles", "show", "shop").out)
                .contains("who answers is not verified", "app, public", "owner", "2 s", "ours");
        cli.run("profiles", "edit", "shop", "--tls", "verify-full", "--host", "db2", "--name", "store");
        assertThat(cli.exitCode).as(cli.err).isZero();
        var profile = cli.run("profiles", "show", "store", "--json").json().path("profile");
        assertThat(profile.path("hosts").get(0).path("host").asString()).isEqualTo("db2");
        assertThat(profile.path("tls").path("statement").asString()).contains("be for db2");
        assertThat(profile.path("password").path("variable").asString()).isEqualTo("SHOP_PASSWORD");
        assertThat(profile.path("searchPath").size()).isEqualTo(2);
        assertThat(cli.run("profiles", "add", "store", "--host", "x").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("already");
        cli.run("profiles", "add", "copy", "--copy-of", "store", "--database", "other");
        assertThat(cli.run("profiles", "list", "--json").json().path("profiles").size())
                .isEqualTo(2);
        cli.run("profiles", "remove", "store");
        assertThat(cli.run("profiles", "show", "store").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("There are: copy");
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThat(cli.run("profiles").exitCode).isEqualTo(2);
        assertThat(cli.run("profiles", "add", "x").err).contains("--url");
        assertThat(cli.run("profiles", "add", "x", "--host", "h", "--environment", "prod").err)
                .contains("production");
        assertThat(cli.run("profiles", "add", "x", "--host", "h", "--password-from", "ask", "--password-env", "V").err)
                .contains("one place");
        assertThat(cli.run("profiles", "add", "x", "--host", "h", "--tls", "on").err)
                .contains("verify-full");
        assertThat(cli.run("status", "--profile", "x").exitCode).isEqualTo(2);
        assertThat(cli.run("status", "--profile", "x", "--url", "postgresql://h/d").err)
                .contains("one of them");
        assertThat(cli.run("profiles", "import", "nowhere").exitCode).isEqualTo(2);
    }

    @Test
    void aPasswordInTheUrlIsNotStored() throws Exception {
        cli.run("profiles", "add", "shop", "--url", CliRun.SECRET_URL);
        assertThat(cli.exitCode).isZero();
        assertThat(cli.err).contains("was not stored", "no system keychain here");
        cli.run("profiles", "edit", "shop", "--url", CliRun.SECRET_URL, "--json");
        cli.run("profiles", "show", "shop");
        cli.run("profiles", "export");
        assertNowhere();
    }

    @Test
    void orOnlyInTheKeychain() throws Exception {
        cli.environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x");
        script("secret-tool", "case $1 in store) cat > " + folder + "/kept;; lookup) cat " + folder + "/kept;; esac");
        cli.interactive = true;
        cli.input = "y\n".getBytes(StandardCharsets.UTF_8);
        cli.run("profiles", "add", "shop", "--url", CliRun.SECRET_URL);
        assertThat(cli.err)
                .contains("Keep the URL's password in the system keychain?")
                .doesNotContain("not stored");
        assertThat(Files.readString(folder.resolve("kept"))).isEqualTo(CliRun.SECRET);
        cli.run("status", "--profile", "shop", "-v");
        assertThat(cli.engine.asked.address().password().reveal()).isEqualTo(CliRun.SECRET);
        assertThat(cli.err).contains("profile shop", "system keychain");
        Files.delete(folder.resolve("kept"));
        assertNowhere();
    }

    @Test
    void aProfileCountsBeforeTheEnvironmentAndBringsItsLimits() {
        cli.environment.put("DATABASE_URL", CliRun.SECRET_URL);
        cli.environment.put("P", "secret");
        cli.run(
                "profiles",
                "add",
                "s",
                "--host",
                "h",
                "--database",
                "d",
                "--user",
                "u",
                "--password-env",
                "P",
                "--lock-timeout",
                "7s",
                "--statement-timeout",
                "1m",
                "--role",
                "r");
        cli.run("status", "--profile", "s", "--statement-timeout", "9s");
        Target asked = cli.engine.asked;
        assertThat(asked.name()).isEqualTo("s");
        assertThat(asked.address().host()).isEqualTo("h");
        assertThat(asked.address().password().reveal()).isEqualTo("secret");
        assertThat(asked.limits().lockTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(asked.limits().statementTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(asked.setup().role()).isEqualTo("r");
        cli.environment.remove("P");
        assertThat(cli.run("status", "--profile", "s").exitCode).isEqualTo(3);
        assertThat(cli.err).contains("environment variable P");
    }

    @Test
    void productionIsConfirmedByItsDatabasesName() {
        cli.environment.put("P", "secret");
        cli.run(
                "profiles",
                "add",
                "prod",
                "--host",
                "h",
                "--database",
                "shop",
                "--user",
                "u",
                "--password-env",
                "P",
                "--environment",
                "production");
        for (String command : List.of("migrate", "revert")) {
            cli.engine.request = null;
            cli.interactive = false;
            assertThat(cli.run(command, "--profile", "prod").exitCode).isEqualTo(2);
            assertThat(cli.err).contains("production", "--yes");
            cli.interactive = true;
            for (String wrong : List.of("", "\n", "y\n", "Shop\n")) {
                cli.input = wrong.getBytes(StandardCharsets.UTF_8);
                assertThat(cli.run(command, "--profile", "prod").exitCode).isEqualTo(2);
                assertThat(cli.err).contains("PRODUCTION", "shop at h:5432, as u", "Nothing was done");
            }
            assertThat(cli.engine.request).isNull();
            cli.input = "shop\n".getBytes(StandardCharsets.UTF_8);
            cli.run(command, "--profile", "prod");
            assertThat(cli.engine.request).isNotNull();
            cli.engine.request = null;
            cli.interactive = false;
            cli.run(command, "--profile", "prod", "--yes");
            assertThat(cli.engine.request).isNotNull();
        }
        cli.engine.request = null;
        cli.run("dry-run", "--profile", "prod");
        assertThat(cli.engine.request).as("a rehearsal asks nothing").isNotNull();
    }

    @Test
    void stagingAsksYesOrNo() {
        cli.environment.put("P", "secret");
        cli.run(
                "profiles",
                "add",
                "st",
                "--host",
                "h",
                "--database",
                "d",
                "--password-env",
                "P",
                "--environment",
                "staging");
        cli.interactive = true;
        cli.input = "\n".getBytes(StandardCharsets.UTF_8);
        assertThat(cli.run("migrate", "--profile", "st").exitCode).isEqualTo(2);
        assertThat(cli.engine.request).isNull();
        cli.input = "y\n".getBytes(StandardCharsets.UTF_8);
        cli.run("migrate", "--profile", "st");
        assertThat(cli.engine.request).isNotNull();
    }

    @Test
    void aConnectionIsTestedForReal() {
        Target target = TestServer.freshDatabase();
        cli.environment.put("P", target.address().password().reveal());
        cli.run("profiles", "add", "real", "--url", Addresses.display(target.address()), "--password-env", "P");
        assertThat(cli.run("profiles", "test", "real").out)
                .as(cli.err)
                .contains("✓ PostgreSQL 18", "can create tables in public", "superuser");
        var json = cli.run("profiles", "test", "real", "--json").json();
        assertThat(json.path("schema").asString()).isEqualTo("turnstone/1");
        assertThat(json.path("rights").path("superuser").asBoolean()).isTrue();
        cli.environment.put("P", CliRun.SECRET);
        assertThat(cli.run("profiles", "test", "real").exitCode).isEqualTo(3);
        assertThat(cli.err).contains("does not accept this password").doesNotContain(CliRun.SECRET);
    }

    @Test
    void importAndExportGoRound() throws Exception {
        Path services = Files.writeString(folder.resolve("pg_service.conf"), "[a]\nhost=h\n[b]\nhost=i\npassword=x\n");
        assertThat(cli.run("profiles", "import", services.toString()).out).contains("✓ a", "✓ b");
        assertThat(cli.err).contains("Passwords were not taken");
        String exported = cli.run("profiles", "export").out;
        cli.input = exported.getBytes(StandardCharsets.UTF_8);
        assertThat(cli.run("profiles", "import", "-").out).contains("a 2", "b 2");
        assertThat(cli.run("profiles", "export", "a 2").out).contains("host = \"h\"");
    }

    @Test
    void aDamagedFileIsToldWithItsLine() throws Exception {
        Files.writeString(folder.resolve("profiles.toml"), "[profile.x\n");
        assertThat(cli.run("profiles", "list").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("profiles.toml is damaged at line 1", "damaged-");
        assertThat(cli.run("profiles", "add", "y", "--host", "h").exitCode).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("profiles.toml"))).isEqualTo("[profile.x\n");
    }

    private void assertNowhere() throws Exception {
        assertThat(cli.all()).doesNotContain("s3cr", "et p@ss");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cr", "et p@ss");
            }
        }
    }

    private void script(String name, String body) throws Exception {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
