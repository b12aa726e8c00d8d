package org.turnstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.run.StateFolder;
import org.turnstone.scratch.BuiltInPostgres;

/** Tests keep out of what belongs to whoever runs them: journal, settings, connections, and the unpacked PostgreSQL. */
class OwnFoldersTest {
    /** The build sets TURNSTONE_STATE, TURNSTONE_CONFIG and TURNSTONE_CACHE; other ways to run tests must do so too. */
    @Test
    void whatIsWrittenLiesInTheBuildsFolder() {
        Path build = Path.of("target").toAbsolutePath();
        assertThat(StateFolder.find()).startsWithRaw(build);
        assertThat(ProfileStore.of(System.getenv()).file()).startsWithRaw(build);
        assertThat(BuiltInPostgres.defaultCacheFolder()).startsWithRaw(build);
    }
}
