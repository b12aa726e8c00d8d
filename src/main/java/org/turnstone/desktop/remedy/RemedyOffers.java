package org.turnstone.desktop.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Outlook;
import org.turnstone.run.Remedies;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunResult;

/** The ways out that are offered where something is not as it should be: those the project's tool has. */
public final class RemedyOffers {
    /**
     * One way out.
     *
     * @param words on the button
     * @param title of the dialog that shows what it would write
     * @param versions to choose from, where it needs one; empty where it does not
     */
    public record Offer(String words, String title, Remedy remedy, List<String> versions) {
        public Offer {
            versions = List.copyOf(versions);
        }
    }

    private final Supplier<Remedies> remedies;
    private final WorkspaceModel workspace;
    private final Messages messages;

    public RemedyOffers(Supplier<Remedies> remedies, WorkspaceModel workspace, Messages messages) {
        this.remedies = remedies;
        this.workspace = workspace;
        this.messages = messages;
    }

    /** For a migration; none while nobody is connected, and for one that is as it should be. */
    public List<Offer> of(StatusEntry entry) {
        return entry == null || !isConnected()
                ? List.of()
                : remedies.get().waysOut(project(), entry).stream()
                        .map(remedy -> offer(remedy, entry.label()))
                        .toList();
    }

    /** For what stopped a run on the database that is looked at. */
    public List<Offer> of(RunResult result) {
        boolean here = result != null
                && isConnected()
                && result.kind() != RunKind.TEST
                && result.target() != null
                && result.target()
                        .name()
                        .equals(workspace.targetProperty().get().name())
                && Objects.equals(result.folder(), project().folder().toString());
        if (!here) {
            return List.of();
        }
        if (result.outcome() == RunOutcome.LOCKED && result.blockers().isEmpty()) {
            Offer unlock = unlock();
            return unlock == null ? List.of() : List.of(unlock);
        }
        List<Offer> offers = new ArrayList<>();
        if (result.outcome() == RunOutcome.NOT_CLEAN || result.outcome() == RunOutcome.FAILED) {
            for (StatusEntry entry : status().entries()) {
                boolean stops = entry.state() == MigrationState.FAILED
                        || result.outcome() == RunOutcome.NOT_CLEAN
                                && entry.state().isProblem();
                if (stops) {
                    of(entry).stream()
                            .filter(offer ->
                                    offers.stream().noneMatch(o -> o.remedy().equals(offer.remedy())))
                            .forEach(offers::add);
                }
            }
        }
        return offers;
    }

    /** To free the lock; null where the tool's lock goes with whoever took it. */
    public Offer unlock() {
        return isConnected() && remedies.get().lockOutlivesItsHolder(project())
                ? offer(new Remedy.Unlock(), workspace.targetProperty().get().name())
                : null;
    }

    /** The same, where the lock is taken. */
    public Offer unlockOfTaken() {
        Outlook outlook = workspace.outlookProperty().get();
        return outlook == null || outlook.lockHolder() == null ? null : unlock();
    }

    /** To take the database over; null where it has a history, and where the project has nothing to say about it. */
    public Offer takeOver() {
        if (!isConnected()) {
            return null;
        }
        boolean begun = status().entries().stream().anyMatch(each -> each.state() != MigrationState.PENDING);
        List<String> versions = status().entries().stream()
                .filter(each -> each.kind() == Migration.Kind.VERSIONED && each.version() != null)
                .map(StatusEntry::version)
                .toList();
        if (begun || versions.isEmpty()) {
            return null;
        }
        Remedy remedy = remedies.get().takeOver(project(), null);
        Offer offer = offer(remedy, workspace.targetProperty().get().name());
        return remedy instanceof Remedy.Baseline ? new Offer(offer.words(), offer.title(), remedy, versions) : offer;
    }

    /** The same, where there is something to be taken over. */
    public Offer takeOverOfOccupied() {
        Outlook outlook = workspace.outlookProperty().get();
        return outlook == null || !outlook.occupied() ? null : takeOver();
    }

    private Offer offer(Remedy remedy, String what) {
        String key = "way." + remedy.getClass().getSimpleName();
        String words = messages.text(
                remedy instanceof Remedy.MarkApplied(String version) && version == null ? "way.MarkAllApplied" : key);
        return new Offer(words, messages.text("remedy.for", words.replace("…", ""), what), remedy, List.of());
    }

    private boolean isConnected() {
        return workspace.projectProperty().get() != null
                && workspace.targetProperty().get() != null
                && workspace.statusProperty().get() != null
                && workspace.linkProperty().get() == WorkspaceModel.Link.CONNECTED;
    }

    private Project project() {
        return workspace.projectProperty().get();
    }

    private Status status() {
        return workspace.statusProperty().get().status();
    }
}
