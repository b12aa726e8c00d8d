package org.turnstone.desktop.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Draft;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Remedies;

/** A migration that is about to be made: what it is to be called, and which files that would give. */
public final class NewMigrationModel {
    private final WorkspaceModel workspace;
    private final Supplier<Remedies> remedies;
    private final Background background;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty version = new SimpleStringProperty("");
    private final BooleanProperty revertible = new SimpleBooleanProperty();
    private final ObjectProperty<String> ending = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<NewChoices> choices = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<String>> files = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();
    private final BooleanBinding incomplete;
    private Consumer<List<Path>> onCreated = created -> {};
    private Project project;
    /** Counts questions, so that an answer to an older one is dropped. */
    private int question;

    private boolean beginning;

    NewMigrationModel(WorkspaceModel workspace, Supplier<Remedies> remedies, Background background) {
        this.workspace = workspace;
        this.remedies = remedies;
        this.background = background;
        incomplete = files.isEqualTo(List.of()).or(writing);
        name.addListener((typed, before, now) -> preview());
        version.addListener((typed, before, now) -> preview());
        revertible.addListener((chosen, before, now) -> preview());
        ending.addListener((chosen, before, now) -> preview());
    }

    // Properties

    /** What it does, in words. */
    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty versionProperty() {
        return version;
    }

    public BooleanProperty revertibleProperty() {
        return revertible;
    }

    public ObjectProperty<String> endingProperty() {
        return ending;
    }

    /** What can be chosen; null until that is known. */
    public ReadOnlyObjectProperty<NewChoices> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /** The files that would be written, below the project's folder; none while something is missing or wrong. */
    public ReadOnlyObjectProperty<List<String>> filesProperty() {
        return files.getReadOnlyProperty();
    }

    /** Why the tool would refuse it, in a sentence; null when it would not. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty writingProperty() {
        return writing.getReadOnlyProperty();
    }

    /** Whether nothing can be written yet. */
    public BooleanBinding incomplete() {
        return incomplete;
    }

    public void onCreated(Consumer<List<Path>> listener) {
        onCreated = listener;
    }

    // Commands

    /** Begins anew, with what the project would choose. */
    public void begin() {
        project = workspace.projectProperty().get();
        int asked = ++question;
        choices.set(null);
        files.set(List.of());
        problem.set(null);
        writing.set(false);
        beginning = true;
        name.set("");
        version.set("");
        ending.set(null);
        beginning = false;
        if (project == null) {
            return;
        }
        Project wanted = project;
        background.read(
                "choices",
                () -> remedies.get().choices(wanted),
                found -> {
                    if (asked == question) {
                        offer(found);
                    }
                },
                failure -> {
                    if (asked == question) {
                        problem.set(WorkspaceModel.sentence(failure));
                    }
                });
    }

    private void offer(NewChoices found) {
        beginning = true;
        version.set(found.versions().isEmpty() ? "" : found.versions().getFirst());
        ending.set(found.endings().getFirst());
        revertible.set(found.revertible());
        beginning = false;
        choices.set(found);
        // Somebody may have typed before the choices were there.
        preview();
    }

    /**
     * What is typed and chosen now. A number is written as it is shown: one that is a time would be another a second
     * later. A version with dots that nobody touched is left to the tool, which writes it in its own way.
     */
    private NewMigration wanted() {
        NewChoices known = choices.get();
        String shown = version.get().strip();
        boolean chosen = !known.versions().isEmpty()
                && (shown.matches("\\d+") || !shown.equals(known.versions().getFirst()));
        return new NewMigration(name.get(), chosen ? version.get() : null, revertible.get(), ending.get(), hasRun());
    }

    /** What the database that is looked at has run. */
    private List<String> hasRun() {
        List<String> ran = new ArrayList<>();
        boolean known = workspace.linkProperty().get() == WorkspaceModel.Link.CONNECTED
                && workspace.statusProperty().get() != null;
        if (known) {
            for (StatusEntry each : workspace.statusProperty().get().status().entries()) {
                boolean there = each.state() == MigrationState.APPLIED
                        || each.state() == MigrationState.CHANGED
                        || each.state() == MigrationState.MISSING
                        || each.state() == MigrationState.BASELINE;
                if (there && each.version() != null) {
                    ran.add(each.version());
                }
            }
        }
        return ran;
    }

    private void preview() {
        if (beginning || choices.get() == null || writing.get()) {
            return;
        }
        int asked = ++question;
        if (name.get().isBlank()) {
            files.set(List.of());
            problem.set(null);
            return;
        }
        NewMigration wanted = wanted();
        Project current = project;
        background.read(
                "preview",
                () -> remedies.get().draft(current, wanted).stream()
                        .map(Draft::file)
                        .map(file -> relative(current, file))
                        .toList(),
                found -> {
                    if (asked == question) {
                        problem.set(null);
                        files.set(found);
                    }
                },
                failure -> {
                    if (asked == question) {
                        files.set(List.of());
                        problem.set(WorkspaceModel.sentence(failure));
                    }
                });
    }

    /** Writes the files. */
    public void create() {
        if (incomplete.get()) {
            return;
        }
        int asked = ++question;
        NewMigration wanted = wanted();
        Project current = project;
        writing.set(true);
        background.read(
                "new",
                () -> remedies.get().create(current, wanted),
                written -> {
                    writing.set(false);
                    onCreated.accept(written);
                },
                failure -> {
                    writing.set(false);
                    if (asked == question) {
                        files.set(List.of());
                        problem.set(WorkspaceModel.sentence(failure));
                    }
                });
    }

    private static String relative(Project project, Path file) {
        Path root = project.root().toAbsolutePath().normalize();
        Path whole = file.toAbsolutePath().normalize();
        return (whole.startsWith(root) ? root.relativize(whole) : whole)
                .toString()
                .replace('\\', '/');
    }
}
