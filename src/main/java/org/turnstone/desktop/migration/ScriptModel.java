package org.turnstone.desktop.migration;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Sheet> sheet = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper outside = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Instant> recovered = new ReadOnlyObjectWrapper<>();
    /** What was written but not saved, by file. */
    private final Map<Path, Draft> drafts = new TreeMap<>();

    private Path shown;
    /** Where the text is that was written since anybody looked; null when it is known. */
    private Supplier<String> unread;

    /** What was seen of a file when it was looked at last: nobody reads a long one every two seconds. */
    private volatile Object lastStamp;

    private volatile Path lastLooked;
    private final PutAside aside;
    private final ReadOnlyObjectWrapper<Path> keptAside = new ReadOnlyObjectWrapper<>();
    private Runnable onSaved = () -> {};
    private Consumer<String> replace = text -> {};

    private record Draft(Sheet base, String text) {}

    private record Aside(byte[] bytes, Path place) {}

    private record Read(byte[] bytes, ScriptFile file, Optional<Drafts.Found> left) {}

    ScriptModel(ScriptStore store, Drafts kept, PutAside aside, Background background, Messages messages) {
        this.store = store;
        this.aside = aside;
        this.kept = kept;
        this.background = background;
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
        background.read(
                "script",
                () -> {
                    byte[] bytes = store.read(path);
                    return new Read(
                            bytes,
                            ScriptFile.read(bytes, store.habits(path)),
                            reason == null ? kept.find(path) : Optional.empty());
                },
                read -> {
                    if (path.equals(shown)) {
                        read.left().ifPresent(left -> recover(path, read, left));
                        take(path, read.bytes(), read.file(), reason);
                    }
                },
                failure -> {
                    if (path.equals(shown)) {
                        sheet.set(null);
                        problem.set(messages.text("script.unreadable", path, failure.getMessage()));
                    }
                });
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
        if (text.equals(base.file().text())) {
            drafts.remove(shown);
        } else {
            drafts.put(shown, new Draft(base, text));
        }
        dirty.set(drafts.containsKey(shown));
    }

    /** Writes down what is not saved, for the case that nobody gets to save it. */
    public void keep() {
        settle();
        Path path = shown;
        Draft draft = path == null ? null : drafts.get(path);
        background.read(
                "draft",
                () -> {
                    if (draft == null) {
                        if (path != null) {
                            kept.forget(path);
                        }
                    } else {
                        kept.keep(path, draft.base().bytes(), draft.text());
                    }
                    return true;
                },
                done -> {},
                // A disk that is full is said when the script itself is saved.
                failure -> System.getLogger(getClass().getName()).log(System.Logger.Level.DEBUG, "draft", failure));
    }

    private void forget(Path path) {
        background.read(
                "draft",
                () -> {
                    kept.forget(path);
                    return true;
                },
                done -> {},
                failure -> System.getLogger(getClass().getName()).log(System.Logger.Level.DEBUG, "draft", failure));
    }

    /** Takes over what a Turnstone that is gone had not saved. */
    private void recover(Path path, Read read, Drafts.Found left) {
        byte[] bytes = read.bytes();
        ScriptFile file = read.file();
        if (!drafts.containsKey(path) && !left.text().equals(file.text())) {
            boolean same = left.base().equals(Drafts.fingerprint(bytes));
            // Over what it was written is not known any more: that no file holds nothing is how saving notices.
            drafts.put(path, new Draft(new Sheet(path, file, same ? bytes : new byte[0], null), left.text()));
            dirty.set(true);
            recovered.set(left.when());
        }
        background.read(
                "draft",
                () -> {
                    if (drafts.containsKey(path)) {
                        kept.keep(path, drafts.get(path).base().bytes(), left.text());
                    }
                    kept.take(left);
                    return true;
                },
                done -> {},
                failure -> System.getLogger(getClass().getName()).log(System.Logger.Level.DEBUG, "draft", failure));
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
        background.read(
                "script",
                () -> {
                    Object stamp = store.stamp(path);
                    boolean same = stamp.equals(lastStamp) && path.equals(lastLooked);
                    lastStamp = stamp;
                    lastLooked = path;
                    return same ? seen.bytes() : store.read(path);
                },
                bytes -> {
                    if (path.equals(shown) && seen == sheet.get() && !Arrays.equals(bytes, seen.bytes())) {
                        settle();
                        take(path, bytes, ScriptFile.read(bytes, seen.file().habits()), seen.reason());
                    }
                },
                failure -> {});
    }

    public void save() {
        write(false);
    }

    /** Saves although somebody else wrote the file meanwhile, whose text is put aside. */
    public void saveOver() {
        settle();
        Path path = shown;
        if (path == null || !drafts.containsKey(path)) {
            return;
        }
        background.read(
                "aside",
                () -> {
                    byte[] theirs = store.read(path);
                    return new Aside(theirs, aside.keep(path, theirs));
                },
                kept -> {
                    if (path.equals(shown) && drafts.containsKey(path)) {
                        keptAside.set(kept.place());
                        Draft mine = drafts.get(path);
                        var file =
                                ScriptFile.read(kept.bytes(), mine.base().file().habits());
                        drafts.put(path, new Draft(new Sheet(path, file, kept.bytes(), null), mine.text()));
                        save();
                    }
                },
                // Where nothing is any more, nothing can be lost.
                failure -> write(failure instanceof NoSuchFileException));
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
        background.read(
                "aside",
                () -> aside.keep(path, bytes(draft)),
                place -> {
                    if (path.equals(shown)) {
                        readAgain();
                        keptAside.set(place);
                    }
                },
                failure -> problem.set(messages.text("script.notAside", failure.getMessage())));
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
        background.read(
                "script",
                () -> store.read(path),
                bytes -> {
                    if (path.equals(shown)) {
                        Sheet base = draft.base();
                        boolean known =
                                base.bytes().length > 0 || base.file().text().isEmpty();
                        then.accept(new Conflict(
                                path,
                                known ? base.file().text() : null,
                                draft.text(),
                                new Sheet(
                                        path, ScriptFile.read(bytes, base.file().habits()), bytes, base.reason())));
                    }
                },
                failure -> problem.set(messages.text("script.unreadable", path, failure.getMessage())));
    }

    /** Keeps what was written here and saves it; the other text is put aside. */
    public void keepMine(Conflict conflict) {
        decide(conflict, conflict.disk().bytes(), conflict.mine(), this::save);
    }

    /** Takes what the other program wrote; the text of before is put aside, and one undo away. */
    public void takeTheirs(Conflict conflict) {
        decide(conflict, bytes(new Draft(conflict.disk(), conflict.mine())), conflict.theirs(), () -> {});
    }

    /** Puts both changes into the editor, to be read and saved. */
    public void merge(Conflict conflict) {
        Optional<String> merged = conflict.merged();
        if (merged.isPresent() && conflict.path().equals(shown)) {
            rebase(conflict.disk(), merged.get());
        }
    }

    private void decide(Conflict conflict, byte[] other, String text, Runnable then) {
        if (!conflict.path().equals(shown)) {
            return;
        }
        background.read(
                "aside",
                () -> aside.keep(conflict.path(), other),
                place -> {
                    if (conflict.path().equals(shown)) {
                        rebase(conflict.disk(), text);
                        keptAside.set(place);
                        then.run();
                    }
                },
                failure -> problem.set(messages.text("script.notAside", failure.getMessage())));
    }

    /** What is in the editor counts as written over another text from now on, and is replaced by a third. */
    private void rebase(Sheet disk, String text) {
        settle();
        Draft before = drafts.get(shown);
        drafts.put(shown, new Draft(disk, before == null ? sheet.get().file().text() : before.text()));
        outside.set(false);
        problem.set(null);
        recovered.set(null);
        sheet.set(disk);
        replace.accept(text);
        unread = null;
        edited(text);
    }

    /** What would be written, or its letters in a form that has all of them. */
    private static byte[] bytes(Draft draft) {
        try {
            return draft.base().file().bytes(draft.text());
        } catch (CharacterCodingException e) {
            return draft.text().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Drops everything that is not saved. */
    public void discard() {
        unread = null;
        drafts.keySet().forEach(this::forget);
        drafts.clear();
        dirty.set(false);
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

    private void write(boolean anyway) {
        settle();
        Draft draft = shown == null ? null : drafts.get(shown);
        if (draft == null) {
            return;
        }
        Path path = shown;
        byte[] content;
        try {
            content = draft.base().file().bytes(draft.text());
        } catch (CharacterCodingException e) {
            problem.set(messages.text(
                    "script.unencodable",
                    path.getFileName(),
                    draft.base().file().encoding()));
            return;
        }
        background.read(
                "save",
                () -> {
                    store.write(path, anyway ? null : draft.base().bytes(), content);
                    return content;
                },
                saved -> saved(path, draft, saved),
                failure -> refused(path, failure));
    }

    private void saved(Path path, Draft draft, byte[] content) {
        Sheet fresh = new Sheet(
                path,
                ScriptFile.read(content, draft.base().file().habits()),
                content,
                draft.base().reason());
        Draft later = drafts.get(path);
        if (later != null && !later.text().equals(draft.text())) {
            drafts.put(path, new Draft(fresh, later.text()));
        } else {
            drafts.remove(path);
            forget(path);
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

    private void refused(Path path, Exception failure) {
        if (path.equals(shown)) {
            boolean changed = failure instanceof ScriptStore.ChangedOutside;
            outside.set(changed);
            problem.set(
                    changed
                            ? messages.text("script.changedOutside", path.getFileName())
                            : messages.text("script.unwritable", path, failure.getMessage()));
        }
    }
}
