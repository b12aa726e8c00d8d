package org.turnstone.format;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.RunConnection;

/** A replay by the tool's own migrate: of everything up to the last one that is wanted, and of nothing else. */
final class WholeReplay implements Replay {
    private final Format format;
    private final RunConnection run;
    private final Project project;
    private final ScriptObserver observer;
    private final List<Migration> known = new ArrayList<>();

    WholeReplay(Format format, RunConnection run, Project project, ScriptObserver observer) {
        this.format = format;
        this.run = run;
        this.project = project;
        this.observer = observer;
    }

    @Override
    public void apply(List<Migration> migrations) throws NotClean, MigrationFailed, ProjectProblem {
        if (migrations.isEmpty()) {
            return;
        }
        known.removeAll(migrations);
        known.addAll(migrations);
        Project only = project.with(
                project.migrations().stream().filter(known::contains).toList());
        format.migrate(run, only, migrations.getLast().version(), observer);
    }

    @Override
    public void revert(Migration migration) throws NotClean, MigrationFailed, ProjectProblem {
        format.revert(run, project, migration, observer);
    }
}
