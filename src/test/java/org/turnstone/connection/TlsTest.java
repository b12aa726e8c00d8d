package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.ConnectionFailure.Kind;
import org.turnstone.testing.TestServer;
import org.turnstone.testing.TlsServer;

/** TLS modes against a real server, whose certificate is for localhost only. */
@Timeout(120)
class TlsTest {
    @TempDir
    static Path folder;

    private static TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(TlsServer.possible(), "openssl makes the certificates, and it is not installed here");
        server = new TlsServer(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyModeIsAsSafeAsItsNameSays() throws Exception {
        String ca = server.file("ca.crt");
        assertThat(encryption("localhost", "sslmode", "disable").on()).isFalse();
        assertThat(encryption("localhost", "sslmode", "allow").on()).isFalse();
        assertThat(encryption("localhost").version()).isEqualTo("TLSv1.3");
        assertThat(encryption("localhost", "sslmode", "prefer").cipher()).startsWith("TLS_");
        assertThat(encryption("127.0.0.1", "sslmode", "require").verified()).contains("not verified");
        assertThat(encryption("127.0.0.1", "sslmode", "require", "sslrootcert", ca)
                        .verified())
                .contains(ca, "may be for another host");
        assertThat(encryption("127.0.0.1", "sslmode", "verify-ca", "sslrootcert", ca)
                        .on())
                .isTrue();
        assertThat(encryption("localhost", "sslmode", "verify-full", "sslrootcert", ca)
                        .verified())
                .contains(ca, "be for localhost");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        assertThat(failure("127.0.0.1", "sslmode", "verify-full", "sslrootcert", server.file("ca.crt")))
                .contains("for another host than 127.0.0.1");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        String other = server.file("other-ca.crt");
        for (String mode : new String[] {"require", "verify-ca", "verify-full"}) {
            assertThat(failure("localhost", "sslmode", mode, "sslrootcert", other))
                    .contains("does not come from an authority in " + other);
        }
        assertThat(failure("localhost", "sslmode", "verify-full", "sslrootcert", "system"))
                .contains("does not come from");
        assertThat(failure("localhost", "sslrootcert", "system")).contains("does not come from");
    }

    @Test
    void settingsThatCannotWorkAreNamed() throws Exception {
        assertThat(failure("localhost", "sslmode", "verify-full", "sslrootcert", "/no/ca.crt"))
                .contains("/no/ca.crt cannot be read", "sslrootcert");
        assertThat(failure("localhost", "sslmode", "verify-ca", "sslrootcert", "system"))
                .contains("verify-full");
        Path text = Files.writeString(folder.resolve("no.crt"), "nothing");
        failure("localhost", "sslmode", "verify-ca", "sslrootcert", text.toString());
        Path old = Files.writeString(folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\n");
        assertThat(failure("localhost", "sslcert", server.file("client.crt"), "sslkey", old.toString()))
                .contains("openssl pkcs8 -topk8");
    }

    @Test
    void aServerWithoutTlsIsToldFromAWrongPassword() {
        Target plain = TestServer.freshDatabase();
        Address address = plain.address();
        for (String mode : new String[] {"require", "verify-full"}) {
            Map<String, String> parameters = Map.of("sslmode", mode, "sslrootcert", server.file("ca.crt"));
            Target target = new Target(
                    "t",
                    new Address(
                            "localhost",
                            address.port(),
                            address.database(),
                            address.user(),
                            address.password(),
                            parameters),
                    Limits.DEFAULT);
            ConnectionFailure failure = catchThrowableOfType(ConnectionFailure.class, () -> ConnectionTest.run(target));
            assertThat(failure.kind()).isEqualTo(Kind.TLS);
            assertThat(failure).hasMessageContaining("does not offer an encrypted connection");
        }
    }

    @Test
    void aClientCertificateLogsIn() throws Exception {
        for (String name : new String[] {"client", "client-ec"}) {
            Target target = server.targetOf(
                    "localhost",
                    "cert_user",
                    null,
                    "sslmode",
                    "verify-full",
                    "sslrootcert",
                    server.file("ca.crt"),
                    "sslcert",
                    server.file(name + ".crt"),
                    "sslkey",
                    server.file(name + ".key"));
            assertThat(ConnectionTest.run(target).server().user()).isEqualTo("cert_user");
        }
        Target without = server.targetOf("localhost", "cert_user", new Secret("x"), "sslmode", "require");
        ConnectionFailure failure = catchThrowableOfType(ConnectionFailure.class, () -> ConnectionTest.run(without));
        assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("certificate");
    }

    @Test
    void aServerThatInsistsOnTlsSaysSo() throws Exception {
        Target target = server.targetOf("localhost", "tls_user", new Secret("tls"), "sslmode", "disable");
        ConnectionFailure failure = catchThrowableOfType(ConnectionFailure.class, () -> ConnectionTest.run(target));
        assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("sslmode");
        Target allow = server.targetOf("localhost", "tls_user", new Secret("tls"), "sslmode", "allow");
        assertThat(ConnectionTest.run(allow).encryption().on()).isTrue();
    }

    @Test
    void theStatementSaysWhatIsVerified() {
        assertThat(TlsStatement.of(Tls.of(TlsMode.VERIFY_FULL), "db")).contains("root.crt", "be for db");
        assertThat(TlsStatement.of(Tls.of(TlsMode.DISABLE), "db")).contains("everybody on the way");
        assertThat(TlsStatement.of(Tls.of(TlsMode.PREFER), "localhost")).contains("enough on this machine");
        assertThat(TlsStatement.suggestion(Tls.DEFAULT, "db")).get().asString().contains("verify-full");
        assertThat(TlsStatement.suggestion(Tls.DEFAULT, "127.0.0.1")).isEmpty();
        assertThat(TlsMode.suggestedFor("localhost")).isEqualTo(TlsMode.PREFER);
        assertThat(TlsMode.suggestedFor("db")).isEqualTo(TlsMode.VERIFY_FULL);
    }

    private static Encryption encryption(String host, String... parameters) throws ConnectionFailure {
        return ConnectionTest.run(server.target(host, parameters)).encryption();
    }

    private static String failure(String host, String... parameters) {
        ConnectionFailure failure = catchThrowableOfType(
                ConnectionFailure.class, () -> ConnectionTest.run(server.target(host, parameters)));
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(Kind.TLS);
        return failure.getMessage();
    }
}
