package org.turnstone.scratch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where each platform keeps what can be made again. */
final class CachePlace {
    private CachePlace() {}

    static Path of(String osName, Map<String, String> environment, Path home) {
        var wanted = environment.getOrDefault("TURNSTONE_CACHE", "");
        if (!wanted.isBlank()) {
            return Path.of(wanted);
        }
        var system = osName.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            var local = environment.get("LOCALAPPDATA");
            var base = local == null ? home.resolve("AppData").resolve("Local") : Path.of(local);
            return base.resolve("Turnstone").resolve("Cache");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("Turnstone");
        }
        // The XDG rules: a relative path there is to be ignored.
        var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.startsWith("/") ? Path.of(xdg) : home(environment, home).resolve(".cache")).resolve("turnstone");
    }

    /** Java knows no home for a user number without a name. */
    private static Path home(Map<String, String> environment, Path home) {
        var fromEnvironment = environment.getOrDefault("HOME", "");
        return home.isAbsolute() || !fromEnvironment.startsWith("/") ? home : Path.of(fromEnvironment);
    }
}
