package org.turnstone.desktop.migration;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.turnstone.desktop.editor.ScriptFile;
import org.turnstone.desktop.editor.ScriptStore;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;

/** One script of the selected migration: read, edited, kept while others are looked at, and saved. */
public final class ScriptModel {
    private final ScriptStore store;
    private final Background background;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Sheet> sheet = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper outside = new ReadOnlyBooleanWrapper();
    /** What was written but not saved, by file. */
    private final Map<Path, Draft> drafts = new TreeMap<>();

    private Path shown;
    /** Where the text is that was written since anybody looked; null when it is known. */
    private Supplier<String> unread;

    private Runnable onSaved = () -> {};

    private record Draft(Sheet base, String text) {}

    public ScriptModel(ScriptStore store, Background background, Messages messages) {
        this.store = store;
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

    /** The text an editor should show: what was written here before, else what the file holds. */
    public String text() {
        settle();
        Draft draft = shown == null ? null : drafts.get(shown);
        return draft != null ? draft.text() : sheet.get().file().text();
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
        dirty.set(path != null && drafts.containsKey(path));
        if (path == null) {
            return;
        }
        background.read(
                "script",
                () -> store.read(path),
                bytes -> {
                    if (path.equals(shown)) {
                        take(path, bytes, reason);
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

    public void save() {
        write(false);
    }

    /** Saves although somebody else wrote the file meanwhile. */
    public void saveOver() {
        write(true);
    }

    /** Drops what was written here and reads the file again. */
    public void reload() {
        unread = null;
        drafts.remove(shown);
        Path path = shown;
        String reason = sheet.get() == null ? null : sheet.get().reason();
        shown = null;
        show(path, reason);
    }

    /** Drops everything that is not saved. */
    public void discard() {
        unread = null;
        drafts.clear();
        dirty.set(false);
    }

    private void take(Path path, byte[] bytes, String reason) {
        Draft draft = drafts.get(path);
        if (draft != null && !java.util.Arrays.equals(draft.base().bytes(), bytes)) {
            outside.set(true);
            problem.set(messages.text("script.changedOutside", path.getFileName()));
        }
        Sheet before = sheet.get();
        boolean unchanged = before != null
                && before.path().equals(path)
                && java.util.Arrays.equals(before.bytes(), bytes)
                && Objects.equals(before.reason(), reason);
        if (!unchanged) {
            sheet.set(new Sheet(path, ScriptFile.read(bytes), bytes, reason));
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
        Sheet fresh =
                new Sheet(path, ScriptFile.read(content), content, draft.base().reason());
        Draft later = drafts.get(path);
        if (later != null && !later.text().equals(draft.text())) {
            drafts.put(path, new Draft(fresh, later.text()));
        } else {
            drafts.remove(path);
        }
        if (path.equals(shown)) {
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
