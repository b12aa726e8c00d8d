package org.turnstone.format.flyway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;

/** flyway-core configured for one project, the way Turnstone runs it. */
final class FlywaySettings {
    /** Held, because java.util.logging forgets the level of a logger nobody holds. What Flyway says we say ourselves. */
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    /** A prefix no file has. */
    static final String NO_PREFIX = "turnstone-leaves-repeatables-out";

    static {
        FLYWAY_LOG.setLevel(Level.OFF);
    }

    private FlywaySettings() {}

    /** For a project whose migrations are in this folder. */
    static FluentConfiguration of(Path folder) {
        FluentConfiguration configuration = Flyway.configure(FlywaySettings.class.getClassLoader())
                .locations("filesystem:" + folder)
                .encoding(StandardCharsets.UTF_8)
                .failOnMissingLocations(true);
        // Turnstone holds Flyway's lock for the whole session. The transactional form would keep a second
        // transaction open beside the script's, for which CREATE INDEX CONCURRENTLY waits for ever; without it
        // script and history row are one transaction, too.
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }

    /** For a project and a connection that outlives Flyway. */
    static FluentConfiguration of(Project project, DataSource dataSource) {
        FluentConfiguration configuration = of(project.folder()).dataSource(dataSource);
        if (project.migrations().stream().noneMatch(m -> m.kind() == Migration.Kind.REPEATABLE)) {
            // A test on scratch replays the versions alone, before the repeatable ones find what they need.
            configuration.repeatableSqlMigrationPrefix(NO_PREFIX);
        }
        return configuration;
    }
}
