package org.turnstone.desktop.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.editor.Drafts;
import org.turnstone.desktop.editor.ScriptFile;
import org.turnstone.desktop.editor.ScriptStore;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;

/** What is written while something is saved, what cannot be saved, and what else might be lost. */
class ScriptSavingTest {
    @TempDir
    private Path folder;

    private final Later later = new Later();
    private ScriptModel model;
    private Path file;
    private String editor = "";

    @BeforeEach
    void begin() throws IOException {
        model = model(later);
        file = Files.writeString(folder.resolve("V1__a.sql"), "one\n");
        show(file);
    }

    @Test
    void whatIsTypedDuringASaveStaysUnsaved() {
        type("two\n");
        model.save();
        editor = "two\nthree\n";
        model.touched(() -> editor);
        later.doAll();
        assertThat(file).hasContent("two\n");
        assertThat(model.dirtyProperty().get()).isTrue();
        assertThat(model.unsavedTexts()).containsEntry(file, "two\nthree\n");
        assertThat(editor).isEqualTo("two\nthree\n");
        model.save();
        later.doAll();
        assertThat(file).hasContent("two\nthree\n");
        assertThat(model.dirtyProperty().get()).isFalse();
    }

    @Test
    void twoQuickSavesWriteTheLatest() {
        type("two\n");
        model.save();
        type("three\n");
        model.save();
        later.doAll();
        assertThat(file).hasContent("three\n");
        assertThat(model.dirtyProperty().get()).isFalse();
        assertThat(model.problemProperty().get()).isNull();
    }

    @Test
    void aSaveWritesTheTextOfWhenItWasAsked() {
        model.lookAgain();
        type("two\n");
        model.save();
        type("two\nhalf a sente");
        later.doAll();
        assertThat(file).hasContent("two\n");
        assertThat(model.text()).isEqualTo("two\nhalf a sente");
    }

    @Test
    void whatWasReadBeforeASaveIsNotShownAfterIt() {
        type("two\n");
        model.show(file, null);
        model.save();
        model.show(file, null);
        model.lookAgain();
        later.doAll();
        assertThat(editor).isEqualTo("two\n");
        assertThat(model.sheetProperty().get().file().text()).isEqualTo("two\n");
        assertThat(model.outsideProperty().get()).isFalse();
    }

    @Test
    void whoClosesWaitsForTheSave() {
        List<String> order = new ArrayList<>();
        model.whenSaved(() -> order.add("nothing to wait for"));
        type("two\n");
        model.save();
        assertThat(model.isSaving()).isTrue();
        model.whenSaved(() -> order.add(content() + model.unsaved()));
        assertThat(order).hasSize(1);
        later.doAll();
        assertThat(order.getLast()).isEqualTo("two\nnull");
        assertThat(model.isSaving()).isFalse();
    }

    @Test
    void whoClosesIsToldOfWhatCouldNotBeSaved() throws IOException {
        type("two\n");
        model.save();
        Files.writeString(file, "theirs");
        List<String> order = new ArrayList<>();
        model.whenSaved(() -> order.add(content() + model.unsaved()));
        later.doAll();
        assertThat(order).containsExactly("theirsV1__a.sql");
    }

    @Test
    void aReadOnlyFileIsNotReplacedByAnother() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        type("two\n");
        model.save();
        later.doAll();
        assertThat(file).hasContent("one\n");
        assertThat(model.problemProperty().get()).contains("read-only").contains("still here");
        assertThat(model.unsavedTexts()).containsEntry(file, "two\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        model.save();
        later.doAll();
        assertThat(file).hasContent("two\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(model.problemProperty().get()).isNull();
    }

    @Test
    void aFolderInTheFilesPlaceLosesNothing() throws IOException {
        type("two\n");
        Files.delete(file);
        Files.createDirectory(file);
        model.save();
        model.saveOver();
        later.doAll();
        assertThat(file).isEmptyDirectory();
        assertThat(model.problemProperty().get()).isNotNull();
        assertThat(model.unsavedTexts()).containsEntry(file, "two\n");
    }

    @Test
    void whatCannotBeEncodedIsSaidAndStaysUnsaved() throws IOException {
        Path western = Files.write(folder.resolve("V2__b.sql"), "größer\n".getBytes(Charset.forName("windows-1252")));
        show(western);
        type("größer 漢\n");
        model.save();
        later.doAll();
        assertThat(model.problemProperty().get()).contains("windows-1252");
        assertThat(model.unsavedTexts()).containsEntry(western, "größer 漢\n");
        assertThat(Files.readAllBytes(western)).isEqualTo("größer\n".getBytes(Charset.forName("windows-1252")));
    }

    @Test
    void aSaveThatFailsWhileAnotherScriptIsShownIsSpokenOfInBoth() throws IOException {
        Path other = Files.writeString(folder.resolve("V2__b.sql"), "other\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        type("two\n");
        model.save();
        show(other);
        assertThat(model.problemProperty().get()).contains("V1__a.sql").contains("read-only");
        show(file);
        assertThat(editor).isEqualTo("two\n");
        assertThat(model.problemProperty().get()).contains("read-only");
    }

    @Test
    void goingBackToTheBeginningDoesNotForgetWhatAnotherProgramWrote() throws IOException {
        type("two\n");
        Files.writeString(file, "theirs\n");
        model.lookAgain();
        later.doAll();
        type("one\n");
        type("one and more\n");
        model.save();
        later.doAll();
        assertThat(file).hasContent("theirs\n");
        assertThat(model.outsideProperty().get()).isTrue();
    }

    @Test
    void typingWhileTheFileIsReadAgainDoesNotForgetWhatAnotherProgramWrote() throws IOException {
        Files.writeString(file, "theirs\n");
        model.show(file, null);
        editor = "one and more\n";
        model.touched(() -> editor);
        later.doAll();
        model.save();
        later.doAll();
        assertThat(file).hasContent("theirs\n");
        assertThat(model.outsideProperty().get()).isTrue();
        assertThat(model.text()).isEqualTo("one and more\n");
    }

    @Test
    void whenBothWroteTheSameThereIsNothingToDecide() throws IOException {
        type("two\n");
        Files.writeString(file, "theirs\n");
        model.lookAgain();
        later.doAll();
        type("theirs\n");
        assertThat(model.outsideProperty().get()).isFalse();
        assertThat(model.dirtyProperty().get()).isFalse();
    }

    @Test
    void theTextOfAFileThatIsGoneIsStillShownAndCanBeSavedAgain() throws IOException {
        type("two\n");
        Files.delete(file);
        model.show(file, null);
        later.doAll();
        assertThat(editor).isEqualTo("two\n");
        assertThat(model.problemProperty().get()).contains("not there any more");
        model.saveOver();
        later.doAll();
        assertThat(file).hasContent("two\n");
        assertThat(model.dirtyProperty().get()).isFalse();
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void whatIsWrittenDownIsTheLastTextAlsoOfAScriptThatWasLeft() throws IOException {
        type("two\n");
        model.keep();
        type("three\n");
        show(Files.writeString(folder.resolve("V2__b.sql"), "other\n"));
        model.keep();
        later.doAll();
        assertThat(noted()).singleElement().asString().endsWith("\nthree\n");
        show(file);
        model.save();
        later.doAll();
        assertThat(noted()).isEmpty();
    }

    @Test
    void whoClosesAnywayFindsTheTextAgainOrIsToldThatItWillBeLost() throws Exception {
        type("two\n");
        List<String> lost = new ArrayList<>();
        model.keepThen(lost::add);
        assertThat(lost).isEmpty();
        later.doAll();
        assertThat(lost).containsExactly((String) null);
        assertThat(noted()).singleElement().asString().endsWith("\ntwo\n");
        type("three\n");
        try (Stream<Path> all = Files.list(folder.resolve("drafts"))) {
            Files.delete(all.findFirst().orElseThrow());
        }
        Files.delete(folder.resolve("drafts"));
        Files.createFile(folder.resolve("drafts"));
        model.keepThen(lost::add);
        later.doAll();
        assertThat(lost).containsExactly(null, "V1__a.sql");
    }

    @Test
    void aLongNameCanBePutAside() throws IOException {
        show(Files.writeString(folder.resolve("V3__" + "x".repeat(240) + ".sql"), "one\n"));
        type("two\n");
        model.reload();
        later.doAll();
        assertThat(editor).isEqualTo("one\n");
        assertThat(model.keptAsideProperty().get()).hasContent("two\n");
    }

    @Test
    void whatAnotherTurnstoneLeftIsNotLostWhereSomethingIsWrittenAlready() throws Exception {
        type("mine\n");
        ended().keep(file, Files.readAllBytes(file), "of one that crashed\n");
        model.show(file, null);
        later.doAll();
        assertThat(model.text()).isEqualTo("mine\n");
        assertThat(model.keptAsideProperty().get()).hasContent("of one that crashed\n");
        model.keep();
        later.doAll();
        assertThat(noted()).singleElement().asString().endsWith("\nmine\n");
    }

    @Test
    void aBrokenNoteHidesNeitherTheScriptNorAnotherNote() throws Exception {
        show(Files.writeString(folder.resolve("V2__b.sql"), "other\n"));
        ended().keep(file, Files.readAllBytes(file), "of one that crashed\n");
        ended().keep(file, Files.readAllBytes(file), "to be broken");
        try (Stream<Path> all = Files.list(folder.resolve("drafts"))) {
            Path broken = all.filter(each -> text(each).endsWith("to be broken"))
                    .findFirst()
                    .orElseThrow();
            Files.write(broken, new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3});
        }
        show(file);
        assertThat(editor).isEqualTo("of one that crashed\n");
    }

    @Test
    void anEncodingStaysWhatItWasAlsoWhereNothingNeedsIt() throws IOException {
        Charset charset = Charset.forName("windows-1252");
        Path western = Files.write(folder.resolve("V2__b.sql"), "größer\n".getBytes(charset));
        show(western);
        type("plain\n");
        model.save();
        later.doAll();
        type("plain ä\n");
        model.save();
        later.doAll();
        assertThat(Files.readAllBytes(western)).isEqualTo("plain ä\n".getBytes(charset));
    }

    /** Whatever is typed, saved and undone: who goes back to the beginning and saves has the file of the beginning. */
    @Test
    void goingBackAllTheWayGivesTheBytesOfTheBeginning() throws IOException {
        String[] ends = {"\n", "\r\n", "\r"};
        String[] words = {"select 1;", "", "-- größer", "end;", "  "};
        Charset[] charsets = {
            StandardCharsets.UTF_8,
            Charset.forName("windows-1252"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE
        };
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            Charset charset = charsets[random.nextInt(charsets.length)];
            boolean wide = charset.name().startsWith("UTF-16");
            StringBuilder content =
                    new StringBuilder(wide || charset == StandardCharsets.UTF_8 && seed % 2 == 0 ? "\uFEFF" : "");
            for (int i = random.nextInt(8); i >= 0; i--) {
                content.append(words[random.nextInt(words.length)]).append(ends[random.nextInt(ends.length)]);
            }
            content.append(random.nextBoolean() ? "" : "no end");
            byte[] first = content.toString().getBytes(charset);
            Path script = Files.write(folder.resolve("V" + (seed + 9) + "__x.sql"), first);
            model = model(new DirectBackground());
            show(script);
            Deque<String> undo = new ArrayDeque<>(List.of(editor));
            for (int i = 0; i < 12; i++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        type(changed(editor, random, "new " + i));
                        undo.push(editor);
                    }
                    case 2 -> model.save();
                    default -> {
                        if (undo.size() > 1) {
                            undo.pop();
                            type(undo.peek());
                        }
                    }
                }
                String saved = model.sheetProperty().get().file().text();
                assertThat(saved)
                        .as("seed " + seed)
                        .isEqualTo(ScriptFile.read(Files.readAllBytes(script)).text());
            }
            type(undo.peekLast());
            model.save();
            assertThat(model.problemProperty().get()).as("seed " + seed).isNull();
            assertThat(Files.readAllBytes(script)).as("seed " + seed).isEqualTo(first);
        }
    }

    /** Two write one script in any order, and decide in any way: no line of either is gone from editor, file and aside. */
    @Test
    void whatTwoWriteIsNeverLost() throws IOException {
        for (int seed = 0; seed < 80; seed++) {
            var random = new Random(seed);
            Path root = Files.createDirectory(folder.resolve("two-" + seed));
            Path script = Files.writeString(root.resolve("V1__a.sql"), "a\nb\nc\nd\ne\nf\n");
            Path aside = root.resolve("aside");
            model = model(new DirectBackground(), root);
            show(script);
            // Whoever had a line before his eyes may have taken it out; what was typed and saved, others may.
            Set<String> seen = new HashSet<>();
            Set<String> unsaved = new HashSet<>();
            for (int i = 0; i < 25; i++) {
                editor.lines().forEach(seen::add);
                String before = Files.readString(script);
                String mine = editor;
                int what = random.nextInt(9);
                switch (what) {
                    case 0, 1 -> type(mine.isEmpty() ? "mine " + i + "\n" : changed(mine, random, "mine " + i));
                    case 2 -> Files.writeString(script, changed(before, random, "theirs " + i));
                    case 3 -> model.lookAgain();
                    case 4 -> model.save();
                    case 5 -> model.saveOver();
                    case 6 -> model.reload();
                    case 7 -> model.show(script, null);
                    default -> {
                        int decision = random.nextInt(3);
                        model.compare(conflict -> {
                            switch (decision) {
                                case 0 -> model.keepMine(conflict);
                                case 1 -> model.takeTheirs(conflict);
                                default -> model.merge(conflict);
                            }
                        });
                    }
                }
                List<String> all = (editor + "\n" + Files.readString(script) + "\n" + asides(aside))
                        .lines()
                        .toList();
                String as = "seed " + seed + ", step " + i + ", " + what;
                if (what <= 1) {
                    editor.lines().filter(line -> !seen.contains(line)).forEach(unsaved::add);
                    List<String> now = editor.lines().toList();
                    unsaved.removeIf(line -> !now.contains(line));
                }
                unsaved.forEach(line -> assertThat(all).as(as).contains(line));
                if (what != 2) {
                    before.lines()
                            .filter(line -> !seen.contains(line))
                            .forEach(line -> assertThat(all).as(as).contains(line));
                }
                if (!model.dirtyProperty().get()) {
                    unsaved.clear();
                }
            }
        }
    }

    private static String changed(String text, Random random, String line) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> lines.add(at, line);
            case 1 -> lines.set(at, line);
            default -> {
                if (lines.size() > 1) {
                    lines.remove(at);
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String asides(Path aside) throws IOException {
        StringBuilder all = new StringBuilder();
        if (Files.isDirectory(aside)) {
            try (Stream<Path> files = Files.list(aside)) {
                files.forEach(each -> all.append(text(each)).append("\n"));
            }
        }
        return all.toString();
    }

    private ScriptModel model(Background background) {
        return model(background, folder);
    }

    /** A model, and an editor that shows what it says. */
    private ScriptModel model(Background background, Path root) {
        var made = new ScriptModel(
                new ScriptStore(),
                new Drafts(root.resolve("drafts")),
                new PutAside(root.resolve("aside")),
                background,
                Messages.ofDefaultLocale());
        made.onReplace(text -> {
            editor = text;
            made.touched(() -> editor);
        });
        made.sheetProperty().subscribe(sheet -> editor = sheet == null ? "" : made.text());
        return made;
    }

    private void show(Path script) {
        model.show(script, null);
        later.doAll();
    }

    private void type(String text) {
        editor = text;
        model.edited(text);
    }

    private String content() {
        return text(file);
    }

    private List<String> noted() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("drafts"))) {
            return files.map(ScriptSavingTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The notes of a Turnstone that has ended. */
    private Drafts ended() throws Exception {
        Process process = new ProcessBuilder("sleep", "30").start();
        var drafts = Drafts.of(folder.resolve("drafts"), process.toHandle());
        process.destroyForcibly().waitFor();
        return drafts;
    }

    /** Does what it was asked for when it is told to, in the order in which it was asked. */
    private static final class Later implements Background {
        private final Background now = new DirectBackground();
        private final Deque<Runnable> jobs = new ArrayDeque<>();

        void doAll() {
            while (!jobs.isEmpty()) {
                jobs.poll().run();
            }
        }

        @Override
        public <T> void read(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            jobs.add(() -> now.read(name, work, done, failed));
        }

        @Override
        public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            read(name, work, done, failed);
        }
    }
}
