package org.turnstone.format.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.turnstone.format.FilledScript;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** What Flyway writes where a script has placeholders: the project's values, and those it makes itself. */
final class FlywayPlaceholders {
    private FlywayPlaceholders() {}

    static FilledScript fill(Connection connection, Project project, Path file, String text) throws ProjectProblem {
        FlywayProject settings = FlywayProject.of(project);
        FluentConfiguration plain = settings.configuration();
        if (!text.contains(plain.getPlaceholderPrefix()) || !new FlywayScripts(settings).replacesPlaceholders(file)) {
            return FilledScript.of(text);
        }
        FluentConfiguration configuration = FlywaySettings.of(project, new OneConnection(connection));
        DatabaseType type = DatabaseTypeRegister.getDatabaseTypeForConnection(connection, configuration);
        var connections = new JdbcConnectionFactory(configuration.getDataSource(), configuration, null);
        var context = new ParsingContext();
        context.populate(type.createDatabase(configuration, connections, null), configuration);
        ResourceName name =
                new ResourceNameParser(configuration).parse(file.getFileName().toString());
        if (name.isValid()) {
            context.updateFilenamePlaceholder(name, configuration);
        }
        // Flyway takes their names in capitals, too.
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(configuration.getPlaceholders());
        values.putAll(context.getPlaceholders());
        return FilledScript.of(
                text, configuration.getPlaceholderPrefix(), configuration.getPlaceholderSuffix(), values);
    }
}
