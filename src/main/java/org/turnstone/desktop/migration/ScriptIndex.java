package org.turnstone.desktop.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.turnstone.desktop.editor.Names;
import org.turnstone.desktop.editor.ScriptFile;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.sql.Definition;

/** What each of a project's scripts makes. */
final class ScriptIndex {
    /** In bytes; a longer one is data. */
    private static final long LONGEST = 1_000_000;

    private ScriptIndex() {}

    /** @param stamps when each file was changed last, as of the time it was read */
    static List<Names.Script> of(Project project, List<Names.Script> known, Map<Path, Long> stamps) {
        List<Names.Script> result = new ArrayList<>();
        for (Migration each : project.migrations()) {
            try {
                result.add(read(each.script(), known, stamps));
            } catch (IOException e) {
                // Who looks at the script is told; here it makes nothing.
                result.add(new Names.Script(each.script(), List.of()));
            }
        }
        return result;
    }

    private static Names.Script read(Path file, List<Names.Script> known, Map<Path, Long> stamps) throws IOException {
        long stamp = Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file);
        Long before = stamps.put(file, stamp);
        if (before != null && before == stamp) {
            for (Names.Script script : known) {
                if (script.file().equals(file)) {
                    return script;
                }
            }
        }
        boolean sql = file.toString().endsWith(".sql") && Files.size(file) <= LONGEST;
        return new Names.Script(
                file,
                sql ? Definition.in(ScriptFile.read(Files.readAllBytes(file)).text()) : List.of());
    }
}
