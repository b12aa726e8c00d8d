package org.turnstone.desktop.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.run.ObservedModel;
import org.turnstone.desktop.run.PastRun;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Project;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.PastRuns;
import org.turnstone.run.RunKind;

/** When a project is looked at for the first time, fills what shows runs with what its last ones saw. */
public final class Recollection {
    /** What more of them saw is seldom about a script as it is now. */
    private static final int MOST_OF_A_KIND = 3;

    private final RecentRunsModel recent;
    private final WorkspaceModel workspace;
    private final PastRuns journal;
    private final Background background;
    private final RunModel run;
    private final ObservedModel observed;
    private final Set<Path> recalled = new HashSet<>();

    /** A null journal has nothing to recall. */
    public Recollection(
            RecentRunsModel recent,
            WorkspaceModel workspace,
            PastRuns journal,
            Background background,
            RunModel run,
            ObservedModel observed) {
        this.recent = recent;
        this.workspace = workspace;
        this.journal = journal;
        this.background = background;
        this.run = run;
        this.observed = observed;
        recent.entriesProperty().subscribe(this::recall);
        workspace.projectProperty().subscribe(this::recall);
    }

    private void recall() {
        Project project = workspace.projectProperty().get();
        List<JournalEntry> entries = recent.entriesProperty().get();
        if (journal == null || project == null || entries.isEmpty() || !recalled.add(project.root())) {
            return;
        }
        background.read(
                "journal",
                () -> read(project, entries),
                found -> {
                    found.forEach(observed::recall);
                    // Somebody who has gone on to another project is not shown this one's.
                    if (!found.isEmpty()
                            && workspace.projectProperty().get() != null
                            && workspace.projectProperty().get().root().equals(project.root())) {
                        run.recall(found.getFirst());
                    }
                },
                // What cannot be read is not shown; whoever opens it from the list is told why.
                failure -> {});
    }

    /** The last ones of the project, newest first: the very last, and of the kinds that see what migrations do some more. */
    private List<PastRun> read(Project project, List<JournalEntry> entries) throws IOException {
        List<PastRun> found = new ArrayList<>();
        int dryRuns = 0;
        int tests = 0;
        for (JournalEntry entry : entries) {
            boolean own = Objects.equals(entry.folder(), project.root().toString()) && entry.hasResult();
            if (!own || entry.runKind() == null) {
                continue;
            }
            dryRuns += entry.runKind() == RunKind.DRY_RUN ? 1 : 0;
            tests += entry.runKind() == RunKind.TEST ? 1 : 0;
            boolean wanted = found.isEmpty()
                    || entry.runKind() == RunKind.DRY_RUN && dryRuns <= MOST_OF_A_KIND
                    || entry.runKind() == RunKind.TEST && tests <= MOST_OF_A_KIND;
            if (wanted && journal.isSmall(entry.id())) {
                try {
                    found.add(PastRun.of(entry, journal.read(entry.id()), project.migrations()));
                } catch (IOException e) {
                    // A damaged journal costs what it says and nothing else.
                    continue;
                }
            }
        }
        return found;
    }
}
