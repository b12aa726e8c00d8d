package org.turnstone.desktop.remedy;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import org.turnstone.run.Remedies;
import org.turnstone.run.RowChange;

/** One remedy that is looked at, and perhaps carried out. Its rows are those of a rehearsal on the target itself. */
public final class RemedyModel {
    /**
     * What is proposed.
     *
     * @param title what it does, in a few words
     * @param guarded whether the database's name has to be typed before anything is written
     * @param versions to choose from before anybody knows what it would write; empty where there is nothing to choose
     */
    public record Proposal(
            Project project, Target target, Remedy remedy, String title, boolean guarded, List<String> versions) {
        public Proposal {
            versions = List.copyOf(versions);
        }

        /** One with nothing to choose. */
        public Proposal(Project project, Target target, Remedy remedy, String title, boolean guarded) {
            this(project, target, remedy, title, guarded, List.of());
        }

        /** Whether a version has to be chosen first. */
        public boolean isOpen() {
            return remedy instanceof Remedy.Baseline(String version, String _) && version == null;
        }

        private Proposal at(String version) {
            return new Proposal(project, target, new Remedy.Baseline(version, null), title, guarded, versions);
        }
    }

    private final Supplier<Remedies> remedies;
    private final Background background;
    private final Runnable onWritten;
    private final ReadOnlyObjectWrapper<Proposal> proposal = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<RowChange>> rows = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();

    /** @param onWritten what follows when rows were written */
    public RemedyModel(Supplier<Remedies> remedies, Background background, Runnable onWritten) {
        this.remedies = remedies;
        this.background = background;
        this.onWritten = onWritten;
    }

    public ReadOnlyObjectProperty<Proposal> proposalProperty() {
        return proposal.getReadOnlyProperty();
    }

    /** The rows it would write; null while nobody knows them. */
    public ReadOnlyObjectProperty<List<RowChange>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Why it cannot be done, in a sentence; null when it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /** Whether there are rows to write. */
    public boolean canWrite() {
        return !working.get()
                && problem.get() == null
                && rows.get() != null
                && !rows.get().isEmpty();
    }

    /** Finds out what it would write. */
    public void propose(Proposal wanted) {
        proposal.set(wanted);
        rows.set(null);
        problem.set(null);
        working.set(!wanted.isOpen());
        if (wanted.isOpen()) {
            return;
        }
        background.read(
                "remedy",
                () -> remedies.get().rehearse(wanted.project(), wanted.target(), wanted.remedy()),
                found -> {
                    if (proposal.get() == wanted) {
                        working.set(false);
                        rows.set(found);
                    }
                },
                failure -> fail(wanted, failure));
    }

    /** Finds out what it would write at this version. */
    public void choose(String version) {
        if (version != null && proposal.get() != null) {
            propose(proposal.get().at(version));
        }
    }

    /** Writes what was shown; {@code done} follows when it is there. */
    public void write(Runnable done) {
        Proposal wanted = proposal.get();
        if (wanted == null || !canWrite()) {
            return;
        }
        working.set(true);
        background.run(
                "remedy",
                () -> remedies.get().apply(wanted.project(), wanted.target(), wanted.remedy()),
                written -> {
                    working.set(false);
                    done.run();
                    onWritten.run();
                },
                failure -> fail(wanted, failure));
    }

    private void fail(Proposal wanted, Exception failure) {
        if (proposal.get() == wanted) {
            working.set(false);
            rows.set(null);
            problem.set(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        }
    }
}
