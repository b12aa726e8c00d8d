package org.turnstone.desktop.workspace;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Settings;
import org.turnstone.format.Project;
import org.turnstone.run.Engine;

/**
 * Which projects' own programs may be run to learn their settings: each is asked about once as it is, what was said is
 * remembered until the program changes, and can be taken back.
 */
public final class TrustModel {
    private final Engine engine;
    private final WorkspaceModel workspace;
    private final Memory memory;
    private final Background background;
    private final ReadOnlyObjectWrapper<Path> untrusted = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Settings.Trust> given = new ReadOnlyObjectWrapper<>();
    /** What was asked about in this session. */
    private final Set<Settings.Trust> asked = new HashSet<>();

    private Consumer<Settings.Trust> question = trust -> {};

    public TrustModel(Engine engine, WorkspaceModel workspace, Memory memory, Background background) {
        this.engine = engine;
        this.workspace = workspace;
        this.memory = memory;
        this.background = background;
        for (Settings.Trust each : memory.now().trusted()) {
            try {
                engine.trust(Path.of(each.program()), each.sha256());
            } catch (InvalidPathException e) {
                // Another system wrote it, and has programs of its own.
                continue;
            }
        }
        workspace.projectProperty().subscribe(this::look);
    }

    // Properties

    /** The program of the project that is looked at, which was not run; null when there is none. */
    public ReadOnlyObjectProperty<Path> untrustedProperty() {
        return untrusted.getReadOnlyProperty();
    }

    /** What was said of a program of the project that is looked at; null when nothing was. */
    public ReadOnlyObjectProperty<Settings.Trust> givenProperty() {
        return given.getReadOnlyProperty();
    }

    /** Who asks whether a program may be run. */
    public void onQuestion(Consumer<Settings.Trust> asker) {
        question = asker;
        look(workspace.projectProperty().get());
    }

    // Commands

    /** Asks about the program of the project that is looked at, also when it was asked before. */
    public void ask() {
        Project project = workspace.projectProperty().get();
        if (project != null && project.program() != null) {
            read(project, question);
        }
    }

    /** The program may be run as it was when that was asked, and the project is read again. */
    public void give(Settings.Trust trust) {
        engine.trust(Path.of(trust.program()), trust.sha256());
        memory.change(settings -> settings.trusting(trust));
        workspace.open(Path.of(trust.folder()));
    }

    /** It may not be run any more; the project is read again without it. */
    public void withdraw() {
        Settings.Trust trust = given.get();
        if (trust != null) {
            engine.distrust(Path.of(trust.program()));
            memory.change(settings -> settings.distrusting(trust.program()));
            workspace.open(Path.of(trust.folder()));
        }
    }

    private void look(Project opened) {
        untrusted.set(opened == null ? null : opened.program());
        given.set(opened == null ? null : remembered(opened));
        if (opened != null && opened.program() != null) {
            read(opened, trust -> {
                // Looking at it once more is no reason to ask once more; another text of it is.
                if (asked.add(trust)) {
                    question.accept(trust);
                }
            });
        }
    }

    private Settings.Trust remembered(Project project) {
        return memory.now().trusted().stream()
                .filter(each -> each.folder().equals(project.root().toString()))
                .findFirst()
                .orElse(null);
    }

    private void read(Project project, Consumer<Settings.Trust> then) {
        Path program = project.program();
        background.read(
                "trust",
                () -> HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(program))),
                sha256 -> {
                    if (workspace.projectProperty().get() == project) {
                        then.accept(new Settings.Trust(project.root().toString(), program.toString(), sha256));
                    }
                },
                workspace::fail);
    }
}
