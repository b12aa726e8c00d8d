package org.turnstone.format.flyway;

import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** flyway-core configured for one project and connection, the way Turnstone runs it. */
final class FlywaySettings {
    /** Held, because java.util.logging forgets the level of a logger nobody holds. What Flyway says we say ourselves. */
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    /** A prefix no file has. */
    static final String NO_PREFIX = "turnstone-leaves-repeatables-out";

    static {
        FLYWAY_LOG.setLevel(Level.OFF);
    }

    private FlywaySettings() {}

    /** For a connection that outlives Flyway. */
    static FluentConfiguration of(Project project, DataSource dataSource) throws ProjectProblem {
        FluentConfiguration configuration =
                FlywayProject.of(project).configuration().dataSource(dataSource);
        if (project.migrations().stream().noneMatch(m -> m.kind() == Migration.Kind.REPEATABLE)) {
            // A test on scratch replays the versions alone, before the repeatable ones find what they need.
            configuration.repeatableSqlMigrationPrefix(NO_PREFIX);
        }
        return configuration;
    }
}
