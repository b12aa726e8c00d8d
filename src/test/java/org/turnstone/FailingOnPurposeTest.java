package org.turnstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.turnstone.cli.Cli;
import org.turnstone.cli.Terminal;
import org.turnstone.connection.Address;
import org.turnstone.connection.PasswordForm;
import org.turnstone.connection.PercentEncoding;
import org.turnstone.connection.Target;
import org.turnstone.testing.Database;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/**
 * Fails in every way there is, in a process of its own, and searches everything it printed and wrote for the password:
 * raw, in every encoding, and in the pieces parsers cut it into.
 */
class FailingOnPurposeTest {
    @TempDir
    Path folder;

    private Target owner;
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void begin() {
        owner = TestServer.freshDatabase();
        new Scripts(folder.resolve("other/migrations")).with("V1__a.sql", "create table a (id int);");
        new Scripts(folder.resolve("migrations")).with("V1__a.sql", "create table a (id int);");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zq7x/1kW@3vT#pJ8%zzR",
                "Qw9'e\"rT\\y zU:8i$HOME&pL=o",
                "Xä7öü/ßÄ?ÖÜ+%41Kk9",
                "{\"k77\":\"Vv88<x>\"}, z99Z"
            })
    void nothingTellsThePassword(String password) throws Exception {
        String role = "leak_" + Integer.toHexString(password.hashCode());
        try (Database database = new Database(owner)) {
            database.execute("drop role if exists " + role);
            database.execute("create role " + role + " login password E'"
                    + password.replace("\\", "\\\\").replace("'", "\\'") + "'");
        }
        Address server = owner.address();
        String strict = PasswordForm.URL.encode(password);
        String here = "@127.0.0.1:" + server.port() + "/";
        String url = "postgresql://" + role + ":";
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("right", url + strict + here + server.database());
        ways.put("wrong host", url + strict + "@nobody.invalid/x");
        ways.put("wrong port", url + strict + "@127.0.0.1:1/x");
        ways.put("port that is none", url + strict + "@127.0.0.1:port/x");
        ways.put("raw", url + password + here + server.database());
        ways.put("cut off", url + password);
        ways.put("another's password", "postgresql://turnstone:" + strict + here + server.database());
        ways.put("wrong database", url + strict + here + "nowhere");
        ways.put("wrong TLS", url + strict + here + server.database() + "?sslmode=require");
        ways.put("JDBC", "jdbc:postgresql://127.0.0.1:1/x?user=" + role + "&password=" + password);
        ways.put("conninfo", "host=127.0.0.1 port=1 user=" + role + " password=" + password);
        for (Map.Entry<String, String> way : ways.entrySet()) {
            add(way.getKey(), Map.of("DATABASE_URL", way.getValue()), "status", "migrations", "-v");
        }
        Map<String, String> right = Map.of("DATABASE_URL", ways.get("right"));
        add(
                "migrate elsewhere",
                Map.of("DATABASE_URL", ways.get("wrong host")),
                "migrate",
                "migrations",
                "--json",
                "-v");
        add("report", right, "report", "migrations", "-o", "r.html", "r.md", "r.json");
        add("migrate", right, "migrate", "migrations", "-v");
        add("--url", Map.of(), "status", "migrations", "-v", "--url", ways.get("raw"));
        add("argument", Map.of(), "status", ways.get("raw"), "-v");
        Map<String, String> parts =
                Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1" + password, "DB_USER", role, "DB_PASS", password);
        add("parts", parts, "status", "migrations", "-v");
        Map<String, String> libpq =
                Map.of("PGHOST", "127.0.0.1", "PGPORT", "1", "PGUSER", role, "PGPASSWORD", password);
        add("libpq", libpq, "status", "migrations", "-v");
        Files.writeString(
                folder.resolve("other/.env"),
                "DB_HOST=127.0.0.1\nDB_PORT=1\nDB_PASS=" + PasswordForm.ENV.encode(password));
        add(".env", Map.of(), "status", "other/migrations", "-v");
        carryOut();
        Files.delete(folder.resolve("other/.env"));
        try (Stream<Path> written = Files.walk(folder)) {
            written.filter(Files::isRegularFile).forEach(file -> assertClean(file, password));
        }
        assertThat(folder.resolve("r.html")).isNotEmptyFile();
        assertThat(folder.resolve("out"))
                .content()
                .contains(
                        "== right, 0",
                        "== wrong host, 3",
                        "== cut off, 2",
                        "== migrate, 1",
                        "From",
                        "(kept to itself)");
    }

    private void add(String way, Map<String, String> environment, String... arguments) {
        List<String> fields = new ArrayList<>(List.of(way, String.valueOf(environment.size())));
        environment.forEach((name, value) -> fields.addAll(List.of(name, value)));
        fields.addAll(List.of(arguments));
        lines.add(String.join(
                " ", fields.stream().map(FailingOnPurposeTest::packed).toList()));
    }

    /** All in one other process, whose working and state folders are the test's. */
    private void carryOut() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("TURNSTONE_STATE", folder.resolve("state").toString());
        Process process = builder.start();
        try (Writer commands = process.outputWriter(StandardCharsets.US_ASCII)) {
            commands.write(String.join("\n", lines) + "\n");
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String packed(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the other process does: one command line after the other, each with an environment of its own. */
    static final class Program {
        private Program() {}

        public static void main(String[] none) throws IOException {
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                List<String> fields = Stream.of(line.split(" "))
                        .map(field -> new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8))
                        .toList();
                int names = Integer.parseInt(fields.get(1));
                Map<String, String> environment = new HashMap<>(
                        Map.of("HOME", Path.of("").toAbsolutePath().toString()));
                for (int i = 0; i < names; i++) {
                    environment.put(fields.get(2 + 2 * i), fields.get(3 + 2 * i));
                }
                Terminal terminal = new Terminal(
                        InputStream.nullInputStream(),
                        System.out,
                        System.err,
                        environment,
                        false,
                        () -> 80,
                        true,
                        false,
                        () -> null);
                List<String> arguments = fields.subList(2 + 2 * names, fields.size());
                int code = new Cli(Main.wiring(), terminal).run(arguments.toArray(String[]::new));
                System.out.println("== " + fields.getFirst() + ", " + code);
            }
        }
    }

    private static void assertClean(Path file, String password) {
        assertThat(read(file)).as("%s", file).doesNotContain(spellings(password));
    }

    private static List<String> spellings(String password) {
        List<String> spellings = new ArrayList<>(List.of(password.split("[^\\p{L}\\p{N}]+")));
        spellings.removeIf(piece -> piece.length() < 4 || piece.equals("HOME"));
        String strict = PercentEncoding.encode(password);
        spellings.addAll(List.of(
                password,
                strict,
                strict.toLowerCase(Locale.ROOT),
                URLEncoder.encode(password, StandardCharsets.UTF_8),
                password.replace("'", "''"),
                password.replace("\\", "\\\\").replace("'", "\\'"),
                password.replace("\"", "\\\"")));
        return spellings;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
