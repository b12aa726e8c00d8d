package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineEditsTest {
    @Test
    void commentsOutAtTheSmallestIndentAndInAgain() {
        List<String> lines = List.of("  select 1,", "", "    2;");
        List<String> out = LineEdits.toggleComment(lines);
        assertThat(out).containsExactly("  -- select 1,", "", "  --   2;");
        assertThat(LineEdits.toggleComment(out)).isEqualTo(lines);
    }

    @Test
    void commentsOutWhatIsOnlyPartlyComment() {
        assertThat(LineEdits.toggleComment(List.of("-- a", "b"))).containsExactly("-- -- a", "-- b");
    }

    @Test
    void indentsAndOutdents() {
        List<String> lines = List.of("a", "", "  b", "\tc");
        assertThat(LineEdits.indent(lines, "    ")).containsExactly("    a", "", "      b", "    \tc");
        assertThat(LineEdits.outdent(lines, "    ")).containsExactly("a", "", "b", "c");
        assertThat(LineEdits.outdent(LineEdits.indent(lines, "    "), "    ")).isEqualTo(lines);
    }

    @Test
    void aNewLineIsIndentedLikeTheLastAndDeeperInsideSomething() {
        assertThat(LineEdits.indentAfter("  a", "    ")).isEqualTo("  ");
        assertThat(LineEdits.indentAfter("create table t (", "    ")).isEqualTo("    ");
        assertThat(LineEdits.indentAfter("  BEGIN", "    ")).isEqualTo("      ");
        assertThat(LineEdits.indentAfter("    if a then ", "    ")).isEqualTo("        ");
        assertThat(LineEdits.indentAfter("  BEGIN", "  ")).isEqualTo("    ");
        assertThat(LineEdits.indentAfter("\tcreate table t (", "\t")).isEqualTo("\t\t");
    }
}
