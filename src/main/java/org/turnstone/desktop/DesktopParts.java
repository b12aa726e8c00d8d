package org.turnstone.desktop;

import java.time.Instant;
import java.util.Map;
import org.turnstone.connection.ConnectionTest;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.connection.profile.Secrets;
import org.turnstone.desktop.connections.Access;
import org.turnstone.desktop.platform.SettingsFile;
import org.turnstone.desktop.shell.ReportWriter;
import org.turnstone.report.ReportContent;
import org.turnstone.report.Reports;
import org.turnstone.report.TurnstoneVersion;
import org.turnstone.run.StateFolder;

/** The rooms below as the desktop asks for them. */
final class DesktopParts {
    private DesktopParts() {}

    static Access access(Map<String, String> environment) {
        return new Access(ProfileStore.of(environment), new Secrets(environment), ConnectionTest::run);
    }

    static SettingsFile settings(Map<String, String> environment) {
        return SettingsFile.in(StateFolder.find(environment));
    }

    static ReportWriter reports() {
        return (file, status, run) ->
                Reports.write(file, new ReportContent(status, run, Instant.now(), TurnstoneVersion.current()));
    }
}
