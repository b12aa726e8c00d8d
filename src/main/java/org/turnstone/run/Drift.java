package org.turnstone.run;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.Snapshot;

/**
 * How a target's schema differs from what its history produces.
 *
 * @param difference from the replayed schema to the target's
 * @param lines the same for people, a line an object, in words that say where it is
 * @param caveats why a difference may not be one, a sentence each
 */
record Drift(SchemaDifference difference, List<String> lines, List<String> caveats) {
    private static final String DATABASE = "database";

    /** Set for a database, or for a role in it. */
    private static final String SETTING = "setting";

    static Drift of(Snapshot replayed, int replayedVersion, TargetPicture target) {
        List<SchemaChange> changes = new ArrayList<>();
        int ofTheDatabase = 0;
        for (SchemaChange change : replayed.to(target.schema()).changes()) {
            if (isOfTheDatabase(change.object())) {
                ofTheDatabase++;
            } else {
                changes.add(change);
            }
        }
        SchemaDifference difference = new SchemaDifference(changes);
        List<String> caveats = new ArrayList<>();
        if (ofTheDatabase > 0) {
            caveats.add(
                    "What is granted on the database itself, set for it or said of it is another in every place, and is"
                            + " left out: " + Texts.count(ofTheDatabase, "difference") + ".");
        }
        int there = target.version() / 10000;
        int here = replayedVersion / 10000;
        if (there != here) {
            caveats.add("The target runs PostgreSQL " + there + " and its history was replayed on " + here
                    + ", which writes some definitions otherwise: what differs may only be worded differently. With"
                    + " --postgres installed or --postgres target it is replayed on the same version.");
        }
        caveats.addAll(target.notes());
        for (String kind : target.schema().notVisible()) {
            caveats.add("The role may not read " + kind + " of the target, so these were not compared.");
        }
        List<String> aligned = difference.lines();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < aligned.size(); i++) {
            lines.add(words(changes.get(i), aligned.get(i), target.info().name()));
        }
        return new Drift(difference, lines, caveats);
    }

    private static boolean isOfTheDatabase(SchemaObject object) {
        return object.kind().equals(DATABASE)
                || object.kind().equals(SETTING)
                || object.parent() != null
                        && (object.parent().startsWith(DATABASE)
                                || object.parent().startsWith(SETTING));
    }

    /** The names stand under each other, whatever they are names of. */
    private static String words(SchemaChange change, String line, String target) {
        SchemaObject object = change.object();
        String said = line.substring(2);
        String named = said.substring(
                0,
                said.indexOf(object.name(), object.kind().length())
                        + object.name().length());
        return switch (change.kind()) {
            case ADDED -> named + " exists only on " + target;
            case REMOVED -> named + " is missing on " + target;
            case CHANGED -> said + " (on " + target + ")";
        };
    }
}
