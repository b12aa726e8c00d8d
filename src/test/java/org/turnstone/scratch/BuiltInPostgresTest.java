package org.turnstone.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.testing.Eventually;

@Timeout(60)
class BuiltInPostgresTest {
    /** Shared by all tests, and kept between builds: the programs are unpacked once. */
    static final Path CACHE = Path.of("target", "scratch-cache").toAbsolutePath();

    private static BuiltInPostgres postgres;

    @BeforeAll
    static void start() throws ConnectionFailure {
        postgres = new BuiltInPostgres(CACHE);
        postgres.createDatabase("makes the cache whole");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void startsWithTheFirstDatabaseAndLeavesNothing() throws Exception {
        Path folder;
        try (var postgres = new BuiltInPostgres(CACHE)) {
            assertThat(postgres.runningVersion()).isEmpty();
            assertThat(postgres.version()).isEqualTo("18.6");
            postgres.dropDatabase("never created");
            assertThat(postgres.runningVersion()).isEmpty();

            var target = postgres.createDatabase("shop");

            assertThat(target.name()).isEqualTo("shop");
            assertThat(target.address().database()).isEqualTo("shop");
            assertThat(postgres.runningVersion()).contains("18.6");
            assertThat(answer(target, "SHOW server_version")).isEqualTo("18.6");
            assertThat(answer(target, "SELECT usesuper FROM pg_user WHERE usename = current_user"))
                    .isEqualTo("t");
            folder = clusterFolder(target);
            assertThat(folder).isDirectory();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void isSetUpToBeThrownAway() throws Exception {
        var target = postgres.createDatabase("shop");
        assertThat(answer(target, "SHOW fsync")).isEqualTo("off");
        assertThat(answer(target, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(answer(
                        target,
                        "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = 'shop'"))
                .isEqualTo("b C.UTF-8");
        assertThat(answer(target, "SHOW unix_socket_directories")).isEmpty();
        execute(target, "CREATE EXTENSION pgcrypto");
        execute(target, "VACUUM");
    }

    @Test
    void namesAreUsedAsGivenButUnique() throws Exception {
        var longName = "ü".repeat(40);
        assertThat(postgres.createDatabase("a \"b\" {c}").name()).isEqualTo("a \"b\" {c}");
        assertThat(postgres.createDatabase("a \"b\" {c}").name()).isEqualTo("a \"b\" {c}_2");
        assertThat(postgres.createDatabase(longName).name()).isEqualTo("ü".repeat(31));
        var second = postgres.createDatabase(longName);
        assertThat(second.name()).isEqualTo("ü".repeat(30) + "_2");
        assertThat(answer(second, "SELECT current_database()")).isEqualTo(second.name());
    }

    @Test
    void dropsADatabaseInUse() throws Exception {
        var target = postgres.createDatabase("shop");
        try (var session = connect(target)) {
            postgres.dropDatabase(target.name());
            assertThat(session.isValid(1)).isFalse();
        }
        assertThatThrownBy(() -> connect(target)).hasMessageContaining("does not exist");
        postgres.dropDatabase(target.name());
    }

    @Test
    void onlyThisMachineAndOnlyThePasswordGetsIn() throws Exception {
        var target = postgres.createDatabase("shop");
        var address = target.address();
        assertThatThrownBy(() -> DriverManager.getConnection(url(target), address.user(), "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        var addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(inet -> inet instanceof Inet4Address && !inet.isLoopbackAddress())
                .toList();
        for (var inet : addresses) {
            assertThatThrownBy(() -> {
                        try (var socket = new Socket()) {
                            socket.connect(new InetSocketAddress(inet, address.port()), 1000);
                        }
                    })
                    .isInstanceOf(ConnectException.class);
        }
        assertThat(answer(target, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        try (var files = Files.walk(CACHE.resolve("templates"), 2)) {
            assertThat(files.filter(file -> file.endsWith("password")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void twoDoNotDisturbEachOther() throws Exception {
        try (var one = new BuiltInPostgres(CACHE)) {
            var first = one.createDatabase("shop");
            try (var two = new BuiltInPostgres(CACHE)) {
                var second = two.createDatabase("shop");
                assertThat(second.address().port()).isNotEqualTo(first.address().port());
                execute(first, "CREATE TABLE only_here ()");
                assertThat(answer(second, "SELECT to_regclass('only_here')")).isNull();
            }
            assertThat(answer(first, "SELECT to_regclass('only_here')")).isEqualTo("only_here");
        }
    }

    @Test
    void startsAgainAfterItsServerWasKilled() throws Exception {
        try (var postgres = new BuiltInPostgres(CACHE)) {
            var dead = postgres.createDatabase("shop");
            server(dead).destroyForcibly();
            while (postgres.runningVersion().isPresent()) {
                Pause.milliseconds(5);
            }
            assertThat(answer(postgres.createDatabase("shop"), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void closingTwiceIsFineAndFinal() throws Exception {
        var postgres = new BuiltInPostgres(CACHE);
        postgres.createDatabase("shop");
        Thread.currentThread().interrupt();
        postgres.close();
        assertThat(Thread.interrupted()).isTrue();
        postgres.close();
        assertThatThrownBy(() -> postgres.createDatabase("shop"))
                .isInstanceOf(ConnectionFailure.class)
                .hasMessageContaining("closed");
    }

    @Test
    void worksWhereThePathHasSpacesAndOtherLetters(@TempDir Path temp) throws Exception {
        var cache = withPrograms(temp.resolve("Köln's cache, 東京"));
        Path folder;
        try (var postgres = new BuiltInPostgres(cache)) {
            var target = postgres.createDatabase("shop");
            folder = clusterFolder(target);
            assertThat(answer(target, "SELECT 1")).isEqualTo("1");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aDamagedTemplateIsMadeAnew() throws Exception {
        var template = only(CACHE.resolve("templates"));
        var before = Files.readString(template.resolve("password"));
        Files.delete(template.resolve("data/global/pg_control"));

        databaseIn(CACHE);

        assertThat(Files.readString(template.resolve("password"))).isNotEqualTo(before);
    }

    /** The file is there and as large as ever, so only the server's failing tells. */
    @Test
    void aTemplateOfGarbageIsMadeAnew() throws Exception {
        var control = only(CACHE.resolve("templates")).resolve("data/global/pg_control");
        Files.write(control, new byte[(int) Files.size(control)]);

        databaseIn(CACHE);
    }

    @Test
    void missingProgramsAreUnpackedAgain() throws Exception {
        var missing = only(CACHE.resolve("postgres")).resolve("share/postgresql/extension/pgcrypto.control");
        Files.delete(missing);

        databaseIn(CACHE);

        assertThat(missing).exists();
    }

    @Test
    void whatAKilledTurnstoneHadBegunIsForgotten() throws Exception {
        var begun = Files.createDirectories(CACHE.resolve("templates/.new-1234/data"));
        Files.deleteIfExists(only(CACHE.resolve("templates")).resolve("seal"));

        databaseIn(CACHE);

        assertThat(begun).doesNotExist();
    }

    /** At the first question, in the middle of the copy of the template, before the server and while it starts. */
    @Test
    void aStartThatIsGivenUpLeavesNothing() throws Exception {
        var cache = Cache.in(CACHE, PostgresBinaries.ofThisMachine(), ServerAccount.choose());
        long files = filesIn(only(CACHE.resolve("templates")).resolve("data"));
        assertThat(files).isGreaterThan(100);
        var clusters = namesIn(CACHE.resolve("clusters"));
        for (long moment : new long[] {0, files / 2, files, files + 1}) {
            var asked = new AtomicLong();
            assertThatThrownBy(() -> cache.start(() -> asked.getAndIncrement() >= moment))
                    .as("given up at question %s", moment)
                    .hasMessage("Turnstone is closing");
            assertThat(namesIn(CACHE.resolve("clusters"))).isEqualTo(clusters);
        }
        databaseIn(CACHE);
    }

    @Test
    void closingDoesNotWaitForATemplateWhichTheNextStartMakesAnew(@TempDir Path temp) throws Exception {
        var cache = withPrograms(temp);
        var postgres = new BuiltInPostgres(cache);
        var start = CompletableFuture.supplyAsync(() -> {
            try {
                return postgres.createDatabase("shop").name();
            } catch (ConnectionFailure e) {
                return e.getMessage();
            }
        });
        var templates = cache.resolve("templates");
        Eventually.holds(
                "a template is begun",
                () -> Files.isDirectory(templates) && !namesIn(templates).isEmpty());
        var begun = namesIn(templates);

        postgres.close();

        assertThat(start.get(60, TimeUnit.SECONDS)).contains("Turnstone is closing");
        assertThat(namesIn(templates))
                .isEqualTo(begun)
                .singleElement()
                .asString()
                .startsWith(".new-");
        assertThat(namesIn(cache.resolve("clusters"))).isEmpty();
        databaseIn(cache);
        assertThat(namesIn(templates)).singleElement().asString().doesNotStartWith(".");
    }

    private static long filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void rootWithoutUserNamespacesBecomesNobody() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && ServerAccount.NOBODY.works());
        var cache = Path.of("/var/tmp/turnstone-root");
        boolean wasThere = Files.exists(cache);
        try (var postgres = new BuiltInPostgres(CACHE, ServerAccount.NOBODY)) {
            var target = postgres.createDatabase("shop");
            assertThat(Path.of(answer(target, "SHOW data_directory"))).startsWith(cache);
            assertThat(Files.getAttribute(Path.of("/proc/" + server(target).pid()), "unix:uid"))
                    .isEqualTo(65534);
            assertThat(only(cache.resolve("postgres")).resolve("bin/postgres")).isExecutable();
        }
        try (var left = Files.list(cache.resolve("clusters"))) {
            assertThat(left).isEmpty();
        }
        if (!wasThere) {
            Trees.delete(cache);
        }
    }

    @Test
    void aFailingProgramsLastWordsAreInTheMessage(@TempDir Path temp) throws Exception {
        var unlucky = new ServerAccount(List.of("sh", "-c", "echo out of luck; exit 3"), ServerAccount.OURSELVES);
        var binaries = PostgresBinaries.ofThisMachine();
        var programs = Programs.in(withPrograms(temp), binaries, unlucky, Closing.NEVER);
        assertThatThrownBy(() -> ClusterTemplate.in(temp, binaries, programs, Closing.NEVER))
                .isInstanceOf(ServerFailure.class)
                .hasMessage("initdb ended with 3:\nout of luck");
    }

    /** Unpacking takes longest, so the programs are the shared cache's. */
    private static Path withPrograms(Path cache) throws IOException {
        var from = CACHE.resolve("postgres");
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                var place = cache.resolve("postgres").resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.createLink(place, file);
                }
            }
        }
        return cache;
    }

    private static void databaseIn(Path cache) throws Exception {
        try (var postgres = new BuiltInPostgres(cache)) {
            var target = postgres.createDatabase("shop");
            assertThat(answer(target, "SELECT count(*) FROM pg_timezone_names WHERE name = 'Europe/Berlin'"))
                    .isEqualTo("1");
        }
    }

    /** That of the built-in one: other tests start installed ones from the same cache. */
    private static Path only(Path parent) throws IOException {
        try (var folders = Files.list(parent)) {
            return folders.filter(folder -> !folder.getFileName().toString().matches("(\\.|installed-).*"))
                    .findAny()
                    .orElseThrow();
        }
    }

    static Path clusterFolder(Target target) throws SQLException {
        return Path.of(answer(target, "SHOW data_directory")).getParent();
    }

    static ProcessHandle server(Target target) throws SQLException {
        var data = Path.of(answer(target, "SHOW data_directory"));
        return ProcessHandle.of(PostmasterFile.read(data).orElseThrow().pid()).orElseThrow();
    }

    static void execute(Target target, String sql) throws SQLException {
        try (var connection = connect(target);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String answer(Target target, String sql) throws SQLException {
        try (var connection = connect(target);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static Connection connect(Target target) throws SQLException {
        var address = target.address();
        return DriverManager.getConnection(
                url(target), address.user(), address.password().reveal());
    }

    private static String url(Target target) {
        var address = target.address();
        return "jdbc:postgresql://" + address.host() + ":" + address.port() + "/"
                + URLEncoder.encode(address.database(), StandardCharsets.UTF_8);
    }
}
