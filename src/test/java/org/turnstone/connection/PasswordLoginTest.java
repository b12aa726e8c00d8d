package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/** Every vector, and some that are in no list, logs in to a real PostgreSQL by SCRAM through what Turnstone wrote. */
@TestInstance(Lifecycle.PER_CLASS)
class PasswordLoginTest {
    private static final Path PSQL = Path.of("/usr/bin/psql");

    private Target owner;

    @BeforeAll
    void begin() {
        owner = TestServer.freshDatabase();
    }

    static Stream<PasswordVector> passwords() {
        RandomText random = new RandomText(20261121);
        Stream<PasswordVector> more = Stream.generate(random::next)
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length < 200)
                .limit(25)
                .map(text -> new PasswordVector("random " + text.length(), text, null, null));
        return Stream.concat(PasswordVector.all().stream(), more);
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void logsIn(PasswordVector vector) throws Exception {
        String role = "login_" + Integer.toHexString(vector.password().hashCode());
        try (Database database = new Database(owner)) {
            database.execute("set password_encryption = 'scram-sha-256'");
            database.execute("drop role if exists " + role);
            database.execute("create role " + role + " login password " + literal(vector.password()));
            assertThat(database.value("select rolpassword from pg_authid where rolname = '" + role + "'"))
                    .startsWith("SCRAM-SHA-256$");
        }
        Address address = new Address(
                owner.address().hosts(),
                owner.address().database(),
                role,
                new Secret(vector.password()),
                Map.of("sslmode", "disable"));
        for (String written : List.of(
                AddressWriter.url(address), AddressWriter.jdbcWithPassword(address), AddressWriter.conninfo(address))) {
            assertThat(whoEnters(Addresses.parse(written))).isEqualTo(role);
        }
        if (Files.isExecutable(PSQL)) {
            assertThat(psql(AddressWriter.url(address))).isEqualTo(role);
            assertThat(psql(AddressWriter.conninfo(address))).isEqualTo(role);
        }
        Address wrong = address.withPassword(new Secret(vector.password() + "x"));
        assertThat(refusal(wrong).kind()).isEqualTo(ConnectionFailure.Kind.AUTHENTICATION);
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void aShellKeepsTheWrittenLine(PasswordVector vector) throws Exception {
        assumeTrue(File.separatorChar == '/');
        assumeTrue(!vector.password().endsWith("\n"));
        String shown = output("sh", "-c", "printf %s " + PasswordForm.SHELL.encode(vector.password()));
        assertThat(shown).isEqualTo(vector.password());
        Address address = new Address("db", 5432, "shop", "anna", new Secret(vector.password()), Map.of("a", "b c"));
        assertThat(output("sh", "-c", AddressWriter.shell(address) + "; printf %s \"$DATABASE_URL\""))
                .isEqualTo(AddressWriter.url(address));
    }

    private static String whoEnters(Address address) throws Exception {
        try (Database database = new Database(Addresses.targetOf(address, Limits.DEFAULT))) {
            return database.value("select session_user");
        }
    }

    private static ConnectionFailure refusal(Address address) {
        try (Session session = Session.open(Addresses.targetOf(address, Limits.DEFAULT), "test")) {
            throw new AssertionError("let in: " + session.server());
        } catch (ConnectionFailure e) {
            return e;
        }
    }

    private static String psql(String address) throws Exception {
        return output(PSQL.toString(), "-X", "-A", "-t", "-c", "select session_user", address);
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return command[0].equals("sh") ? said : said.strip();
    }

    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
