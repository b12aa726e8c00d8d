package org.turnstone.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.Recovery;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatusResult;

/** What can be done with files: reports are written, scripts are shown where they lie. */
final class FileCommands {
    private static final List<String> REPORT_ENDINGS = List.of("html", "md", "json");

    /** What a problem with one is about. */
    private static final String REPORT = "report";

    private final ShellModel shell;
    private final Choosers choosers;
    private final Background background;
    private final ReportWriter reports;
    private final Messages messages;

    FileCommands(ShellModel shell, Choosers choosers, Background background, ReportWriter reports, Messages messages) {
        this.shell = shell;
        this.choosers = choosers;
        this.background = background;
        this.reports = reports;
        this.messages = messages;
    }

    /** Writes a report about where every migration stands. */
    public void report() {
        if (status() != null) {
            write(project().name() + "-status", status(), null);
        }
    }

    /** Writes a report about the run that is looked at. */
    public void export() {
        RunResult result = shell.areas().run().resultProperty().get();
        if (result != null) {
            boolean sameProject = status() != null && status().project().name().equals(result.project());
            write(result.project() + "-" + result.kind().id(), sameProject ? status() : null, result);
        }
    }

    public void reveal(StatusEntry entry) {
        if (entry.migration() != null) {
            choosers.reveal(entry.migration().script());
        }
    }

    /** Opens a script with the program the system has for it. */
    public void openFile(StatusEntry entry) {
        if (entry.migration() != null) {
            choosers.open(entry.migration().script());
        }
    }

    /** Opens what a notice is about with the program the system has for it. */
    public void openSaid() {
        Path file = said();
        if (file != null) {
            choosers.open(file);
        }
    }

    /** Shows what a notice is about where it lies. */
    public void revealSaid() {
        Path file = said();
        if (file != null) {
            choosers.reveal(file);
        }
    }

    private Path said() {
        ShellModel.Said said = shell.noticeProperty().get();
        return said == null ? null : said.file();
    }

    public void copyScriptName(StatusEntry entry) {
        choosers.copy(entry.scriptOrLabel());
    }

    public void copyVersion(StatusEntry entry) {
        choosers.copy(entry.label());
    }

    private void write(String name, StatusResult status, RunResult run) {
        choosers.saveFile(messages.text("report.title"), name + ".html", REPORT_ENDINGS)
                .ifPresent(file -> background.read(
                        "report",
                        () -> {
                            reports.write(file, status, run);
                            return file;
                        },
                        this::written,
                        failure -> shell.areas()
                                .workspace()
                                .fail(
                                        failure,
                                        new Recovery(REPORT, Recovery.Kind.FILE, () -> write(name, status, run)))));
    }

    private void written(Path file) {
        shell.areas().workspace().settle(REPORT);
        shell.noticeProperty().set(new ShellModel.Said(messages.text("report.written", file), file));
    }

    private Project project() {
        return shell.project();
    }

    private StatusResult status() {
        return shell.status();
    }
}
