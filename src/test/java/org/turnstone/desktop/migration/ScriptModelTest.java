package org.turnstone.desktop.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.editor.Drafts;
import org.turnstone.desktop.editor.ScriptStore;
import org.turnstone.desktop.platform.Messages;

/** Two who write one file: whoever decides, neither text is lost. */
class ScriptModelTest {
    @TempDir
    private Path folder;

    private final List<String> editor = new ArrayList<>(List.of(""));
    private ScriptModel model;
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        file = folder.resolve("V1__a.sql");
        model = new ScriptModel(
                new ScriptStore(),
                new Drafts(folder.resolve("drafts")),
                new PutAside(folder.resolve("aside")),
                new DirectBackground(),
                Messages.ofDefaultLocale());
        model.onReplace(text -> {
            editor.set(0, text);
            model.touched(() -> editor.getFirst());
        });
        Files.writeString(file, "select 1;\r\nselect 2;\r\nselect 3;\r\n");
        model.show(file, null);
        write("-- mine\nselect 1;\nselect 2;\nselect 3;\n");
        Files.writeString(file, "select 1;\r\nselect 2;\r\nselect 33;\r\n");
        model.lookAgain();
        assertThat(model.outsideProperty().get()).isTrue();
    }

    @Test
    void bothChangesTogetherAreSavedWithTheFilesOwnLineEndings() throws IOException {
        model.merge(conflict());
        assertThat(editor.getFirst()).isEqualTo("-- mine\nselect 1;\nselect 2;\nselect 33;\n");
        assertThat(model.outsideProperty().get()).isFalse();
        assertThat(model.dirtyProperty().get()).isTrue();
        model.save();
        assertThat(file).hasContent("-- mine\r\nselect 1;\r\nselect 2;\r\nselect 33;\r\n");
        assertThat(model.dirtyProperty().get()).isFalse();
    }

    @Test
    void afterAMergeTheTextOfBeforeCanStillBeSaved() throws IOException {
        model.merge(conflict());
        write("-- mine\nselect 1;\nselect 2;\nselect 3;\n");
        model.save();
        assertThat(file).hasContent("-- mine\r\nselect 1;\r\nselect 2;\r\nselect 3;\r\n");
    }

    @Test
    void whoKeepsHisOwnPutsTheOtherAside() throws IOException {
        model.keepMine(conflict());
        assertThat(file).hasContent("-- mine\r\nselect 1;\r\nselect 2;\r\nselect 3;\r\n");
        assertThat(aside()).containsExactly("select 1;\r\nselect 2;\r\nselect 33;\r\n");
        assertThat(model.keptAsideProperty().get()).isRegularFile();
        assertThat(model.dirtyProperty().get()).isFalse();
    }

    @Test
    void whoTakesTheOtherPutsHisOwnAside() throws IOException {
        model.takeTheirs(conflict());
        assertThat(editor.getFirst()).isEqualTo("select 1;\nselect 2;\nselect 33;\n");
        assertThat(model.dirtyProperty().get()).isFalse();
        assertThat(aside()).containsExactly("-- mine\r\nselect 1;\r\nselect 2;\r\nselect 3;\r\n");
    }

    @Test
    void whoDoesNotLookLosesNothingEither() throws IOException {
        model.saveOver();
        assertThat(file).hasContent("-- mine\r\nselect 1;\r\nselect 2;\r\nselect 3;\r\n");
        assertThat(aside()).containsExactly("select 1;\r\nselect 2;\r\nselect 33;\r\n");
        write("-- more\n");
        model.reload();
        assertThat(model.text()).startsWith("-- mine");
        assertThat(aside()).hasSize(2).contains("-- more\r\n");
    }

    @Test
    void aThirdTextMeanwhileIsNotOverwritten() throws IOException {
        Conflict conflict = conflict();
        Files.writeString(file, "third");
        model.keepMine(conflict);
        assertThat(file).hasContent("third");
        assertThat(model.outsideProperty().get()).isTrue();
        assertThat(conflict().theirs()).isEqualTo("third");
    }

    @Test
    void changesOfTheSameLinesAreLeftToSomebodyToDecide() throws IOException {
        write("select 1;\nselect 2;\nselect 333;\n");
        Conflict conflict = conflict();
        assertThat(conflict.merged()).isEmpty();
        assertThat(conflict.rows()).filteredOn(row -> !row.isSame()).hasSize(1);
        model.merge(conflict);
        assertThat(model.outsideProperty().get()).isTrue();
    }

    @Test
    void aFileThatIsGoneIsWrittenAgain() throws IOException {
        Files.delete(file);
        model.saveOver();
        assertThat(file).content(StandardCharsets.UTF_8).startsWith("-- mine");
    }

    private void write(String text) {
        editor.set(0, text);
        model.edited(text);
    }

    private Conflict conflict() {
        List<Conflict> found = new ArrayList<>();
        model.compare(found::add);
        return found.getFirst();
    }

    private List<String> aside() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("aside"))) {
            List<String> texts = new ArrayList<>();
            for (Path each : files.sorted().toList()) {
                texts.add(Files.readString(each));
            }
            return texts;
        }
    }
}
