package org.turnstone.format;

import java.nio.file.Path;
import java.util.List;

/**
 * A folder of migrations, written in one format.
 *
 * @param name what people call it: the folder's name
 * @param root the folder that was opened
 * @param folder the folder that holds the migrations
 * @param format the format's name, such as {@code Flyway}
 * @param evidence why it was taken for that format, in one sentence
 * @param migrations in the order the tool runs them
 * @param notes what in the folder was not understood, a sentence each
 * @param settings what its {@code turnstone.toml} says
 * @param program a program of the project's own that decides about its migrations and was not run, because nobody has
 *     said that it may be; null when there is none
 */
public record Project(
        String name,
        Path root,
        Path folder,
        String format,
        String evidence,
        List<Migration> migrations,
        List<String> notes,
        ProjectSettings settings,
        Path program) {
    public Project {
        migrations = List.copyOf(migrations);
        notes = List.copyOf(notes);
    }

    /** One without a {@code turnstone.toml}. */
    public Project(
            String name,
            Path root,
            Path folder,
            String format,
            String evidence,
            List<Migration> migrations,
            List<String> notes) {
        this(name, root, folder, format, evidence, migrations, notes, ProjectSettings.none());
    }

    /** One whose settings are no programs. */
    public Project(
            String name,
            Path root,
            Path folder,
            String format,
            String evidence,
            List<Migration> migrations,
            List<String> notes,
            ProjectSettings settings) {
        this(name, root, folder, format, evidence, migrations, notes, settings, null);
    }

    /** The same project with other migrations. */
    public Project with(List<Migration> others) {
        return new Project(name, root, folder, format, evidence, others, notes, settings, program);
    }
}
