package org.turnstone.run;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.turnstone.connection.Target;
import org.turnstone.testing.Postgres15;

/** The same on an installed PostgreSQL 15. */
@EnabledIf("isHere")
class MeasuredImpactOn15Test extends MeasuredImpact {
    private Postgres15 server;

    static boolean isHere() {
        return Postgres15.isHere();
    }

    @Override
    Target target() throws Exception {
        server = new Postgres15();
        return server.freshDatabase("impact");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void before18AGrantLocksNothing() throws Exception {
        check(quick("grant select on ord to public", ""));
    }
}
