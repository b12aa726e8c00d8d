package org.turnstone.desktop;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Target;
import org.turnstone.format.Draft;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Remedies;
import org.turnstone.run.RowChange;
import org.turnstone.run.RunRefused;
import org.turnstone.run.TurnstoneEngine;

/** A history of three rows, of which a remedy changes one, takes one and adds one. */
final class PretendRemedies implements Remedies {
    /** Files are made by the real one: it starts no server for that. */
    private static final TurnstoneEngine REAL = new TurnstoneEngine();

    @Override
    public List<RowChange> rehearse(Project project, Target target, Remedy remedy) throws RunRefused {
        if (remedy instanceof Remedy.MarkApplied mark) {
            throw new RunRefused("Version " + mark.version()
                    + " is not the next pending one: 1 is. Flyway's history has" + " no gaps, so mark that first.");
        }
        Map<String, String> before = row("7", "audit trail", "SQL", "-1289055773");
        Map<String, String> after = new LinkedHashMap<>(before);
        after.put("checksum", "-1916030225");
        Map<String, String> gone = row("8", "half done, with a description that is longer than most are", "SQL", null);
        return List.of(
                new RowChange("flyway_schema_history", before, after),
                new RowChange("flyway_schema_history", gone, null),
                new RowChange("flyway_schema_history", null, row("9", "missing", "DELETE", "12")));
    }

    @Override
    public List<Remedy> waysOut(Project project, StatusEntry entry) {
        return switch (entry.state()) {
            case CHANGED, MISSING -> List.of(new Remedy.Repair());
            case FAILED -> List.of(new Remedy.MarkReverted(entry.version()), new Remedy.MarkApplied(entry.version()));
            default -> List.of();
        };
    }

    @Override
    public boolean lockOutlivesItsHolder(Project project) {
        return true;
    }

    private static Map<String, String> row(String rank, String description, String type, String checksum) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("installed_rank", rank);
        row.put("version", "20260312080000");
        row.put("description", description);
        row.put("type", type);
        row.put("checksum", checksum);
        return row;
    }

    @Override
    public List<RowChange> apply(Project project, Target target, Remedy remedy) throws RunRefused {
        return rehearse(project, target, remedy);
    }

    @Override
    public NewChoices choices(Project project) throws ProjectProblem {
        return REAL.choices(project);
    }

    @Override
    public List<Draft> draft(Project project, NewMigration wanted) throws ProjectProblem {
        return REAL.draft(project, wanted);
    }

    @Override
    public List<Path> create(Project project, NewMigration wanted) throws ProjectProblem {
        return REAL.create(project, wanted);
    }
}
