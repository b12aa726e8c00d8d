package org.turnstone.desktop.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.format.Project;
import org.turnstone.format.SeveralProjects;
import org.turnstone.run.Engine;
import org.turnstone.run.Outlook;
import org.turnstone.run.Remedies;
import org.turnstone.run.StatusResult;

/** What is open: projects, targets, the two that are looked at, and where every migration stands. */
public final class WorkspaceModel {
    /** How the target that is looked at answered. */
    public enum Link {
        NONE,
        CONNECTING,
        CONNECTED,
        FAILED
    }

    /** What a problem with reading files and database is about. */
    private static final String STATUS = "status";

    private final Engine engine;
    private final Background background;
    private final ObservableList<Project> projects = FXCollections.observableArrayList();
    private final ObservableList<Target> targets = FXCollections.observableArrayList();
    // Kept: a wrapper nobody holds is collected, and its listeners with it.
    private final ObservableList<Project> shownProjects = FXCollections.unmodifiableObservableList(projects);
    private final ObservableList<Target> shownTargets = FXCollections.unmodifiableObservableList(targets);
    private final ReadOnlyObjectWrapper<Project> project = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Target> target = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<StatusResult> status = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Link> link = new ReadOnlyObjectWrapper<>(Link.NONE);
    private final ReadOnlyObjectWrapper<Outlook> outlook = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<SeveralProjects> choice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper busy = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
    /** The target that was looked at with each project, or null: another project's database is not this one's. */
    private final Map<Path, Target> companions = new HashMap<>();

    private Exception failure;
    private Recovery recovery;
    /** Counts questions, so that an answer to an older one is dropped. */
    private int question;

    public WorkspaceModel(Engine engine, Background background) {
        this.engine = engine;
        this.background = background;
    }

    // Properties

    public ObservableList<Project> projects() {
        return shownProjects;
    }

    public ObservableList<Target> targets() {
        return shownTargets;
    }

    public ReadOnlyObjectProperty<Project> projectProperty() {
        return project.getReadOnlyProperty();
    }

    /** The target looked at; null when none is. */
    public ReadOnlyObjectProperty<Target> targetProperty() {
        return target.getReadOnlyProperty();
    }

    /** The last status read; null before the first one. */
    public ReadOnlyObjectProperty<StatusResult> statusProperty() {
        return status.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Link> linkProperty() {
        return link.getReadOnlyProperty();
    }

    /** What went on in the target when the status was read; null while nobody knows. */
    public ReadOnlyObjectProperty<Outlook> outlookProperty() {
        return outlook.getReadOnlyProperty();
    }

    /** What is wrong, in a sentence; null when nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What is being prepared, in a few words; null when nothing is. */
    public ReadOnlyStringProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Folders of migrations of which one has to be chosen; null when there is nothing to choose. */
    public ReadOnlyObjectProperty<SeveralProjects> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    // Commands

    /** What can be done beside running. */
    public Remedies remedies() {
        return engine.remedies();
    }

    /** Whether a folder is read that will be looked at in a moment. */
    public ReadOnlyBooleanProperty openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /** Opens a folder as a project and looks at it. */
    public void open(Path folder) {
        problem.set(null);
        choice.set(null);
        opening.set(true);
        background.read("open", () -> engine.open(folder), this::look, this::fail);
    }

    /**
     * Opens a folder that was open once, if it is still there and nothing else was opened meanwhile.
     *
     * @param opened what to do beside, once it is looked at
     */
    public void openAgain(Path folder, Runnable opened) {
        opening.set(true);
        background.read(
                "open again",
                () -> Files.isDirectory(folder) ? engine.open(folder) : null,
                found -> {
                    opening.set(false);
                    // Somebody who was quicker knows better what to look at.
                    if (found != null && project.get() == null) {
                        look(found);
                        opened.run();
                    }
                },
                this::fail);
    }

    /** Looks at a project; one that is open already is replaced by what was read now. */
    public void look(Project opened) {
        look(opened, false);
    }

    private void look(Project opened, boolean quietly) {
        Target companion = target.get();
        if (leave(opened)) {
            companion = companions.get(opened.root());
            // It may have got another address meanwhile.
            int at = companion == null ? -1 : indexOf(companion);
            companion = at < 0 ? companion : targets.get(at);
        }
        show(opened, companion, quietly);
    }

    /** Remembers what was looked at with the project before, if the next is another one. */
    private boolean leave(Project next) {
        Project before = project.get();
        boolean another = before != null && !before.root().equals(next.root());
        if (another) {
            companions.put(before.root(), target.get());
            target.set(null);
            status.set(null);
        }
        return another;
    }

    private void show(Project opened, Target wanted, boolean quietly) {
        if (quietly) {
            settle(STATUS);
        } else {
            problem.set(null);
        }
        int known = indexOf(opened);
        if (known >= 0) {
            projects.set(known, opened);
        } else {
            projects.add(opened);
        }
        project.set(opened);
        target.set(wanted);
        opening.set(false);
        read(quietly);
    }

    /** Whether it is known what was looked at with a project since the window was opened. */
    public boolean knowsTargetOf(Project wanted) {
        return companions.containsKey(wanted.root());
    }

    /** Looks at a target; null looks at the project alone. */
    public void connect(Target wanted) {
        problem.set(null);
        if (wanted != null) {
            int known = indexOf(wanted);
            if (known >= 0) {
                targets.set(known, wanted);
            } else {
                targets.add(wanted);
            }
        }
        target.set(wanted);
        status.set(null);
        read(false);
    }

    /** Has a target of this name no more; where it is looked at, the project alone is. */
    public void forget(String name) {
        targets.removeIf(known -> known.name().equals(name));
        companions.values().removeIf(known -> known != null && known.name().equals(name));
        if (target.get() != null && target.get().name().equals(name)) {
            connect(null);
        }
    }

    /** Looks at both at once, without asking about one of them alone in between. */
    public void look(Project opened, Target wanted) {
        leave(opened);
        target.set(null);
        if (indexOf(wanted) < 0) {
            targets.add(wanted);
        }
        companions.put(opened.root(), wanted);
        show(opened, wanted, false);
    }

    /** Reads folder and target again. */
    public void refresh() {
        refresh(false);
    }

    /** Reads both again because something is said to have changed; what is shown stays until there is an answer. */
    public void refreshQuietly() {
        refresh(true);
    }

    private void refresh(boolean quietly) {
        Project current = project.get();
        if (current == null) {
            return;
        }
        // What happens by itself takes nothing away that somebody has not read yet.
        if (!quietly) {
            problem.set(null);
        }
        background.read(
                "open",
                () -> engine.open(current.root()),
                opened -> {
                    // Meanwhile somebody may look at another one.
                    if (!quietly || project.get() == current) {
                        look(opened, quietly);
                    }
                },
                failure -> fail(failure, again()));
    }

    public void busy(String text) {
        busy.set(text);
    }

    public void fail(Exception failure) {
        fail(failure, null);
    }

    /** The same, with what one would do next; null where that is not known. */
    public void fail(Exception failure, Recovery next) {
        opening.set(false);
        if (failure instanceof SeveralProjects several) {
            choice.set(several);
            return;
        }
        this.failure = failure;
        recovery = next;
        // The same words are said again, too.
        problem.set(null);
        problem.set(sentence(failure));
    }

    private Recovery again() {
        return new Recovery(STATUS, Recovery.Kind.AGAIN, this::refresh);
    }

    /** What went wrong before has gone well now. */
    public void settle(Object about) {
        if (recovery != null && recovery.about().equals(about)) {
            problem.set(null);
        }
    }

    /** What went wrong last; null when nothing has. */
    public Exception failure() {
        return failure;
    }

    /** What one would do about that; null where nobody said. */
    public Recovery recovery() {
        return recovery;
    }

    /** The words of a failure; what has none says what kind it is. */
    public static String sentence(Exception failure) {
        return failure.getMessage() != null
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }

    private void read(boolean quietly) {
        int asked = ++question;
        Project currentProject = project.get();
        Target currentTarget = target.get();
        if (currentProject == null) {
            link.set(Link.NONE);
            return;
        }
        if (!quietly || link.get() != Link.CONNECTED || status.get() == null) {
            link.set(currentTarget == null ? Link.NONE : Link.CONNECTING);
        }
        background.read(
                "status",
                () -> currentTarget == null
                        ? engine.statusWithoutTarget(currentProject)
                        : engine.status(currentProject, currentTarget),
                answer -> {
                    if (asked == question) {
                        link.set(currentTarget == null ? Link.NONE : Link.CONNECTED);
                        status.set(answer);
                        lookAround(asked, answer.project(), currentTarget);
                    }
                },
                failure -> {
                    if (asked == question) {
                        failStatus(currentProject, failure);
                    }
                });
    }

    /** What goes on beside the migrations is asked after them, because nobody waits for it. */
    private void lookAround(int asked, Project currentProject, Target currentTarget) {
        if (currentTarget == null) {
            outlook.set(null);
            return;
        }
        background.read(
                "outlook",
                () -> engine.outlook(currentProject, currentTarget, Map.of()),
                answer -> {
                    if (asked == question) {
                        outlook.set(answer);
                    }
                },
                failure -> {
                    if (asked == question) {
                        outlook.set(null);
                    }
                });
    }

    /** The target says nothing, but the project's files are still worth showing. */
    private void failStatus(Project currentProject, Exception failure) {
        outlook.set(null);
        link.set(target.get() == null ? Link.NONE : Link.FAILED);
        fail(failure, again());
        if (target.get() != null) {
            int asked = question;
            background.read(
                    "status",
                    () -> engine.statusWithoutTarget(currentProject),
                    answer -> {
                        if (asked == question) {
                            status.set(answer);
                        }
                    },
                    second -> {});
        }
    }

    private int indexOf(Project wanted) {
        for (int i = 0; i < projects.size(); i++) {
            if (projects.get(i).root().equals(wanted.root())) {
                return i;
            }
        }
        return -1;
    }

    private int indexOf(Target wanted) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).name().equals(wanted.name())) {
                return i;
            }
        }
        return -1;
    }
}
