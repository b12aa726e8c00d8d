package org.turnstone.desktop;

import org.turnstone.connection.Target;
import org.turnstone.run.Engine;

/** The journeys without a database. */
class PretendJourneyTest extends JourneyTest {
    @Override
    Engine engine() {
        return new PretendEngine();
    }

    @Override
    Target emptyTarget(Engine made) {
        return PretendEngine.target("journey");
    }
}
