package org.turnstone.format.flyway;

import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.baseline.BaselineMigrationConfigurationExtension;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.turnstone.format.Migration;
import org.turnstone.format.ProjectProblem;

/** What a file's name says, by Flyway's own parser and the project's prefixes, separator and suffixes. */
final class FlywayNames {
    private final Configuration configuration;
    private final ResourceNameParser parser;
    private final String baselinePrefix;
    private final String undoPrefix;

    FlywayNames(FlywayProject settings) throws ProjectProblem {
        this.configuration = settings.configuration();
        this.parser = new ResourceNameParser(configuration);
        this.baselinePrefix = configuration
                .getPluginRegister()
                .getExact(BaselineMigrationConfigurationExtension.class)
                .getBaselineMigrationPrefix();
        this.undoPrefix = settings.undoPrefix();
    }

    /** The name when it is an SQL migration's. */
    Optional<ResourceName> migration(String fileName) {
        ResourceName name = parser.parse(fileName);
        return name.isValid()
                        && !name.getSuffix().isEmpty()
                        && (name.getPrefix().equals(configuration.getSqlMigrationPrefix())
                                || name.getPrefix().equals(configuration.getRepeatableSqlMigrationPrefix())
                                || name.getPrefix().equals(baselinePrefix))
                ? Optional.of(name)
                : Optional.empty();
    }

    Migration.Kind kind(ResourceName name) {
        if (name.getPrefix().equals(configuration.getRepeatableSqlMigrationPrefix())) {
            return Migration.Kind.REPEATABLE;
        }
        return name.getPrefix().equals(baselinePrefix) ? Migration.Kind.BASELINE : Migration.Kind.VERSIONED;
    }

    /** Which version a file takes back, when it is an undo script. */
    Optional<MigrationVersion> reverted(String fileName) {
        if (!fileName.startsWith(undoPrefix)) {
            return Optional.empty();
        }
        // The free edition's parser knows no undo scripts, and reads the same name with a migration's prefix.
        ResourceName name =
                parser.parse(configuration.getSqlMigrationPrefix() + fileName.substring(undoPrefix.length()));
        return name.isValid() && !name.getSuffix().isEmpty() && name.getVersion() != null
                ? Optional.of(name.getVersion())
                : Optional.empty();
    }
}
