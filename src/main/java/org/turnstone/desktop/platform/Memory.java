package org.turnstone.desktop.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The settings as the window knows them; changes count at once and are written soon, in the order they were made. */
public final class Memory {
    private final SettingsFile file;
    private final Background background;
    private final String damage;
    private final List<UnaryOperator<Settings>> unwritten = new ArrayList<>();
    private Settings now;
    private boolean writing;

    private Memory(SettingsFile file, SettingsFile.Contents contents, Background background) {
        this.file = file;
        this.background = background;
        this.now = contents.settings();
        this.damage = contents.damage();
    }

    /** Reads the file, on the thread that asks: nothing can be shown before its size and theme are known. */
    public static Memory of(SettingsFile file, Background background) {
        return new Memory(file, file.read(), background);
    }

    /** Remembers nothing beyond this window. */
    public static Memory forgetful() {
        return new Memory(null, new SettingsFile.Contents(Settings.DEFAULT, null), null);
    }

    public Settings now() {
        return now;
    }

    /** Where a file that could not be read is kept as soon as something changes; null when it could. */
    public String damage() {
        return damage;
    }

    public void change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(now);
        if (changed.equals(now)) {
            return;
        }
        now = changed;
        if (file != null) {
            unwritten.add(change);
            write();
        }
    }

    /** Writes what is not written yet, on the thread that asks: the program is about to end. */
    public void flush() {
        if (!unwritten.isEmpty()) {
            List<UnaryOperator<Settings>> batch = List.copyOf(unwritten);
            unwritten.clear();
            try {
                file.change(all(batch));
            } catch (IOException e) {
                forgotten(e);
            }
        }
    }

    private void write() {
        if (writing || unwritten.isEmpty()) {
            return;
        }
        writing = true;
        List<UnaryOperator<Settings>> batch = List.copyOf(unwritten);
        unwritten.clear();
        background.read(
                "settings",
                () -> {
                    file.change(all(batch));
                    return true;
                },
                done -> written(),
                failure -> {
                    forgotten(failure);
                    written();
                });
    }

    private void written() {
        writing = false;
        write();
    }

    private static UnaryOperator<Settings> all(List<UnaryOperator<Settings>> batch) {
        return before -> {
            Settings after = before;
            for (UnaryOperator<Settings> each : batch) {
                after = each.apply(after);
            }
            return after;
        };
    }

    /** A window that forgets its size is no reason to disturb anybody. */
    private static void forgotten(Exception failure) {
        System.getLogger(Memory.class.getName())
                .log(System.Logger.Level.WARNING, "The settings are not kept: {0}", failure.getMessage());
    }
}
