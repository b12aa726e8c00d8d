package org.turnstone.desktop;

import java.time.Instant;
import org.turnstone.connection.Address;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.PercentEncoding;
import org.turnstone.desktop.connections.AddressWords;
import org.turnstone.desktop.shell.ReportWriter;
import org.turnstone.report.ReportContent;
import org.turnstone.report.Reports;
import org.turnstone.report.TurnstoneVersion;

/** The rooms below as the desktop asks for them. */
final class DesktopParts {
    private DesktopParts() {}

    static AddressWords addresses() {
        return new AddressWords() {
            @Override
            public Address parse(String text) throws ConnectionFailure {
                return Addresses.parse(text);
            }

            @Override
            public String encode(String text) {
                return PercentEncoding.encode(text);
            }
        };
    }

    static ReportWriter reports() {
        return (file, status, run) ->
                Reports.write(file, new ReportContent(status, run, Instant.now(), TurnstoneVersion.current()));
    }
}
