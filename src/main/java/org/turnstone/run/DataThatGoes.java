package org.turnstone.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.turnstone.sql.DataLoss;

/**
 * The data that goes with a plan, as far as its scripts say.
 *
 * @param rows how many rows the planner thinks there are, by the name a script gives the table; those it does not know
 *     are absent
 * @param unread the scripts whose text says nothing: they are not SQL, or cannot be read
 */
public record DataThatGoes(List<DataLoss> losses, Map<String, Long> rows, List<String> unread) {
    public static final DataThatGoes NONE = new DataThatGoes(List.of(), Map.of(), List.of());

    public DataThatGoes {
        losses = List.copyOf(losses);
        rows = Map.copyOf(rows);
        unread = List.copyOf(unread);
    }

    /** Reads the scripts of a plan as they are now. */
    static DataThatGoes of(List<PlannedStep> plan) {
        Set<DataLoss> losses = new LinkedHashSet<>();
        List<String> unread = new ArrayList<>();
        for (PlannedStep step : plan) {
            boolean up = step.direction() == Direction.UP;
            Path file = up ? step.migration().script() : step.migration().revertScript();
            String script = text(file);
            if (script != null) {
                losses.addAll(DataLoss.of(script));
            } else {
                unread.add(file == null ? step.migration().scriptName() : String.valueOf(file.getFileName()));
            }
        }
        return new DataThatGoes(List.copyOf(losses), Map.of(), unread);
    }

    DataThatGoes counted(Map<String, Long> known) {
        return new DataThatGoes(losses, known, unread);
    }

    /** What would be locked to take it away, by which {@link Outlook} knows the rows. */
    Map<String, String> locks() {
        Map<String, String> locks = new LinkedHashMap<>();
        losses.forEach(loss -> locks.put(loss.name(), "ACCESS EXCLUSIVE"));
        return locks;
    }

    public boolean isEmpty() {
        return losses.isEmpty() && unread.isEmpty();
    }

    /** A script's text; null for what is not SQL, and for what cannot be read. */
    public static String text(Path script) {
        if (script == null || !script.toString().toLowerCase(Locale.ROOT).endsWith(".sql")) {
            return null;
        }
        try {
            // Names and keywords are found whatever becomes of a letter that is not UTF-8.
            return new String(Files.readAllBytes(script), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }
}
