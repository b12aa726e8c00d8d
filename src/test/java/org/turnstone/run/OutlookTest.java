package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.turnstone.testing.Database;

/** What goes on in a target is seen without changing it or waiting for it. */
class OutlookTest extends EngineFixture {
    @Test
    void aDatabaseIsOccupiedByWhatIsNeitherTheHistorysNorAnExtensions() throws Exception {
        scripts.with("V1__nothing.sql", "select 1;\n");
        migrate();
        database.execute("create extension if not exists pg_stat_statements");
        assertThat(engine.outlook(project(), target, Map.of()).occupied()).isFalse();
        database.execute("create schema shop");
        database.execute("create view shop.answers as select 42 a");
        assertThat(engine.outlook(project(), target, Map.of()).occupied()).isTrue();
    }

    @Test
    void sessionsInTheWayAreSeenAndOthersAreNot() throws Exception {
        scripts.with("V1__orders.sql", "create table orders (id int);\n");
        migrate();
        database.execute("insert into orders select generate_series(1, 1000)");
        database.execute("analyze orders");
        try (Database other = new Database(target)) {
            other.execute("begin");
            other.execute("lock table orders in share mode");
            Outlook all = engine.outlook(project(), target, Map.of("public.orders", "ACCESS EXCLUSIVE"));
            assertThat(all.blockers()).singleElement().satisfies(blocker -> {
                assertThat(blocker.state()).isEqualTo("idle in transaction");
                assertThat(blocker.age()).isNotNull();
                assertThat(blocker.query()).isNull();
            });
            assertThat(all.rows()).containsExactly(Map.entry("public.orders", 1000L));
            assertThat(engine.outlook(project(), target, Map.of("public.orders", "ROW EXCLUSIVE"))
                            .blockers())
                    .hasSize(1);
            assertThat(engine.outlook(project(), target, Map.of("public.orders", "SHARE"))
                            .blockers())
                    .isEmpty();
            other.execute("rollback");
        }
        Outlook free = engine.outlook(project(), target, Map.of("orders", "ACCESS EXCLUSIVE", "no.such", "SHARE"));
        assertThat(free.blockers()).isEmpty();
        assertThat(free.lockHolder()).isNull();
        assertThat(free.standby()).isFalse();
        assertThat(free.bytes()).isPositive();
        assertThat(free.latency()).isPositive();
    }
}
