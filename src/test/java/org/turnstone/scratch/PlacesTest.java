package org.turnstone.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void theCacheIsWhereThePlatformKeepsSuchThings() {
        assertThat(CachePlace.of("Linux", Map.of(), HOME)).isEqualTo(Path.of("/home/ada/.cache/turnstone"));
        assertThat(CachePlace.of("Linux", Map.of("XDG_CACHE_HOME", "/xdg"), HOME))
                .isEqualTo(Path.of("/xdg/turnstone"));
        assertThat(CachePlace.of("Linux", Map.of("XDG_CACHE_HOME", "relative"), HOME))
                .isEqualTo(Path.of("/home/ada/.cache/turnstone"));
        assertThat(CachePlace.of("Mac OS X", Map.of(), HOME)).isEqualTo(Path.of("/home/ada/Library/Caches/Turnstone"));
        assertThat(CachePlace.of("Windows 11", Map.of("LOCALAPPDATA", "/local"), HOME))
                .isEqualTo(Path.of("/local/Turnstone/Cache"));
    }

    @Test
    void anEnvironmentVariableMovesIt() {
        assertThat(CachePlace.of("Linux", Map.of("TURNSTONE_CACHE", "/elsewhere"), HOME))
                .isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void aUserNumberWithoutAHomeUsesTheEnvironments() {
        assertThat(CachePlace.of("Linux", Map.of("HOME", "/home/somebody"), Path.of("?")))
                .isEqualTo(Path.of("/home/somebody/.cache/turnstone"));
    }

    @Test
    void aMachineWithoutProgramsIsToldWhatElseThereIs() {
        assertThatThrownBy(() -> PostgresBinaries.of("SunOS", "sparcv9"))
                .hasMessage("this Turnstone carries no PostgreSQL for SunOS on sparcv9."
                        + " Use a PostgreSQL installed on this machine, or the target's own server");
    }
}
