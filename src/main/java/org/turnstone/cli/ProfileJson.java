package org.turnstone.cli;

import org.turnstone.connection.ConnectionReport;
import org.turnstone.connection.Host;
import org.turnstone.connection.TlsStatement;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.report.JsonReport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Profiles and connection tests as {@code turnstone/1} documents. */
final class ProfileJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ProfileJson() {}

    static ObjectNode document() {
        return JsonReport.document();
    }

    static String text(ObjectNode document) {
        return JsonReport.text(document);
    }

    static ObjectNode of(Profile profile) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", profile.name());
        node.put("environment", profile.environment().word());
        ArrayNode hosts = node.putArray("hosts");
        for (Host host : profile.address().hosts()) {
            hosts.addObject().put("host", host.name()).put("port", host.port());
        }
        node.put("database", orNull(profile.address().database()));
        node.put("user", orNull(profile.address().user()));
        ObjectNode parameters = node.putObject("parameters");
        profile.address().parameters().forEach(parameters::put);
        node.set("password", source(profile.password()));
        node.putObject("tls")
                .put("mode", profile.tls().mode().word())
                .put("rootCertificate", orNull(profile.tls().rootCertificate()))
                .put("clientCertificate", orNull(profile.tls().clientCertificate()))
                .put("clientKey", orNull(profile.tls().clientKey()))
                .put(
                        "statement",
                        TlsStatement.of(profile.tls(), profile.address().host()));
        node.put("lockTimeoutMs", profile.limits().lockTimeout().toMillis());
        node.put("statementTimeoutMs", profile.limits().statementTimeout().toMillis());
        ArrayNode schemas = node.putArray("searchPath");
        profile.setup().searchPath().forEach(schemas::add);
        node.put("role", orNull(profile.setup().role()));
        node.put("note", orNull(profile.note()));
        return node;
    }

    private static ObjectNode source(PasswordSource source) {
        ObjectNode node = JSON.createObjectNode().put("from", source.word());
        switch (source) {
            case PasswordSource.EnvironmentVariable(String name) -> node.put("variable", name);
            case PasswordSource.Command(String line) -> node.put("command", line);
            case PasswordSource.AwsSecret(String id, String region, String profile) ->
                node.put("secret", id).put("region", orNull(region)).put("profile", orNull(profile));
            case PasswordSource.AskEachTime _,
                    PasswordSource.KeptForSession _,
                    PasswordSource.Keychain _,
                    PasswordSource.PgPass _ -> {}
        }
        return node;
    }

    static ObjectNode of(ConnectionReport report) {
        ObjectNode node = document();
        node.putObject("server")
                .put("version", report.server().version())
                .put("database", report.server().database())
                .put("user", report.server().user())
                .put("standby", report.server().standby());
        node.put("schemaForNewTables", orNull(report.schema()));
        node.put("latencyMicros", report.latency().toNanos() / 1000);
        node.putObject("tls")
                .put("version", orNull(report.encryption().version()))
                .put("cipher", orNull(report.encryption().cipher()))
                .put("verified", report.encryption().verified());
        ObjectNode rights = node.putObject("rights");
        rights.put("createInSchema", report.rights().createInSchema())
                .put("createSchema", report.rights().createSchema())
                .put("createDatabase", report.rights().createDatabase())
                .put("superuser", report.rights().superuser());
        ObjectNode histories = rights.putObject("mayReadHistory");
        report.rights().histories().forEach(histories::put);
        node.put("readOnly", report.readOnly());
        node.put("pooler", report.pooled());
        ObjectNode settings = node.putObject("settings");
        report.settings().forEach(settings::put);
        ArrayNode remarks = node.putArray("remarks");
        report.remarks().forEach(remarks::add);
        return node;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
