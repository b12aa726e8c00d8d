package org.turnstone.format.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.locations.LocationParser;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptStatement;
import org.turnstone.format.ScriptText;

/** Scripts read by Flyway's own parser and sent as Flyway sends them, where its engine is not the one who does it. */
final class FlywayParser {
    private final Connection connection;
    private final FlywayProject settings;
    private final FluentConfiguration configuration;
    private final DatabaseType type;
    private final ParsingContext context = new ParsingContext();
    private final ResourceNameParser names;
    private final Scanner<?> resources;

    FlywayParser(RunConnection run, Project project) throws ProjectProblem {
        connection = run.connection();
        settings = FlywayProject.of(project);
        configuration = FlywaySettings.of(project, new OneConnection(connection));
        type = DatabaseTypeRegister.getDatabaseTypeForConnection(connection, configuration);
        JdbcConnectionFactory connections =
                new JdbcConnectionFactory(configuration.getDataSource(), configuration, null);
        context.populate(type.createDatabase(configuration, connections, null), configuration);
        names = new ResourceNameParser(configuration);
        resources = new Scanner<>(Object.class, configuration, configuration.getLocations());
    }

    FluentConfiguration configuration() {
        return configuration;
    }

    FlywayProject settings() {
        return settings;
    }

    SqlScript parse(Path file) {
        ResourceName name = names.parse(file.getFileName().toString());
        if (name.isValid()) {
            context.updateFilenamePlaceholder(name, configuration);
        }
        SqlScript script = type.createSqlScriptFactory(configuration, context)
                .createSqlScript(
                        new FileSystemResource(
                                LocationParser.parseLocation("filesystem:" + settings.folderOf(file)),
                                file.toString(),
                                configuration.getEncoding(),
                                configuration.isDetectEncoding(),
                                false),
                        configuration.isMixed(),
                        resources);
        script.validate();
        return script;
    }

    void carryOut(SqlScript script, ScriptText text, ScriptObserver observer) throws MigrationFailed {
        JdbcTemplate template = new JdbcTemplate(connection, type);
        try (var statements = script.getSqlStatements()) {
            SqlStatement each;
            while ((each = statements.next()) != null) {
                ScriptStatement statement = text.locate(each.getSql(), each.getLineNumber());
                if (!observer.statementStarted(statement)) {
                    continue;
                }
                Results results = each.execute(template, null, configuration);
                if (results.getException() != null) {
                    SQLException said = FlywayFormat.sqlCause(results.getException());
                    observer.statementFailed(statement, said);
                    throw new MigrationFailed(said.getMessage(), said);
                }
                observer.statementEnded(
                        statement,
                        results.getWarnings().stream().map(w -> w.getMessage()).toList());
            }
        }
    }
}
