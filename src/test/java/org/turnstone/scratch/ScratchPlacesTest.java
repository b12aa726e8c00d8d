package org.turnstone.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/** Scratch databases elsewhere than on the built-in PostgreSQL, and what becomes of them. */
@Timeout(60)
class ScratchPlacesTest {
    @Test
    void anInstalledPostgresIsFoundAndStartedBesideItsOwnServers() throws Exception {
        List<InstalledPostgres> installed = InstalledPostgres.find();
        assertThat(installed).as(".ci/run installs one").isNotEmpty();
        InstalledPostgres one = installed.getLast();
        assertThat(InstalledPostgres.best(one.major())).get().matches(found -> found.major() == one.major());
        assertThat(InstalledPostgres.best(3)).contains(installed.getFirst());

        Path folder;
        try (BuiltInPostgres server = new BuiltInPostgres(BuiltInPostgresTest.CACHE).from(one)) {
            Target scratch = server.create();
            try (Database database = new Database(scratch)) {
                assertThat(database.value("show server_version")).startsWith(one.version());
                assertThat(database.value("show fsync")).isEqualTo("off");
                database.execute("create table t (id int); insert into t values (7)");
            }
            try (Database copy = new Database(server.copy(scratch))) {
                assertThat(copy.value("select id from t")).isEqualTo("7");
            }
            folder = BuiltInPostgresTest.clusterFolder(scratch);
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void rolesThatScriptsMadeGoWithTheirDatabase() throws Exception {
        try (BuiltInPostgres server = new BuiltInPostgres(BuiltInPostgresTest.CACHE)) {
            Target scratch = server.create();
            try (Database database = new Database(scratch)) {
                database.execute("create role \"app's\"; create table t (); grant select on t to \"app's\"");
            }
            server.dropNewRoles();
            try (Database database = new Database(scratch)) {
                assertThat(database.rows("select rolname from pg_roles where rolname = 'app''s'"))
                        .as("a table still needs it")
                        .hasSize(1);
            }
            server.drop(scratch);
            server.dropNewRoles();
            try (Database database = new Database(server.create())) {
                assertThat(database.rows("select rolname from pg_roles where rolname = 'app''s'"))
                        .isEmpty();
            }
        }
    }

    @Test
    void aKeptDatabaseOutlivesItsTurnstoneUntilItIsDropped() throws Exception {
        KeptDatabase kept;
        try (BuiltInPostgres server = new BuiltInPostgres(BuiltInPostgresTest.CACHE)) {
            Target scratch = server.create();
            try (Database database = new Database(scratch)) {
                database.execute("create table t ()");
            }
            kept = server.keep(scratch);
        }
        try (BuiltInPostgres next = new BuiltInPostgres(BuiltInPostgresTest.CACHE)) {
            next.create();
            assertThat(KeptDatabase.all(BuiltInPostgresTest.CACHE)).contains(kept);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.passwordFile())))
                .isEqualTo("rw-------");
        String[] line = Files.readString(kept.passwordFile()).strip().split(":");
        Address address =
                new Address(line[0], kept.port(), kept.name(), line[3], new Secret(line[4]), java.util.Map.of());
        assertThat(kept.url()).doesNotContain(line[4]);
        Target target = new Target("kept", address, org.turnstone.connection.Limits.DEFAULT);
        try (Database database = new Database(target)) {
            assertThat(database.rows("select 1 from t")).isEmpty();
        }
        kept.drop(BuiltInPostgresTest.CACHE);
        assertThat(kept.folder()).doesNotExist();
        assertThat(KeptDatabase.all(BuiltInPostgresTest.CACHE)).doesNotContain(kept);
        assertThatThrownBy(() -> new Database(target)).isInstanceOf(ConnectionFailure.class);
    }

    @Test
    void aTemporaryDatabaseIsLikeTheTargetsAndGoesAway() throws Exception {
        Target target = TestServer.freshDatabase();
        try (Database database = new Database(target)) {
            database.execute("create role owner_" + target.name() + " login createdb password 'secret'");
            database.execute("alter database " + target.name() + " set search_path = app, \"$user\", public");
            database.execute("alter database " + target.name() + " set intervalstyle = 'iso_8601'");
            Target ofOwner = as(target, "owner_" + target.name(), "secret");
            String name;
            try (TemporaryDatabases temporary = TemporaryDatabases.on(ofOwner, "turnstone test")) {
                Target scratch = temporary.create();
                name = scratch.name();
                assertThat(name).startsWith(TemporaryDatabases.PREFIX);
                try (Database made = new Database(scratch)) {
                    assertThat(made.value("show search_path")).isEqualTo("app, \"$user\", public");
                    assertThat(made.value("show intervalstyle")).isEqualTo("iso_8601");
                    assertThat(made.value("select current_user")).isEqualTo("owner_" + target.name());
                }
                try (TemporaryDatabases other = TemporaryDatabases.on(ofOwner, "turnstone other")) {
                    assertThat(other.leftovers())
                            .as("one that somebody works with is not left over")
                            .extracting("name")
                            .doesNotContain(name);
                }
            }
            assertThat(database.rows("select 1 from pg_database where datname = '" + name + "'"))
                    .isEmpty();
            database.execute("alter role owner_" + target.name() + " nocreatedb");
            try (TemporaryDatabases temporary = TemporaryDatabases.on(ofOwner, "turnstone test")) {
                assertThatThrownBy(temporary::create).hasMessageContaining("CREATEDB");
            }
        }
    }

    @Test
    void whatAKilledTurnstoneLeftIsFoundByItsNameAndOwner() throws Exception {
        Target target = TestServer.freshDatabase();
        String left = "turnstone_scratch_" + target.name() + "_left";
        String others = "turnstone_scratch_" + target.name() + "_others";
        try (Database database = new Database(target)) {
            String owner = "left_" + target.name();
            database.execute("create role " + owner + " login createdb password 'secret'");
            database.execute("create database " + left + " owner " + owner);
            database.execute("create database " + others);
            String kept;
            try (TemporaryDatabases temporary = TemporaryDatabases.on(as(target, owner, "secret"), "turnstone test")) {
                Target looked = temporary.create();
                kept = looked.name();
                temporary.keep(looked);
            }
            try (TemporaryDatabases temporary = TemporaryDatabases.on(as(target, owner, "secret"), "turnstone test")) {
                assertThat(temporary.leftovers())
                        .containsExactlyInAnyOrder(
                                new TemporaryDatabases.Found(left, false), new TemporaryDatabases.Found(kept, true));
                temporary.dropLeftover(left);
                temporary.dropLeftover(kept);
                assertThat(temporary.leftovers()).isEmpty();
                assertThatThrownBy(() -> temporary.dropLeftover(target.name()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            database.execute("drop database " + others);
        }
    }

    private static Target as(Target target, String user, String password) {
        Address at = target.address();
        return new Target(
                target.name(),
                new Address(at.hosts(), at.database(), user, new Secret(password), at.parameters()),
                target.limits());
    }
}
