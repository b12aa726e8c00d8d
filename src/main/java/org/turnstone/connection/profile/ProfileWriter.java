package org.turnstone.connection.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.turnstone.connection.Address;
import org.turnstone.connection.Host;
import org.turnstone.connection.Tls;

/** Puts a profile into its table; what is there already in the same meaning keeps its spelling. */
final class ProfileWriter {
    private final MutableTomlTable table;

    ProfileWriter(MutableTomlTable table) {
        this.table = table;
    }

    void write(Profile profile) {
        Address address = profile.address();
        text("environment", profile.environment().word());
        hosts(address.hosts());
        text("database", address.database());
        text("user", address.user());
        parameters(address.parameters());
        source(profile.password());
        Tls tls = profile.tls();
        text("tls", tls.mode().word());
        text("tls-root-certificate", tls.rootCertificate());
        text("tls-client-certificate", tls.clientCertificate());
        text("tls-client-key", tls.clientKey());
        text("lock-timeout", TimeText.of(profile.limits().lockTimeout()));
        text("statement-timeout", TimeText.of(profile.limits().statementTimeout()));
        searchPath(profile.setup().searchPath());
        text("role", profile.setup().role());
        text("note", profile.note());
    }

    /** Several hosts, or one with an IP address of its own, are a list in place of the two plain keys. */
    private void hosts(List<Host> hosts) {
        Host first = hosts.getFirst();
        if (hosts.size() == 1 && first.address() == null) {
            table.remove("hosts");
            text("host", first.name());
            value("port", (long) first.port());
            return;
        }
        table.remove("host");
        table.remove("port");
        MutableTomlArray array = MutableTomlArray.createInline();
        for (Host host : hosts) {
            MutableTomlTable one = MutableTomlTable.createInline();
            one.set("host", host.name());
            one.set("port", (long) host.port());
            if (host.address() != null) {
                one.set("address", host.address());
            }
            array.add(one);
        }
        table.set("hosts", array);
    }

    private void source(PasswordSource source) {
        text("password-from", source.word());
        text("password-variable", source instanceof PasswordSource.EnvironmentVariable(String name) ? name : "");
        text("password-command", source instanceof PasswordSource.Command(String line) ? line : "");
        PasswordSource.AwsSecret aws =
                source instanceof PasswordSource.AwsSecret found ? found : new PasswordSource.AwsSecret("", "", "");
        text("aws-secret", aws.secretId());
        text("aws-region", aws.region());
        text("aws-profile", aws.profile());
    }

    private void parameters(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            table.remove("parameters");
            return;
        }
        if (table.isTable("parameters") && table.getTable("parameters").toMap().equals(parameters)) {
            return;
        }
        MutableTomlTable inline = MutableTomlTable.createInline();
        parameters.forEach((name, value) -> inline.set(List.of(name), value));
        table.set("parameters", inline);
    }

    private void searchPath(List<String> schemas) {
        if (schemas.isEmpty()) {
            table.remove("search-path");
        } else if (!table.isArray("search-path")
                || !table.getArray("search-path").toList().equals(schemas)) {
            MutableTomlArray array = MutableTomlArray.createInline();
            schemas.forEach(array::add);
            table.set("search-path", array);
        }
    }

    private void text(String key, String text) {
        if (text.isEmpty()) {
            table.remove(key);
        } else {
            value(key, text);
        }
    }

    private void value(String key, Object value) {
        if (!Objects.equals(table.get(key), value)) {
            table.set(key, value);
        }
    }
}
