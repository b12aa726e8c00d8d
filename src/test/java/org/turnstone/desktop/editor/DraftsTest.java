package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {
    private static final byte[] BASE = "select 1;\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void whatATurnstoneThatIsGoneLeftIsFound() throws Exception {
        Path file = folder.resolve("V1.sql");
        ended().keep(file, BASE, "select 2;\nselect 3;");
        var drafts = new Drafts(folder.resolve("drafts"));
        Drafts.Found found = drafts.find(file).orElseThrow();
        assertThat(found.text()).isEqualTo("select 2;\nselect 3;");
        assertThat(found.base()).isEqualTo(Drafts.fingerprint(BASE));
        assertThat(drafts.find(folder.resolve("V2.sql"))).isEmpty();
        drafts.take(found);
        assertThat(drafts.find(file)).isEmpty();
    }

    @Test
    void whatSomebodyIsStillWritingIsTheirs() throws Exception {
        Path file = folder.resolve("V1.sql");
        var drafts = new Drafts(folder.resolve("drafts"));
        drafts.keep(file, BASE, "mine");
        assertThat(new Drafts(folder.resolve("drafts")).find(file)).isEmpty();
        // Another instance writes beside it, and neither loses anything.
        ended().keep(file, BASE, "of another");
        assertThat(drafts.find(file).orElseThrow().text()).isEqualTo("of another");
        drafts.take(drafts.find(file).orElseThrow());
        try (var kept = Files.list(folder.resolve("drafts"))) {
            assertThat(kept.map(f -> read(f)).toList()).containsExactly("mine");
        }
        drafts.forget(file);
        try (var kept = Files.list(folder.resolve("drafts"))) {
            assertThat(List.of(kept.toArray())).isEmpty();
        }
    }

    /** The drafts of a process that has ended. */
    private Drafts ended() throws Exception {
        Process process = new ProcessBuilder("sleep", "30").start();
        var drafts = Drafts.of(folder.resolve("drafts"), process.toHandle());
        process.destroyForcibly().waitFor();
        return drafts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).split("\n", 3)[2];
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
