package org.turnstone.report;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.run.ColumnFate;
import org.turnstone.run.Direction;
import org.turnstone.run.PairProof;
import org.turnstone.run.Proof;

/** What documents and the terminal say of a proof beside its steps, in lines. */
public final class SchemaLines {
    private SchemaLines() {}

    /** How a line of a difference feels: what comes is good, what goes is bad, what changes wants to be looked at. */
    public static Tone tone(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> Tone.GOOD;
            case '-' -> Tone.BAD;
            case '~' -> Tone.WARNING;
            default -> Tone.NEUTRAL;
        };
    }

    /** What data reverts do not bring back, a sentence each with the migration it is about. */
    public static List<String> losses(Proof proof) {
        List<String> lines = new ArrayList<>();
        for (PairProof pair : proof.pairs()) {
            pair.losses().forEach(loss -> lines.add(pair.label() + ": " + loss));
        }
        return lines;
    }

    /** What became of planted values: those that were lost one by one, those that were kept in a number. */
    public static List<String> values(Proof proof) {
        List<String> lines = new ArrayList<>();
        long kept = 0;
        for (ColumnFate fate : proof.fates()) {
            if (fate.kept()) {
                kept++;
            } else {
                lines.add((fate.direction() == Direction.UP ? "Applying " : "Reverting ") + fate.version() + ": "
                        + fate.table() + "." + fate.column() + ": " + fate.detail());
            }
        }
        if (!proof.fates().isEmpty()) {
            lines.add(Phrases.count(kept, "column") + (kept == 1 ? " has" : " have")
                    + " the values again that were planted.");
        }
        proof.planted().stream()
                .filter(table -> table.rows() == 0)
                .forEach(table -> lines.add(table.table() + " could not be filled: " + table.problem()));
        return lines;
    }
}
