package org.turnstone.cli;

import java.util.List;
import java.util.Map;
import org.turnstone.cli.TextTable.Cell;
import org.turnstone.connection.Address;
import org.turnstone.connection.Host;
import org.turnstone.connection.Part;
import org.turnstone.connection.Provenance;
import org.turnstone.connection.ResolvedAddress;
import org.turnstone.report.Visible;

/** The parts of an address and where each came from, for people who wonder why it is this database. */
final class AddressView {
    private final Context context;

    AddressView(Context context) {
        this.context = context;
    }

    /** On standard error: it is not the result. */
    void print(ResolvedAddress resolved) {
        TextTable table = new TextTable().left("Address").left("").left("From");
        for (Map.Entry<Part, Provenance> entry : resolved.provenance().entrySet()) {
            table.row(
                    Cell.of(entry.getKey().words()),
                    Cell.of(Visible.line(context.discretion().clean(value(resolved.address(), entry.getKey())))),
                    Cell.of(Visible.line(entry.getValue().words())));
        }
        context.err().lines(table.lines(context.width(), context.ink()));
        resolved.remarks().forEach(context::warn);
        context.err().line("");
    }

    private static String value(Address address, Part part) {
        return switch (part.keyword()) {
            case "host" -> joined(address.hosts().stream().map(Host::name).toList());
            case "port" ->
                joined(address.hosts().stream()
                        .map(host -> String.valueOf(host.port()))
                        .toList());
            case "dbname" -> address.database();
            case "user" -> address.user();
            case "password" -> address.password() == null ? "" : "(kept to itself)";
            case "sslmode" -> address.parameters().getOrDefault("sslmode", "prefer");
            default ->
                Address.isSecret(part.keyword())
                        ? "(kept to itself)"
                        : address.parameters().getOrDefault(part.keyword(), "");
        };
    }

    private static String joined(List<String> values) {
        return String.join(",", values);
    }
}
