package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.turnstone.connection.ConnectionFailure.Kind;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

@Timeout(60)
class ConnectionTestTest {
    private final Target target = TestServer.freshDatabase();

    @Test
    void itReportsWhatARunNeedsToKnow() throws Exception {
        ConnectionReport report = ConnectionTest.run(target);
        assertThat(report.server().version()).startsWith("18");
        assertThat(report.schema()).isEqualTo("public");
        assertThat(report.rights().superuser()).isTrue();
        assertThat(report.rights().createInSchema()).isTrue();
        assertThat(report.readOnly()).isFalse();
        assertThat(report.pooled()).isFalse();
        assertThat(report.encryption().verified()).contains("nothing leaves this machine");
        assertThat(report.remarks()).isEmpty();
        assertThat(report.summary())
                .matches("PostgreSQL 18\\.\\d+ in [\\d.]+ ms · not encrypted · can create tables in public");
    }

    @Test
    void aRoleThatMayOnlyReadIsTold() throws Exception {
        try (Database database = new Database(target)) {
            database.execute("create table flyway_schema_history (x int)");
            database.execute("create role reader_" + unique() + " login password 'r'");
            database.execute("alter role reader_" + unique() + " set default_transaction_read_only = on");
            database.execute("alter role reader_" + unique() + " set search_path = nowhere");
        }
        ConnectionReport report = ConnectionTest.run(as("reader_" + unique(), "r"));
        assertThat(report.readOnly()).isTrue();
        assertThat(report.rights().histories()).containsEntry("public.flyway_schema_history", false);
        assertThat(report.summary()).endsWith("no schema to create tables in");
        assertThat(report.remarks())
                .anyMatch(r -> r.contains("read-only"))
                .anyMatch(r -> r.contains("search path nowhere"))
                .anyMatch(r -> r.contains("may not read the history public.flyway_schema_history"));
    }

    @Test
    void aRoleAndASearchPathHoldForEverySession() throws Exception {
        String owner = "Owner \"" + unique();
        try (Database database = new Database(target)) {
            database.execute("create role \"" + owner.replace("\"", "\"\"") + "\"");
            database.execute("create schema \"App, x\" authorization \"" + owner.replace("\"", "\"\"") + "\"");
        }
        SessionSetup setup = new SessionSetup(List.of("App, x", "public"), owner);
        Target set = new Target("t", target.address(), Limits.DEFAULT, setup);
        assertThat(ConnectionTest.run(set).schema()).isEqualTo("App, x");
        try (Database database = new Database(set)) {
            assertThat(database.value("select current_user")).isEqualTo(owner);
            database.execute("create table t (x int)");
            assertThat(database.value("select schemaname from pg_tables where tablename = 't'"))
                    .isEqualTo("App, x");
        }
        SessionSetup none = new SessionSetup(List.of(), "nobody here");
        assertThat(failure(new Target("t", target.address(), Limits.DEFAULT, none), Kind.RIGHTS))
                .contains("role nobody here", "no such role");
    }

    @Test
    void everyFailureIsOfItsKindAndSaysWhatToTry() throws Exception {
        try (Database database = new Database(target)) {
            database.execute("create role entrant_" + unique() + " login password 'right'");
            database.execute("revoke connect on database " + target.address().database() + " from public");
        }
        String user = "entrant_" + unique();
        assertThat(failure(at("no-such-host.invalid", 5432, "x", "u"), Kind.NAME_RESOLUTION))
                .contains("VPN");
        assertThat(failure(at("127.0.0.1", 1, "x", "u"), Kind.REACHABILITY)).contains("firewall");
        assertThat(failure(as(user, "wr%ng p@ss"), Kind.AUTHENTICATION))
                .contains("does not accept this password for user " + user)
                .doesNotContain("wr%ng");
        assertThat(failure(as(user, ""), Kind.AUTHENTICATION)).contains("asks for a password, and there is none");
        assertThat(failure(as(user, "right"), Kind.RIGHTS)).contains("may not enter database");
        Address address = target.address();
        Address missing =
                new Address(address.host(), address.port(), "missing", address.user(), address.password(), Map.of());
        assertThat(failure(new Target("t", missing, Limits.DEFAULT), Kind.DATABASE))
                .contains("no database named missing");
    }

    @Test
    void somethingElseThanPostgresIsNamedAsSuch() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!other.isClosed()) {
                    try (Socket socket = other.accept()) {
                        socket.getInputStream().read();
                    } catch (java.io.IOException e) {
                        return;
                    }
                }
            });
            assertThat(failure(at("127.0.0.1", other.getLocalPort(), "x", "u"), Kind.REACHABILITY))
                    .contains("closed it at once");
        }
    }

    private String unique() {
        return target.address().database();
    }

    private Target as(String user, String password) {
        Address address = target.address();
        return new Target(
                "t",
                new Address(address.host(), address.port(), address.database(), user, new Secret(password), Map.of()),
                Limits.DEFAULT);
    }

    private static Target at(String host, int port, String database, String user) {
        return new Target("t", new Address(host, port, database, user, new Secret("p"), Map.of()), Limits.DEFAULT);
    }

    private static String failure(Target wrong, Kind kind) {
        ConnectionFailure failure = catchThrowableOfType(ConnectionFailure.class, () -> ConnectionTest.run(wrong));
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        return failure.getMessage();
    }
}
