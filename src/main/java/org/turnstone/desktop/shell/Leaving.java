package org.turnstone.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.desktop.migration.MigrationModel;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.run.RunWords;

/** Closing the window: one with a run or with unsaved text in it does not close without a word. */
public final class Leaving {
    /** More names would hide the question. */
    private static final int MOST_NAMES = 8;

    private final ShellModel shell;
    private final MigrationModel scripts;
    private final RunModel run;
    private final Messages messages;
    private final Runnable close;
    /** Whether the window is to close as soon as a script is saved. */
    private boolean waitsForSave;

    /** @param close closes the window and asks nothing */
    public Leaving(ShellModel shell, Messages messages, Runnable close) {
        this.shell = shell;
        this.scripts = shell.areas().migration();
        this.run = shell.areas().run();
        this.messages = messages;
        this.close = close;
    }

    /** Whether nothing is in the way. What is, is asked about, and the window closes later if the answer allows it. */
    public boolean mayCloseNow() {
        if (scripts.isSaving()) {
            askWhenSaved();
            return false;
        }
        if (run.isRunning()) {
            shell.ask(new ShellModel.Question(
                    messages.text("quit.title"),
                    messages.text(
                            "quit.text",
                            RunWords.kind(messages, run.kindProperty().get())),
                    messages.text("quit.cancelRun"),
                    this::cancelAndClose));
            return false;
        }
        List<String> unsaved = unsaved();
        if (!unsaved.isEmpty()) {
            shell.ask(new ShellModel.Question(
                            messages.text("quit.title"),
                            messages.text("quit.unsaved", unsaved.size(), messages.some(", ", unsaved, MOST_NAMES)),
                            messages.text("quit.keep"),
                            this::keepAndClose)
                    .or(messages.text("quit.save"), this::saveAndClose));
            return false;
        }
        return true;
    }

    private List<String> unsaved() {
        return scripts.unsavedTexts().keySet().stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .toList();
    }

    /** Asks again then: what is being saved is saved by then, or is not and has to be spoken of. */
    private void askWhenSaved() {
        if (!waitsForSave) {
            waitsForSave = true;
            scripts.whenSaved(() -> {
                waitsForSave = false;
                if (mayCloseNow()) {
                    close.run();
                }
            });
        }
    }

    private void cancelAndClose() {
        if (!run.isRunning()) {
            keepAndClose();
            return;
        }
        run.stateProperty().subscribe(state -> {
            if (!run.isRunning()) {
                keepAndClose();
            }
        });
        run.cancel();
    }

    private void saveAndClose() {
        scripts.saveAll();
        askWhenSaved();
    }

    /** What is not saved is there again when its script is opened the next time. */
    private void keepAndClose() {
        scripts.keepThen(lost -> {
            if (lost == null) {
                close.run();
            } else {
                shell.ask(new ShellModel.Question(
                        messages.text("quit.title"),
                        messages.text("quit.lost", lost),
                        messages.text("quit.drop"),
                        close));
            }
        });
    }
}
