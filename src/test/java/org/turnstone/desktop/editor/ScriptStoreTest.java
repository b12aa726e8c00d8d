package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptStoreTest {
    private final ScriptStore store = new ScriptStore();

    @TempDir
    private Path folder;

    @Test
    void writesWhatWasReadBefore() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "one");
        store.write(file, bytes("one"), bytes("two"));
        assertThat(file).hasContent("two");
        assertThat(folder).isDirectoryContaining(each -> each.equals(file));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void doesNotOverwriteWhatSomebodyElseWrote() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "theirs");
        assertThatThrownBy(() -> store.write(file, bytes("one"), bytes("two")))
                .isInstanceOf(ScriptStore.ChangedOutside.class);
        assertThat(file).hasContent("theirs");
        store.write(file, null, bytes("two"));
        assertThat(file).hasContent("two");
    }

    @Test
    void aRemovedFileCountsAsChanged() {
        Path file = folder.resolve("gone.sql");
        assertThatThrownBy(() -> store.write(file, bytes("one"), bytes("two")))
                .isInstanceOf(ScriptStore.ChangedOutside.class);
        assertThat(file).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
