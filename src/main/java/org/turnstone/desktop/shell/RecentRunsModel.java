package org.turnstone.desktop.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.run.PastRun;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Project;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.PastRuns;
import org.turnstone.run.RunResult;

/** The last runs of the project that is looked at, or of all while none is, of this session and from the journal. */
public final class RecentRunsModel {
    private static final int MOST = 12;
    /** So many journals are looked at to find those of one project. */
    private static final int LOOKED_AT = 300;

    private final RunModel run;
    private final WorkspaceModel workspace;
    private final PastRuns journal;
    private final Background background;
    private final ObservableList<RecentRun> runs = FXCollections.observableArrayList();
    private final ObservableList<RecentRun> shown = FXCollections.unmodifiableObservableList(runs);
    private final ReadOnlyObjectWrapper<List<JournalEntry>> entries = new ReadOnlyObjectWrapper<>(List.of());
    private int question;

    /** A null journal leaves it at the runs of this session. */
    public RecentRunsModel(RunModel run, WorkspaceModel workspace, PastRuns journal, Background background) {
        this.run = run;
        this.workspace = workspace;
        this.journal = journal;
        this.background = background;
        run.past().addListener((ListChangeListener<PastRun>) change -> load());
        workspace.projectProperty().addListener((property, before, now) -> {
            if (before == null || now == null || !before.root().equals(now.root())) {
                // What was read before may know a run that has ended meanwhile as one that goes on.
                load();
            } else {
                arrange();
            }
        });
        load();
    }

    // Properties

    /** Newest first. */
    public ObservableList<RecentRun> runs() {
        return shown;
    }

    /** What the journal lists, newest first. */
    public ReadOnlyObjectProperty<List<JournalEntry>> entriesProperty() {
        return entries.getReadOnlyProperty();
    }

    // Commands

    /** Reads the journal again. */
    public void load() {
        arrange();
        if (journal == null) {
            return;
        }
        int asked = ++question;
        background.read(
                "journal",
                () -> journal.list(LOOKED_AT),
                read -> {
                    if (asked == question) {
                        entries.set(read);
                        arrange();
                    }
                },
                // A journal that cannot be read has nothing to list; the runs of this session are there all the same.
                failure -> {});
    }

    /** Shows a run as it looked when it ended. */
    public void open(RecentRun wanted, Consumer<Exception> failed) {
        PastRun own = own(wanted);
        if (own != null) {
            run.show(own);
        } else if (journal != null && wanted.id() != null) {
            Project project = workspace.projectProperty().get();
            background.read("journal", () -> past(wanted.id(), project), run::show, failed);
        }
    }

    private PastRun past(String id, Project project) throws IOException {
        JournalEntry entry = journal.find(id);
        boolean here =
                project != null && Objects.equals(entry.folder(), project.root().toString());
        return PastRun.of(entry, journal.read(id), here ? project.migrations() : List.of());
    }

    private PastRun own(RecentRun wanted) {
        return run.past().stream()
                .filter(past -> recent(past).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private void arrange() {
        Project project = workspace.projectProperty().get();
        List<RecentRun> arranged = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (PastRun past : run.past()) {
            if (project == null || project.root().toString().equals(past.place().folder())) {
                arranged.add(recent(past));
            }
            own.add(past.result() == null ? null : past.result().id());
        }
        for (JournalEntry entry : entries.get()) {
            boolean ofProject = project == null
                    || Objects.equals(entry.folder(), project.root().toString());
            if (entry.runKind() != null && ofProject && !own.contains(entry.id()) && !isOwnRefusal(entry)) {
                arranged.add(recent(entry));
            }
        }
        arranged.sort(Comparator.comparing(RecentRun::at, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed());
        runs.setAll(arranged.subList(0, Math.min(MOST, arranged.size())));
    }

    /** What could not begin in this session has no result, and so no name to be known by. */
    private boolean isOwnRefusal(JournalEntry entry) {
        return entry.outcome() == null
                && run.past().stream()
                        .anyMatch(
                                past -> past.problem() != null && past.problem().equals(entry.summary()));
    }

    private static RecentRun recent(PastRun past) {
        RunResult result = past.result();
        String target = result == null || result.target() == null
                ? past.place().target()
                : result.target().name();
        return new RecentRun(
                result == null ? null : result.id(),
                past.kind(),
                past.isGood(),
                past.endedAt(),
                result == null ? past.place().project() : result.project(),
                target,
                result == null ? past.problem() : result.summary(),
                true);
    }

    private static RecentRun recent(JournalEntry entry) {
        return new RecentRun(
                entry.id(),
                entry.runKind(),
                entry.outcome() == null && entry.summary() == null ? null : (Boolean) entry.isGood(),
                entry.endedAt() != null ? entry.endedAt() : entry.begunAt(),
                entry.project() != null ? entry.project() : entry.folder(),
                entry.target(),
                entry.summary(),
                entry.hasResult());
    }
}
