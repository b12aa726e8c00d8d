package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
        assertThatThrownBy(() -> store.write(file, null, bytes("two"))).isInstanceOf(ScriptStore.ChangedOutside.class);
        assertThat(file).hasContent("theirs");
    }

    @Test
    void whatSomebodyWritesWhileItIsSavedIsNotOverwrittenEither() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "one");
        var slow = new ScriptStore(() -> put(file, "theirs"));
        assertThatThrownBy(() -> slow.write(file, bytes("one"), bytes("two")))
                .isInstanceOf(ScriptStore.ChangedOutside.class);
        assertThat(file).hasContent("theirs");
        Path fresh = folder.resolve("b.sql");
        var creating = new ScriptStore(() -> put(fresh, "theirs"));
        assertThatThrownBy(() -> creating.write(fresh, null, bytes("two")))
                .isInstanceOf(ScriptStore.ChangedOutside.class);
        assertThat(fresh).hasContent("theirs");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.sql", "b.sql");
    }

    @Test
    void linksStayLinks() throws Exception {
        Path real =
                Files.writeString(Files.createDirectory(folder.resolve("there")).resolve("a.sql"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link.sql"), Path.of("there", "a.sql"));
        Path second = Files.createSymbolicLink(folder.resolve("second.sql"), Path.of("link.sql"));
        store.write(second, bytes("one"), bytes("two"));
        assertThat(real).hasContent("two");
        Files.delete(real);
        assertThatThrownBy(() -> store.write(second, bytes("two"), bytes("three")))
                .isInstanceOf(ScriptStore.ChangedOutside.class);
        store.write(second, null, bytes("three"));
        assertThat(real).hasContent("three");
        assertThat(link).isSymbolicLink();
        assertThat(second).isSymbolicLink();
    }

    @Test
    void aFileWithTwoNamesIsOneFileAfterwards() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "one, and longer than two");
        Path other = Files.createLink(folder.resolve("b.sql"), file);
        store.write(file, bytes("one, and longer than two"), bytes("two"));
        assertThat(other).hasContent("two");
    }

    @Test
    void rightsStayAndThoseOfANewFileAreTheUsual() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrw-r--"));
        store.write(file, bytes("one"), bytes("two"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxrw-r--");
        Path fresh = folder.resolve("b.sql");
        store.write(fresh, null, bytes("new"));
        assertThat(Files.getPosixFilePermissions(fresh))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("c.sql"))));
    }

    @Test
    void aReadOnlyFileStaysAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(() -> store.write(file, bytes("one"), bytes("two")))
                .isInstanceOf(ScriptStore.ReadOnly.class);
        assertThat(file).hasContent("one");
    }

    @Test
    void aFileOfTheSameAgeAndLengthIsKnownAsAnotherOne() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "one");
        Object before = store.stamp(file);
        Path other = Files.writeString(folder.resolve("b.sql"), "two");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.stamp(file)).isNotEqualTo(before);
    }

    /** In a process whose files may have 32 kB: what a full disk and a limit say is the same to whoever writes. */
    @Test
    void aFullDiskLeavesTheOldText() throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 64; exec \"$0\" \"$@\"",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LittleRoom.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines()).filteredOn(line -> line.startsWith("refused")).hasSize(2);
        assertThat(folder.resolve("a.sql")).hasContent(LittleRoom.OLD);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.sql", "b.sql");
    }

    /** Writes more than there is room for: another file in its place, and, where it has two names, the file itself. */
    static final class LittleRoom {
        static final String OLD = "old ".repeat(5_000);

        public static void main(String[] args) throws IOException {
            var store = new ScriptStore();
            Path file = Files.writeString(Path.of(args[0], "a.sql"), OLD);
            for (int i = 0; i < 2; i++) {
                try {
                    store.write(file, bytes(OLD), bytes("new ".repeat(50_000)));
                } catch (IOException e) {
                    System.out.println("refused " + e.getMessage());
                }
                if (i == 0) {
                    Files.createLink(file.resolveSibling("b.sql"), file);
                }
            }
        }
    }

    private static void put(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
