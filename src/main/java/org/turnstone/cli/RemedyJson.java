package org.turnstone.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.turnstone.run.RowChange;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What remedies wrote, and new files, as {@code turnstone/1} documents. */
final class RemedyJson {
    private RemedyJson() {}

    static String rows(String command, List<RowChange> changes, boolean written) {
        ObjectNode document = ProfileJson.document().put("command", command).put("written", written);
        ArrayNode rows = document.putArray("rows");
        for (RowChange change : changes) {
            ObjectNode row = rows.addObject().put("table", change.table());
            columns(row, "before", change.before());
            columns(row, "after", change.after());
        }
        return ProfileJson.text(document);
    }

    static String files(List<Path> files) {
        ObjectNode document = ProfileJson.document();
        ArrayNode names = document.putArray("files");
        files.forEach(file -> names.add(file.toString()));
        return ProfileJson.text(document);
    }

    private static void columns(ObjectNode row, String name, Map<String, String> columns) {
        if (columns == null) {
            row.putNull(name);
        } else {
            ObjectNode values = row.putObject(name);
            columns.forEach(values::put);
        }
    }
}
