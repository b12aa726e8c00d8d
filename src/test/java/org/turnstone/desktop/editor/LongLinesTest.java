package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongLinesTest {
    @Test
    void aLongLineIsShownInPiecesAndWrittenWhole() {
        String text = "select 1;\nselect '" + "x😀".repeat(20_000) + "';\n-- end\n";
        var lines = new LongLines();
        String shown = lines.shown(text);
        assertThat(shown.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(LongLines.LONGEST);
        assertThat(lines.isCut()).isTrue();
        assertThat(lines.written(shown)).isEqualTo(text);
        assertThat(lines.written(shown.replace("-- end", "-- edited"))).isEqualTo(text.replace("-- end", "-- edited"));
    }

    @Test
    void aTextThatHasTheSignItselfKeepsIt() {
        String text = "-- ↩\n" + "x".repeat(12_000) + "↩\n";
        var lines = new LongLines();
        assertThat(lines.written(lines.shown(text))).isEqualTo(text);
    }

    @Test
    void whatIsShortIsShownAsItIs() {
        var lines = new LongLines();
        assertThat(lines.shown("a\nb")).isEqualTo("a\nb");
        assertThat(lines.isCut()).isFalse();
    }
}
