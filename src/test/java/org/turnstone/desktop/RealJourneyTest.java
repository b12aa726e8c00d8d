package org.turnstone.desktop;

import org.turnstone.connection.Target;
import org.turnstone.run.Engine;

/** The journeys on the built-in PostgreSQL. */
class RealJourneyTest extends JourneyTest {
    @Override
    Engine engine() {
        return Desk.realEngine();
    }

    @Override
    Target emptyTarget(Engine made) throws Exception {
        return made.scratchDatabase("journey");
    }
}
