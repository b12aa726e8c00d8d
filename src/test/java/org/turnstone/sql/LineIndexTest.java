package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineIndexTest {
    @Test
    void everyKindOfLineEndEndsOne() {
        LineIndex index = new LineIndex("a\nb\r\nc\rd\n");

        assertThat(index.lines()).isEqualTo(5);
        assertThat(index.lineText(2)).isEqualTo("b");
        assertThat(index.lineText(3)).isEqualTo("c");
        assertThat(index.lineText(5)).isEmpty();
        assertThat(index.line(1)).isEqualTo(1);
        assertThat(index.line(2)).isEqualTo(2);
        assertThat(index.line(4)).isEqualTo(2);
        assertThat(index.line(7)).isEqualTo(4);
        assertThat(index.line(9)).isEqualTo(5);
    }

    @Test
    void columnsCountCharactersAsPeopleDo() {
        LineIndex index = new LineIndex("x\n\uD83D\uDC26y");

        assertThat(index.column(2)).isEqualTo(1);
        assertThat(index.column(4)).isEqualTo(2);
        assertThat(index.column(5)).isEqualTo(3);
        assertThat(index.offset(2, 2)).isEqualTo(4);
        assertThat(index.offset(2, 99)).isEqualTo(5);
        assertThat(index.offset(1, 99)).isEqualTo(1);
    }

    @Test
    void aByteOrderMarkTakesNoColumn() {
        LineIndex index = new LineIndex("\uFEFFab\nc");

        assertThat(index.line(0)).isEqualTo(1);
        assertThat(index.column(0)).isEqualTo(1);
        assertThat(index.column(1)).isEqualTo(1);
        assertThat(index.column(2)).isEqualTo(2);
        assertThat(index.lineText(1)).isEqualTo("ab");
    }

    @Test
    void nothingIsOneEmptyLine() {
        LineIndex index = new LineIndex("");

        assertThat(index.lines()).isEqualTo(1);
        assertThat(index.lineText(1)).isEmpty();
        assertThat(index.line(0)).isEqualTo(1);
        assertThat(index.column(0)).isEqualTo(1);
    }
}
