package org.turnstone.run;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.turnstone.connection.Target;
import org.turnstone.testing.TestServer;

/** On the built-in PostgreSQL 18, with what is new in it. */
class MeasuredImpactTest extends MeasuredImpact {
    @Override
    Target target() {
        return TestServer.freshDatabase();
    }

    static Stream<Case> since18() {
        return Stream.of(
                quick("alter table ord add column a int generated always as (cust * 2) virtual", "ord AE"),
                quick("alter table ord add constraint n not null note not valid", "ord AE"),
                quick("alter table ord add check (cust > 5) not enforced", "ord AE"),
                quick("grant select on ord to public", "ord AS"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void since18(Case each) throws Exception {
        check(each);
    }
}
