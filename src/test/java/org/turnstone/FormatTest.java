package org.turnstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void everySourceIsInTheProjectsFormat() throws IOException {
        assertThat(Formatter.differing(Path.of("src")))
                .as("files to rewrite with: mvn -q test-compile exec:exec@format")
                .isEmpty();
    }
}
