package org.turnstone.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Target;

class BuiltInPostgresTest {
    private static final Path CACHE = Path.of("target", "scratch-cache").toAbsolutePath();

    @Test
    void createsADatabaseAndGoesAway() throws Exception {
        try (var postgres = new BuiltInPostgres(CACHE)) {
            assertThat(postgres.runningVersion()).isEmpty();
            var target = postgres.createDatabase("shop");
            assertThat(target.name()).isEqualTo("shop");
            assertThat(postgres.runningVersion()).contains("18.6");
            assertThat(answer(target, "SELECT current_database() || current_user"))
                    .isEqualTo("shopturnstone");
            postgres.dropDatabase("shop");
        }
        try (var left = Files.list(CACHE.resolve("clusters"))) {
            assertThat(left).isEmpty();
        }
    }

    static String answer(Target target, String sql) throws SQLException {
        try (var connection = connect(target);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static Connection connect(Target target) throws SQLException {
        var address = target.address();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(),
                address.user(),
                address.password().reveal());
    }
}
