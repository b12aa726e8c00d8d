package org.turnstone.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;

/** A derived revert as the text of a file in the format's naming. */
final class RevertScript {
    private static final int WIDTH = 110;

    private final Format format;
    private final Project project;
    private final String version;

    /**
     * @param version of the PostgreSQL it was proven on
     */
    RevertScript(Format format, Project project, String version) {
        this.format = format;
        this.project = project;
        this.version = version;
    }

    /** Where it belongs; null where the format keeps reverts in the migration's own file. */
    Path file(Migration migration) {
        if (format.runsElsewhere(migration)) {
            return null;
        }
        String name = format.revertScriptName(migration);
        Path reverts = project.settings().reverts();
        return reverts != null
                ? reverts.resolve(name)
                : migration.script().resolveSibling(name.substring(name.lastIndexOf('/') + 1));
    }

    /** Why these statements cannot stand in a script of this tool, or nothing. */
    Optional<String> refusal(List<String> statements) {
        boolean placeholders =
                format.name().equals("Flyway") && statements.stream().anyMatch(s -> s.contains("${"));
        return placeholders
                ? Optional.of("What it would put back has ${ in it, which Flyway takes for a placeholder.")
                : Optional.empty();
    }

    String text(Migration migration, List<String> statements, List<String> losses) {
        String mark = format.runsElsewhere(migration) ? "// " : "-- ";
        StringBuilder text = new StringBuilder();
        comment(
                text,
                mark,
                "Takes " + format.label(migration.version(), migration.description())
                        + " back. Derived by Turnstone from what it does to the schema, and proven on PostgreSQL "
                        + version
                        + ": afterwards the schema is what it was before.");
        if (!losses.isEmpty()) {
            comment(text, mark, "It does not bring back:");
            losses.forEach(loss -> comment(text, mark + "  ", loss));
        }
        text.append('\n');
        if (format.runsElsewhere(migration)) {
            function(text, migration, statements);
        } else {
            statements.forEach(sql -> text.append(sql).append(";\n"));
        }
        return text.toString();
    }

    /** Knex keeps both ways in one file. */
    private static void function(StringBuilder text, Migration migration, List<String> statements) {
        String name = migration.script().getFileName().toString();
        if (name.endsWith("ts")) {
            text.append("export async function down(knex: Knex): Promise<void> {\n");
        } else if (name.endsWith(".mjs")) {
            text.append("export async function down(knex) {\n");
        } else {
            text.append("exports.down = async function (knex) {\n");
        }
        for (String sql : statements) {
            String quoted = sql.replace("\\", "\\\\")
                    .replace("`", "\\`")
                    .replace("${", "\\${")
                    // Knex takes a question mark for a value that is to come.
                    .replace("?", "\\\\?");
            text.append("  await knex.raw(`").append(quoted).append("`);\n");
        }
        text.append(name.endsWith("ts") || name.endsWith(".mjs") ? "}\n" : "};\n");
    }

    private static void comment(StringBuilder text, String mark, String sentence) {
        StringBuilder line = new StringBuilder(mark);
        for (String word : sentence.replaceAll("\\s+", " ").split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > mark.length()) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(mark);
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
