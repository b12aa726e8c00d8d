package org.turnstone.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.RowChange;

/** A way out of a bad state: says exactly which history rows it will write, asks, writes them. Runs no script. */
abstract class RemedyCommand extends ProjectCommand {
    static final String ASKS = "%nIt first says exactly which rows it will write, and asks. No script is run.%n";

    private final String verb;

    /** @param verb what is done, as the command is called */
    RemedyCommand(Context context, String verb) {
        super(context);
        this.verb = verb;
    }

    abstract Remedy remedy() throws UsageProblem;

    @Override
    final int work() throws Exception {
        Project project = projectToRun();
        Target target = target();
        Remedy remedy = remedy();
        List<RowChange> shown = context.engine().remedies().rehearse(project, target, remedy);
        if (shown.isEmpty()) {
            tell(shown, false, "Nothing to " + verb + ": no row would be written.");
            return Exit.DONE;
        }
        if (!output.json) {
            rows(shown);
        }
        GuardRail.confirm(context, database, target, verb, "Write this?", "Nothing was written.");
        List<RowChange> written = context.engine().remedies().apply(project, target, remedy);
        tell(written, true, written.size() == 1 ? "1 row written." : written.size() + " rows written.");
        return Exit.DONE;
    }

    private void tell(List<RowChange> changes, boolean done, String sentence) {
        if (output.json) {
            context.out().line(RemedyJson.rows(verb, changes, done));
        } else {
            context.out().line(context.ink().of(Tone.GOOD, "✓") + " " + sentence);
        }
    }

    private void rows(List<RowChange> changes) {
        for (RowChange change : changes) {
            if (change.before() == null) {
                context.out().line("+ " + change.table() + "  " + words(change.after(), null));
            } else if (change.after() == null) {
                context.out().line("- " + change.table() + "  " + words(change.before(), null));
            } else {
                context.out().line("~ " + change.table() + "  " + words(change.before(), null));
                context.out().line("    becomes  " + words(change.after(), change.before()));
            }
        }
    }

    /** Every column, or those that differ from what was. */
    private static String words(Map<String, String> row, Map<String, String> was) {
        return row.entrySet().stream()
                .filter(e -> was == null || !java.util.Objects.equals(e.getValue(), was.get(e.getKey())))
                .map(e -> e.getKey() + "=" + Visible.line(String.valueOf(e.getValue())))
                .collect(Collectors.joining(", "));
    }
}
