package org.turnstone.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionReport;
import org.turnstone.connection.Host;
import org.turnstone.connection.Rights;
import org.turnstone.connection.Tls;
import org.turnstone.connection.TlsStatement;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.Profile;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;

/** Profiles and connection tests, for people. */
final class ProfileView {
    private final Context context;

    ProfileView(Context context) {
        this.context = context;
    }

    void list(List<Profile> profiles) {
        TextTable table = new TextTable()
                .left("NAME")
                .left("ENVIRONMENT")
                .left("DATABASE")
                .left("PASSWORD")
                .left("TLS")
                .yield(3, 12)
                .yield(2, 20)
                .yield(0, 12);
        for (Profile profile : profiles) {
            Tone tone = tone(profile.environment());
            table.row(
                    TextTable.Cell.of(Visible.line(profile.name())),
                    new TextTable.Cell(
                            profile.environment().word(), text -> context.ink().of(tone, text)),
                    TextTable.Cell.of(Visible.line(where(profile.address()))),
                    TextTable.Cell.of(Visible.line(profile.password().description())),
                    TextTable.Cell.of(profile.tls().mode().word()));
        }
        context.out().lines(table.lines(context.width(), context.ink()));
    }

    void show(Profile profile) {
        Tls tls = profile.tls();
        row("Name", profile.name());
        row(
                "Environment",
                profile.environment().word() + ": " + profile.environment().guard());
        row("Database", where(profile.address()));
        profile.address().parameters().forEach((name, value) -> row("", name + "=" + value));
        row("Password", profile.password().description());
        row(
                "TLS",
                tls.mode().word() + ": "
                        + TlsStatement.of(tls, profile.address().host()));
        row("", tls.clientCertificate().isEmpty() ? "" : "client certificate " + tls.clientCertificate());
        TlsStatement.suggestion(tls, profile.address().host()).ifPresent(suggestion -> row("", suggestion));
        row("Lock timeout", time(profile.limits().lockTimeout()));
        row("Statement timeout", time(profile.limits().statementTimeout()));
        row("Search path", String.join(", ", profile.setup().searchPath()));
        row("Role", profile.setup().role());
        row("Note", profile.note());
    }

    void report(ConnectionReport report) {
        context.out().line(context.ink().of(Tone.GOOD, "✓") + " " + Visible.line(report.summary()));
        row("Database", report.server().database());
        row("User", report.server().user());
        row(
                "TLS",
                (report.encryption().on()
                                ? report.encryption().version() + ", "
                                        + report.encryption().cipher() + ". "
                                : "")
                        + report.encryption().verified());
        row("May", rights(report.rights(), report.schema()));
        for (String remark : report.remarks()) {
            context.out().line(context.ink().of(Tone.WARNING, "▲") + " " + Visible.line(remark));
        }
    }

    static String where(Address address) {
        String hosts = address.hosts().stream().map(Host::toString).collect(Collectors.joining(","));
        String user = address.user().isEmpty() ? "" : address.user() + "@";
        return user + (hosts.startsWith(":") ? "(from the secret)" : hosts) + "/" + address.database();
    }

    private static String rights(Rights rights, String schema) {
        if (rights.superuser()) {
            return "everything: it is a superuser";
        }
        StringBuilder may = new StringBuilder();
        if (rights.createInSchema()) {
            may.append("create in ").append(schema).append(", ");
        }
        if (rights.createSchema()) {
            may.append("create schemas, ");
        }
        if (rights.createDatabase()) {
            may.append("create databases, ");
        }
        return may.isEmpty() ? "create nothing" : may.substring(0, may.length() - 2);
    }

    private void row(String name, String value) {
        if (!value.isEmpty()) {
            context.out()
                    .line(context.ink().faint(String.format(java.util.Locale.ROOT, "%-18s", name))
                            + Visible.line(value));
        }
    }

    private static String time(Duration time) {
        return time.isZero() ? "none" : time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Tone tone(Environment environment) {
        return switch (environment) {
            case LOCAL -> Tone.GOOD;
            case TEST -> Tone.ACCENT;
            case STAGING -> Tone.WARNING;
            case PRODUCTION -> Tone.BAD;
        };
    }
}
