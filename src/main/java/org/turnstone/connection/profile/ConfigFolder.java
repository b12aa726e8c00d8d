package org.turnstone.connection.profile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the platform wants a program's settings. TURNSTONE_CONFIG names another place. */
final class ConfigFolder {
    private ConfigFolder() {}

    static Path find(Map<String, String> environment) {
        return find(
                System.getProperty("os.name").toLowerCase(Locale.ROOT),
                environment,
                Path.of(System.getProperty("user.home")));
    }

    static Path find(String system, Map<String, String> environment, Path home) {
        String ours = environment.get("TURNSTONE_CONFIG");
        if (ours != null && !ours.isBlank()) {
            return Path.of(ours);
        }
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support/Turnstone");
        }
        if (system.contains("windows")) {
            String roaming = environment.get("APPDATA");
            return (roaming == null || roaming.isBlank() ? home.resolve("AppData/Roaming") : Path.of(roaming))
                    .resolve("Turnstone");
        }
        String xdg = environment.get("XDG_CONFIG_HOME");
        // A relative path there is invalid, says the XDG specification, and is to be ignored.
        return (xdg == null || xdg.isEmpty() || !Path.of(xdg).isAbsolute() ? home.resolve(".config") : Path.of(xdg))
                .resolve("turnstone");
    }
}
