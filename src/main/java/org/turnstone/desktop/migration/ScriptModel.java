package org.turnstone.desktop.migration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.turnstone.desktop.editor.Drafts;
import org.turnstone.desktop.editor.ScriptFile;
import org.turnstone.desktop.editor.ScriptStore;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;

/** One script of the selected migration: read, edited, kept while others are looked at, and saved. */
public final class ScriptModel {
    private static final long EVERY_MILLIS = 2_000;

    private final ScriptStore store;
    private final Drafts kept;
    private final Background background;
    /** What is read from scripts and written to them. */
    private final InTurn files;
    /** What is written down of unsaved text. */
    private final InTurn notes;

    private final Messages messages;
    private final ReadOnlyObjectWrapper<Sheet> sheet = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper outside = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Instant> recovered = new ReadOnlyObjectWrapper<>();
    /** What was written but not saved, by file. */
    private final Map<Path, Draft> drafts = new TreeMap<>();
    /** Of these, what is written down for the case that nobody gets to save it. */
    private final Map<Path, Draft> noted = new TreeMap<>();
    /** What could not be saved while another script was looked at. */
    private final Map<Path, String> problems = new TreeMap<>();

    private final Written written = new Written();

    private Path shown;
    /** Where the text is that was written since anybody looked; null when it is known. */
    private Supplier<String> unread;

    /** What was seen of a file when it was looked at last: nobody reads a long one every two seconds. */
    private Object lastStamp;

    private Path lastLooked;
    private final PutAside aside;
    private final ReadOnlyObjectWrapper<Path> keptAside = new ReadOnlyObjectWrapper<>();
    private Runnable onSaved = () -> {};
    private Consumer<String> replace = text -> {};

    private record Draft(Sheet base, String text) {}

    /** What was put aside of the file's own text; both are null where there is no file. */
    private record Aside(Sheet theirs, Path place) {}

    private record Read(byte[] bytes, ScriptFile file, Optional<Drafts.Found> left) {}

    /** @param file null where it is as it was */
    private record Looked(Object stamp, byte[] bytes, ScriptFile file) {}

    ScriptModel(ScriptStore store, Drafts kept, PutAside aside, Background background, Messages messages) {
        this.store = store;
        this.aside = aside;
        this.kept = kept;
        this.background = background;
        this.files = new InTurn(background);
        this.notes = new InTurn(background);
        this.messages = messages;
    }

    // Properties

    /** The script shown; null when there is none, or not yet. */
    public ReadOnlyObjectProperty<Sheet> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** Why it cannot be read or saved, in a sentence; null when all is well. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether somebody else wrote the file since it was read, so that saving needs a decision. */
    public ReadOnlyBooleanProperty outsideProperty() {
        return outside.getReadOnlyProperty();
    }

    /** When the text was written that an earlier Turnstone did not get to save; null when it is not such a text. */
    public ReadOnlyObjectProperty<Instant> recoveredProperty() {
        return recovered.getReadOnlyProperty();
    }

    /** Where the text is that was decided against last; null when there is none to speak of. */
    public ReadOnlyObjectProperty<Path> keptAsideProperty() {
        return keptAside.getReadOnlyProperty();
    }

    public void forgetAside() {
        keptAside.set(null);
    }

    /** Who puts another text into the editor, as one thing that can be undone. */
    void onReplace(Consumer<String> editor) {
        replace = editor;
    }

    /** The text an editor should show: what was written here before, else what the file holds. */
    public String text() {
        settle();
        Draft draft = shown == null ? null : drafts.get(shown);
        return draft != null ? draft.text() : sheet.get().file().text();
    }

    /** What is written and not saved, by file. */
    Map<Path, String> unsavedTexts() {
        settle();
        Map<Path, String> texts = new TreeMap<>();
        drafts.forEach((path, draft) -> texts.put(path, draft.text()));
        return texts;
    }

    /** The name of a script with unsaved changes; null when all are saved. */
    public String unsaved() {
        settle();
        return drafts.isEmpty()
                ? null
                : drafts.keySet().iterator().next().getFileName().toString();
    }

    public void onSaved(Runnable action) {
        onSaved = action;
    }

    /** Whether something is being saved. */
    boolean isSaving() {
        return files.isWriting();
    }

    /** Does something when all that was to be written has been, or could not be. */
    void whenSaved(Runnable action) {
        files.whenWritten(action);
    }

    // Commands

    /** Shows a script, or none. A reason makes it one that cannot be edited. */
    public void show(Path path, String reason) {
        settle();
        boolean same = Objects.equals(path, shown);
        shown = path;
        if (!same) {
            sheet.set(null);
        }
        problem.set(null);
        outside.set(false);
        recovered.set(null);
        if (!same) {
            keptAside.set(null);
        }
        dirty.set(path != null && drafts.containsKey(path));
        if (path == null) {
            return;
        }
        String unsaid = problems.get(path);
        files.read(
                "script",
                () -> path.equals(shown) ? () -> read(path, reason) : null,
                read -> {
                    if (path.equals(shown)) {
                        settle();
                        read.left().ifPresent(left -> recover(path, read, left));
                        take(path, read.bytes(), read.file(), reason);
                        if (unsaid != null && drafts.containsKey(path) && !outside.get()) {
                            problem.set(unsaid);
                        }
                    }
                },
                failure -> {
                    if (path.equals(shown)) {
                        settle();
                        Draft draft = drafts.get(path);
                        // What was written here is still to be seen, and can be written again where the file was.
                        sheet.set(draft == null ? null : draft.base());
                        outside.set(draft != null && failure instanceof NoSuchFileException);
                        problem.set(messages.text("script.unreadable", path, why(failure)));
                    }
                });
    }

    private Read read(Path path, String reason) throws IOException {
        byte[] bytes = store.read(path);
        return new Read(
                bytes, ScriptFile.read(bytes, store.habits(path)), reason == null ? left(path) : Optional.empty());
    }

    /** A script can be read also where nobody knows what was left of it. */
    private Optional<Drafts.Found> left(Path path) {
        try {
            return kept.find(path);
        } catch (IOException e) {
            log(e);
            return Optional.empty();
        }
    }

    /** Something was written. What, is asked only when somebody wants to know: a text may be long and keys are many. */
    public void touched(Supplier<String> text) {
        if (sheet.get() != null && sheet.get().editable()) {
            unread = text;
            dirty.set(true);
        }
    }

    /** Takes note of what was written. */
    public void settle() {
        Supplier<String> text = unread;
        unread = null;
        if (text != null) {
            edited(text.get());
        }
    }

    /** Takes note of what is in the editor now. */
    public void edited(String text) {
        Sheet current = sheet.get();
        if (current == null || !current.editable()) {
            return;
        }
        Draft draft = drafts.get(shown);
        Sheet base = draft == null ? current : draft.base();
        // While another program's text is undecided on, also the text both began with is one of two.
        if (text.equals(current.file().text())) {
            drafts.remove(shown);
            problems.remove(shown);
            if (base != current) {
                outside.set(false);
                problem.set(null);
                recovered.set(null);
            }
        } else {
            drafts.put(shown, new Draft(base, text));
        }
        dirty.set(drafts.containsKey(shown));
    }

    /** Writes down what is not saved, for the case that nobody gets to save it; also of scripts that are not shown now. */
    public void keep() {
        settle();
        drafts.forEach((path, draft) -> {
            if (!draft.equals(noted.get(path))) {
                note(path, draft);
            }
        });
        for (Path path : List.copyOf(noted.keySet())) {
            if (!drafts.containsKey(path)) {
                forget(path);
            }
        }
    }

    /**
     * Writes down what is not saved, before the window closes.
     *
     * @param then hears of the name of a script whose text could not be written down; of null when nothing is lost
     */
    void keepThen(Consumer<String> then) {
        keep();
        notes.whenWritten(() -> then.accept(drafts.keySet().stream()
                .filter(path -> !noted.containsKey(path))
                .findFirst()
                .map(path -> path.getFileName().toString())
                .orElse(null)));
    }

    private void note(Path path, Draft draft) {
        noted.put(path, draft);
        notes.write(
                "draft",
                () -> () -> {
                    kept.keep(path, draft.base().bytes(), draft.text());
                    return true;
                },
                done -> {},
                failure -> {
                    // A disk that is full is said when the script itself is saved.
                    log(failure);
                    noted.remove(path, draft);
                });
    }

    private void forget(Path path) {
        noted.remove(path);
        notes.write(
                "draft",
                () -> () -> {
                    kept.forget(path);
                    return true;
                },
                done -> {},
                ScriptModel::log);
    }

    private static void log(Exception failure) {
        System.getLogger(ScriptModel.class.getName()).log(System.Logger.Level.DEBUG, "draft", failure);
    }

    /** Takes over what a Turnstone that is gone had not saved. */
    private void recover(Path path, Read read, Drafts.Found left) {
        Draft mine = drafts.get(path);
        String text = left.text();
        if (text.equals(read.file().text()) || mine != null && text.equals(mine.text())) {
            release(left, () -> null);
        } else if (mine == null) {
            boolean same = left.base().equals(Drafts.fingerprint(read.bytes()));
            // Over what it was written is not known any more: that no file holds nothing is how saving notices.
            var base = new Sheet(path, read.file(), same ? read.bytes() : new byte[0], null);
            drafts.put(path, new Draft(base, text));
            dirty.set(true);
            recovered.set(left.when());
            noted.put(path, drafts.get(path));
            release(left, () -> {
                kept.keep(path, base.bytes(), text);
                return null;
            });
        } else {
            // Something is written here already: the other text is not shown, and not lost either.
            release(left, () -> aside.keep(path, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Removes what was found once it is kept elsewhere, and says where if somebody has to know. */
    private void release(Drafts.Found left, Callable<Path> elsewhere) {
        notes.write(
                "draft",
                () -> () -> {
                    Path place = elsewhere.call();
                    kept.take(left);
                    return Optional.ofNullable(place);
                },
                place -> place.ifPresent(keptAside::set),
                ScriptModel::log);
    }

    /**
     * Looks every two seconds, as long as somebody is interested.
     *
     * @param alive whether anybody will be interested again
     * @param seen whether the script is looked at now
     */
    public void watch(BooleanSupplier alive, BooleanSupplier seen) {
        background.read(
                "watch",
                () -> {
                    Thread.sleep(EVERY_MILLIS);
                    return true;
                },
                done -> {
                    if (alive.getAsBoolean()) {
                        if (seen.getAsBoolean()) {
                            lookAgain();
                        }
                        watch(alive, seen);
                    }
                },
                failure -> {});
    }

    /** Looks whether another program wrote the file, and shows what it wrote unless something was written here too. */
    public void lookAgain() {
        Path path = shown;
        Sheet seen = sheet.get();
        if (path == null || seen == null || outside.get()) {
            return;
        }
        files.read(
                "script",
                () -> path.equals(shown) && seen == sheet.get() ? () -> look(seen, lastLooked, lastStamp) : null,
                looked -> {
                    if (path.equals(shown)) {
                        lastStamp = looked.stamp();
                        lastLooked = path;
                        if (looked.file() != null && seen == sheet.get()) {
                            settle();
                            take(path, looked.bytes(), looked.file(), seen.reason());
                        }
                    }
                },
                failure -> {});
    }

    private Looked look(Sheet seen, Path looked, Object before) throws IOException {
        Object stamp = store.stamp(seen.path());
        if (stamp.equals(before) && seen.path().equals(looked)) {
            return new Looked(stamp, seen.bytes(), null);
        }
        byte[] bytes = store.read(seen.path());
        boolean same = Arrays.equals(bytes, seen.bytes());
        return new Looked(
                stamp, bytes, same ? null : ScriptFile.read(bytes, seen.file().habits()));
    }

    /** Writes the text as it is now. What is typed while it is written stays unsaved. */
    public void save() {
        settle();
        if (shown != null && drafts.containsKey(shown)) {
            write(shown, drafts.get(shown).text(), false);
        }
    }

    /** Writes all that is not saved, whichever script is shown. */
    void saveAll() {
        settle();
        Map.copyOf(drafts).forEach((path, draft) -> write(path, draft.text(), false));
    }

    /** Saves although somebody else wrote the file meanwhile, whose text is put aside. */
    public void saveOver() {
        settle();
        Path path = shown;
        if (path == null || !drafts.containsKey(path)) {
            return;
        }
        String text = drafts.get(path).text();
        files.write(
                "aside",
                () -> drafts.containsKey(path)
                        ? () -> putAside(path, drafts.get(path).base())
                        : null,
                other -> {
                    if (other.theirs() != null && drafts.containsKey(path)) {
                        drafts.put(
                                path, new Draft(other.theirs(), drafts.get(path).text()));
                    }
                    if (other.place() != null && path.equals(shown)) {
                        keptAside.set(other.place());
                    }
                    // Where nothing is any more, nothing can be lost.
                    write(path, text, other.theirs() == null);
                },
                failure -> problem.set(messages.text("script.notAside", why(failure))));
    }

    private Aside putAside(Path path, Sheet base) throws IOException {
        byte[] bytes;
        try {
            bytes = store.read(path);
        } catch (NoSuchFileException e) {
            return new Aside(null, null);
        }
        var theirs = new Sheet(path, ScriptFile.read(bytes, base.file().habits()), bytes, base.reason());
        return new Aside(theirs, aside.keep(path, bytes));
    }

    /** Puts what was written here aside, drops it and reads the file again. */
    public void reload() {
        settle();
        Path path = shown;
        Draft draft = path == null ? null : drafts.get(path);
        if (draft == null) {
            readAgain();
            return;
        }
        files.write(
                "aside",
                () -> () -> aside.keep(path, bytes(draft)),
                place -> {
                    settle();
                    if (!path.equals(shown)) {
                        return;
                    }
                    if (draft.equals(drafts.get(path))) {
                        readAgain();
                        keptAside.set(place);
                    } else {
                        // Something was typed meanwhile, and is not lost either.
                        reload();
                    }
                },
                failure -> problem.set(messages.text("script.notAside", why(failure))));
    }

    private void readAgain() {
        unread = null;
        drafts.remove(shown);
        forget(shown);
        recovered.set(null);
        Path path = shown;
        String reason = sheet.get() == null ? null : sheet.get().reason();
        shown = null;
        show(path, reason);
    }

    /** Puts both texts beside each other, as they are now. */
    public void compare(Consumer<Conflict> then) {
        settle();
        Path path = shown;
        Draft draft = path == null ? null : drafts.get(path);
        if (draft == null) {
            return;
        }
        files.read(
                "script",
                () -> path.equals(shown) ? () -> compared(draft) : null,
                conflict -> {
                    settle();
                    Draft now = drafts.get(path);
                    if (now != null && !now.equals(draft)) {
                        compare(then);
                    } else if (now != null && path.equals(shown)) {
                        then.accept(conflict);
                    }
                },
                failure -> problem.set(messages.text("script.unreadable", path, why(failure))));
    }

    private Conflict compared(Draft draft) throws IOException {
        Sheet base = draft.base();
        byte[] bytes = store.read(base.path());
        boolean known = base.bytes().length > 0 || base.file().text().isEmpty();
        var disk = new Sheet(base.path(), ScriptFile.read(bytes, base.file().habits()), bytes, base.reason());
        return Conflict.of(known ? base.file().text() : null, draft.text(), disk);
    }

    /** Keeps what was written here and saves it; the other text is put aside. */
    public void keepMine(Conflict conflict) {
        decide(conflict, () -> conflict.disk().bytes(), mine -> mine, this::save);
    }

    /** Takes what the other program wrote; the text of before is put aside, and one undo away. */
    public void takeTheirs(Conflict conflict) {
        decide(conflict, () -> bytes(new Draft(conflict.disk(), conflict.mine())), mine -> conflict.theirs(), () -> {});
    }

    /** Puts both changes into the editor, to be read and saved. */
    public void merge(Conflict conflict) {
        if (conflict.merged().isPresent() && conflict.path().equals(shown)) {
            rebase(conflict.disk(), mine -> conflict.merged().get());
        }
    }

    private void decide(Conflict conflict, Callable<byte[]> other, UnaryOperator<String> text, Runnable then) {
        Path path = conflict.path();
        files.write(
                "aside",
                () -> path.equals(shown) ? () -> aside.keep(path, other.call()) : null,
                place -> {
                    if (path.equals(shown)) {
                        rebase(conflict.disk(), text);
                        keptAside.set(place);
                        then.run();
                    }
                },
                failure -> problem.set(messages.text("script.notAside", why(failure))));
    }

    /** What is in the editor counts as written over another text from now on, and is replaced by a third. */
    private void rebase(Sheet disk, UnaryOperator<String> text) {
        settle();
        String mine = text();
        String wanted = text.apply(mine);
        drafts.put(shown, new Draft(disk, mine));
        outside.set(false);
        problem.set(null);
        recovered.set(null);
        sheet.set(disk);
        if (!wanted.equals(mine)) {
            replace.accept(wanted);
        }
        unread = null;
        edited(wanted);
    }

    /** What would be written, or its letters in a form that has all of them. */
    private static byte[] bytes(Draft draft) {
        try {
            return draft.base().file().bytes(draft.text());
        } catch (CharacterCodingException e) {
            return draft.text().getBytes(StandardCharsets.UTF_8);
        }
    }

    private void take(Path path, byte[] bytes, ScriptFile file, String reason) {
        Draft draft = drafts.get(path);
        if (draft != null && !Arrays.equals(draft.base().bytes(), bytes)) {
            outside.set(true);
            problem.set(messages.text("script.changedOutside", path.getFileName()));
        }
        Sheet before = sheet.get();
        boolean unchanged = before != null
                && before.path().equals(path)
                && Arrays.equals(before.bytes(), bytes)
                && Objects.equals(before.reason(), reason);
        if (!unchanged) {
            sheet.set(new Sheet(path, file, bytes, reason));
        }
    }

    /** @param absent whether the file is gone and to be made again */
    private void write(Path path, String text, boolean absent) {
        Draft draft = drafts.get(path);
        String encoding = draft == null ? "" : draft.base().file().encoding();
        files.write(
                "save",
                () -> {
                    Draft now = drafts.get(path);
                    // Saved by the time its turn came.
                    boolean need = now != null
                            && (absent || !text.equals(now.base().file().text()));
                    Sheet before = need ? written.of(path, text) : null;
                    return need ? () -> write(now.base(), text, absent, before) : null;
                },
                fresh -> saved(text, fresh),
                failure -> refused(path, encoding, failure));
    }

    private Sheet write(Sheet base, String text, boolean absent, Sheet before) throws IOException {
        byte[] content = before != null ? before.bytes() : base.file().bytes(text);
        store.write(base.path(), absent ? null : base.bytes(), content);
        ScriptFile file = before != null ? before.file() : base.file().written(content);
        return new Sheet(base.path(), file, content, base.reason());
    }

    private void saved(String text, Sheet fresh) {
        Path path = fresh.path();
        if (path.equals(shown)) {
            settle();
        }
        Draft later = drafts.get(path);
        if (later != null) {
            written.before(later.base());
        }
        problems.remove(path);
        if (later == null
                || later.text().equals(text)
                || later.text().equals(fresh.file().text())) {
            drafts.remove(path);
            forget(path);
        } else {
            drafts.put(path, new Draft(fresh, later.text()));
        }
        if (path.equals(shown)) {
            recovered.set(null);
            problem.set(null);
            outside.set(false);
            sheet.set(fresh);
            dirty.set(drafts.containsKey(path));
        }
        onSaved.run();
    }

    private void refused(Path path, String encoding, Exception failure) {
        boolean changed = failure instanceof ScriptStore.ChangedOutside;
        if (changed && path.equals(shown)) {
            outside.set(true);
        }
        String sentence = switch (failure) {
            case ScriptStore.ChangedOutside e -> messages.text("script.changedOutside", path.getFileName());
            case ScriptStore.ReadOnly e -> messages.text("script.readOnly", path);
            case CharacterCodingException e -> messages.text("script.unencodable", path.getFileName(), encoding);
            default -> messages.text("script.unwritable", path, why(failure));
        };
        // Where something else is looked at by now, it is said there as well.
        problems.put(path, sentence);
        problem.set(sentence);
    }

    /** What a file would not do. The JDK often says no more than its name. */
    private String why(Exception failure) {
        return switch (failure) {
            case NoSuchFileException e -> messages.text("script.why.gone");
            case AccessDeniedException e -> messages.text("script.why.denied");
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
