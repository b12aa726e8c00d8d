package org.turnstone.desktop.platform;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.HostServices;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.Duration;

/** The real ones. */
public final class SystemChoosers implements Choosers {
    private static final Duration SECRET_STAYS = Duration.minutes(1);

    private final Supplier<Window> owner;
    private final HostServices host;
    private File last = new File(System.getProperty("user.home"));

    public SystemChoosers(Supplier<Window> owner, HostServices host) {
        this.owner = owner;
        this.host = host;
    }

    @Override
    public Optional<Path> folder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (last.isDirectory()) {
            chooser.setInitialDirectory(last);
        }
        File chosen = chooser.showDialog(owner.get());
        if (chosen != null && chosen.getParentFile() != null) {
            last = chosen.getParentFile();
        }
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, List<String> endings) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        for (String ending : endings) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("." + ending, "*." + ending));
        }
        return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
    }

    @Override
    public Optional<Path> openFile(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
    }

    @Override
    public void open(Path file) {
        host.showDocument(file.toUri().toString());
    }

    @Override
    public void reveal(Path file) {
        host.showDocument(file.getParent().toUri().toString());
    }

    @Override
    public String clipboard() {
        String text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }

    @Override
    public void copy(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }

    @Override
    public void copySecret(String text) {
        copy(text);
        var minute = new PauseTransition(SECRET_STAYS);
        minute.setOnFinished(e -> {
            if (clipboard().equals(text)) {
                Clipboard.getSystemClipboard().clear();
            }
        });
        minute.play();
    }
}
