package org.turnstone.desktop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.desktop.connections.AddressWords;
import org.turnstone.desktop.shell.ReportWriter;

/** The rooms below as the desktop asks for them. */
final class DesktopParts {
    private DesktopParts() {}

    static AddressWords addresses() {
        return new AddressWords() {
            @Override
            public Address parse(String text) throws ConnectionFailure {
                throw new ConnectionFailure(ConnectionFailure.Kind.ADDRESS, "not yet");
            }

            @Override
            public String encode(String text) {
                return URLEncoder.encode(text, StandardCharsets.UTF_8);
            }
        };
    }

    static ReportWriter reports() {
        return (file, status, run) -> {};
    }
}
