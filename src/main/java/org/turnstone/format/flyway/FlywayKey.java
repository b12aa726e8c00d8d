package org.turnstone.format.flyway;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A setting of Flyway's, and what Turnstone makes of it. */
enum FlywayKey {
    TEXT("table tablespace defaultSchema encoding placeholderPrefix placeholderSuffix placeholderSeparator"
            + " sqlMigrationPrefix repeatableSqlMigrationPrefix baselineMigrationPrefix sqlMigrationSeparator"
            + " baselineVersion baselineDescription target installedBy initSql undoSqlMigrationPrefix"),
    TRUTH("placeholderReplacement detectEncoding executeInTransaction validateOnMigrate validateMigrationNaming"
            + " failOnMissingTarget failOnMissingLocations baselineOnMigrate outOfOrder mixed group createSchemas"
            + " skipDefaultCallbacks"),
    LIST("schemas locations callbackLocations sqlMigrationSuffixes ignoreMigrationPatterns"),
    /** Says where the database is, and who enters: Turnstone has its own ways to be told. */
    CONNECTION("url user password jdbcProperties driver connectRetries connectRetriesInterval"),
    /** Makes no difference to what Turnstone does. */
    WITHOUT_EFFECT("cleanDisabled lockRetryCount postgresql.transactional.lock outputType outputProgress outputFile"
            + " outputLogsInJson outputQueryResults color loggers reportEnabled reportFilename provisionMode"
            + " communityDBSupportEnabled environment workingDirectory configFileEncoding configFiles"
            + " powershellExecutable scriptPlaceholderPrefix scriptPlaceholderSuffix id"),
    /** Has to do with migrations written in Java, which Turnstone does not run. */
    JAVA("callbacks migrationResolvers resolvers skipDefaultResolvers jarDirs"),
    /** Of Flyway's paid editions. */
    PAID("stream batch cherryPick dryRunOutput errorOverrides licenseKey email token kerberosConfigFile"),
    SKIPS("skipExecutingMigrations"),
    UNKNOWN("");

    /** Names that are tables of their own in TOML, with anything below them. */
    static final String PLACEHOLDERS = "placeholders.";

    private static final Map<String, FlywayKey> BY_NAME = Stream.of(values())
            .flatMap(k -> Stream.of(k.names.split(" ")).map(n -> Map.entry(n, k)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String names;

    FlywayKey(String names) {
        this.names = names;
    }

    /** @param name without {@code flyway.} before it */
    static FlywayKey of(String name) {
        if (name.startsWith(PLACEHOLDERS)) {
            return TEXT;
        }
        if (name.startsWith("jdbcProperties.")) {
            return CONNECTION;
        }
        return BY_NAME.getOrDefault(name, UNKNOWN);
    }
}
