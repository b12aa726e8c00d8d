package org.turnstone.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.turnstone.desktop.platform.Choosers;

/** Chooses what it was told to, and remembers what it was asked. */
final class RecordedChoosers implements Choosers {
    Path folder;
    Path file;
    Path revealed;
    Path opened;
    String clipboard = "";

    @Override
    public Optional<Path> folder(String title) {
        return Optional.ofNullable(folder);
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, List<String> endings) {
        return Optional.ofNullable(file);
    }

    @Override
    public Optional<Path> openFile(String title) {
        return Optional.ofNullable(file);
    }

    @Override
    public void open(Path shown) {
        opened = shown;
    }

    @Override
    public void reveal(Path shown) {
        revealed = shown;
    }

    @Override
    public String clipboard() {
        return clipboard;
    }

    @Override
    public void copy(String text) {
        clipboard = text;
    }

    @Override
    public void copySecret(String text) {
        clipboard = text;
    }
}
