package org.turnstone.desktop.editor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.ec4j.core.Resource;
import org.ec4j.core.ResourceProperties;
import org.ec4j.core.ResourcePropertiesService;
import org.ec4j.core.model.PropertyType;
import org.ec4j.core.model.PropertyType.EndOfLineValue;
import org.ec4j.core.model.PropertyType.IndentStyleValue;

/**
 * How a project writes its files, as its {@code .editorconfig} says.
 *
 * @param indent what one step of indentation is
 * @param lineEnding the ending of new lines; null where it says nothing
 * @param finalNewline whether a file that is saved ends with a line end
 * @param trim whether edited lines lose the blanks at their end
 * @param encoding of new files, in the words of {@code .editorconfig}; null where it says nothing
 */
public record Habits(String indent, String lineEnding, boolean finalNewline, boolean trim, String encoding) {
    private static final int WIDEST = 16;

    /** What is done where nobody says anything. */
    public static final Habits USUAL = new Habits("    ", null, false, false, null);

    /** What holds for a file; the usual where its {@code .editorconfig} cannot be read. */
    public static Habits of(Path file) {
        try {
            ResourceProperties said = ResourcePropertiesService.default_()
                    .queryProperties(Resource.Resources.ofPath(file.toAbsolutePath(), StandardCharsets.UTF_8));
            return of(said);
        } catch (IOException | RuntimeException e) {
            System.getLogger(Habits.class.getName()).log(System.Logger.Level.DEBUG, "editorconfig", e);
            return USUAL;
        }
    }

    private static Habits of(ResourceProperties said) {
        IndentStyleValue style = said.getValue(PropertyType.indent_style, null, false);
        Integer size = said.getValue(PropertyType.indent_size, null, false);
        Integer width = size != null ? size : said.getValue(PropertyType.tab_width, null, false);
        EndOfLineValue ending = said.getValue(PropertyType.end_of_line, null, false);
        String encoding = said.getValue(PropertyType.charset, null, false);
        return new Habits(
                style == IndentStyleValue.tab
                        ? "\t"
                        : width == null ? USUAL.indent : " ".repeat(Math.clamp(width, 1, WIDEST)),
                ending == null ? null : ending.getEndOfLineString(),
                said.getValue(PropertyType.insert_final_newline, false, false),
                said.getValue(PropertyType.trim_trailing_whitespace, false, false),
                encoding == null ? null : encoding.toLowerCase(Locale.ROOT));
    }
}
