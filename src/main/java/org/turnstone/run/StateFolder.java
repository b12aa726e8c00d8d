package org.turnstone.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the platform wants a program's state: journal, settings of the window, unsaved text. TURNSTONE_STATE names another place. */
public final class StateFolder {
    private StateFolder() {}

    public static Path find() {
        return find(System.getenv());
    }

    public static Path find(Map<String, String> environment) {
        return find(
                System.getProperty("os.name").toLowerCase(Locale.ROOT),
                environment,
                Path.of(System.getProperty("user.home")));
    }

    static Path find(String system, Map<String, String> environment, Path home) {
        String ours = environment.get("TURNSTONE_STATE");
        if (ours != null && !ours.isBlank()) {
            return Path.of(ours);
        }
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support/Turnstone/state");
        }
        if (system.contains("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData/Local") : Path.of(local)).resolve("Turnstone/state");
        }
        String xdg = environment.get("XDG_STATE_HOME");
        // A relative path there is invalid, says the XDG specification, and is to be ignored.
        return (xdg == null || !Path.of(xdg).isAbsolute() ? home.resolve(".local/state") : Path.of(xdg))
                .resolve("turnstone");
    }
}
