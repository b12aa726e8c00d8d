package org.turnstone.format.flyway;

import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;

/** Flyway's ways out, carried out by flyway-core itself where it has them. */
final class FlywayRemedies {
    private final RunConnection run;
    private final Project project;

    FlywayRemedies(RunConnection run, Project project) {
        this.run = run;
        this.project = project;
    }

    void apply(Remedy remedy) throws RemedyRefused, SQLException, ProjectProblem {
        try {
            switch (remedy) {
                case Remedy.Repair repair -> flyway(settings()).repair();
                case Remedy.Baseline baseline -> baseline(baseline);
                case Remedy.MarkApplied mark -> markApplied(mark.version());
                case Remedy.MarkReverted mark -> markReverted(mark.version());
                case Remedy.Unlock unlock ->
                    throw new RemedyRefused("Flyway's lock belongs to a session and ends with it; there is nothing to"
                            + " free. `turnstone migrate` says who holds it.");
            }
        } catch (FlywayException e) {
            SQLException said = FlywayFormat.sqlCause(e);
            if (said != null) {
                throw said;
            }
            throw new RemedyRefused(e.getMessage());
        }
    }

    private void baseline(Remedy.Baseline baseline) throws ProjectProblem {
        FluentConfiguration configuration =
                settings().baselineVersion(MigrationVersion.fromVersion(baseline.version()));
        if (baseline.description() != null) {
            configuration.baselineDescription(baseline.description());
        }
        flyway(configuration).baseline();
    }

    /** What Flyway's {@code skipExecutingMigrations} writes: the rows of a migrate that runs nothing. */
    private void markApplied(String version) throws RemedyRefused, ProjectProblem {
        FluentConfiguration configuration = settings().skipExecutingMigrations(true);
        if (version != null) {
            MigrationVersion wanted = MigrationVersion.fromVersion(version);
            MigrationInfo[] pending = flyway(settings()).info().pending();
            if (pending.length == 0 || !wanted.equals(pending[0].getVersion())) {
                boolean later = java.util.Arrays.stream(pending).anyMatch(i -> wanted.equals(i.getVersion()));
                throw new RemedyRefused(
                        later
                                ? "Version " + version + " is not the next pending one: " + pending[0].getVersion()
                                        + " is. Flyway's history has no gaps, so mark that first."
                                : "Version " + version + " is not pending.");
            }
            configuration.target(wanted).repeatableSqlMigrationPrefix(FlywaySettings.NO_PREFIX);
        }
        flyway(configuration).migrate();
    }

    private void markReverted(String version) throws RemedyRefused, SQLException, ProjectProblem {
        FlywayHistory history = FlywayHistory.of(run.connection(), project);
        Optional<FlywayHistory.Row> row = history.exists() ? history.liveRow(version) : Optional.empty();
        history.markReverted(row.orElseThrow(() -> new RemedyRefused("Version " + version + " is not applied.")));
    }

    private FluentConfiguration settings() throws ProjectProblem {
        return FlywaySettings.of(project, new OneConnection(run.connection()));
    }

    private static Flyway flyway(FluentConfiguration configuration) {
        return configuration.load();
    }
}
