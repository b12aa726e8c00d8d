package org.turnstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.turnstone.run.StatementError;

class TextTest {
    @Test
    void charactersThatActAreShown() {
        assertThat(Visible.line("a\u001b[2Jb\tc\nd\u202Ee\u0007")).isEqualTo("a\\u001b[2Jb c d\\u202ee\\u0007");
        assertThat(Visible.lines("a\r\nb\rc")).isEqualTo("a\nb\\u000dc");
        assertThat(Visible.line("שלום 客户 👩‍💻")).isEqualTo("שלום 客户 👩‍💻");
    }

    @Test
    void wideCharactersTakeTwoCells() {
        assertThat(Cells.width("客户")).isEqualTo(4);
        assertThat(Cells.width("e\u0301")).isEqualTo(1);
        assertThat(Cells.fit("客户资料", 6)).isEqualTo("客户…");
        assertThat(Cells.fit("orders", 6)).isEqualTo("orders");
        assertThat(Cells.fit("customers", 6)).isEqualTo("custo…");
    }

    @Test
    void durationsReadWell() {
        assertThat(Phrases.duration(Duration.ofNanos(400_000))).isEqualTo("<1 ms");
        assertThat(Phrases.duration(Duration.ofMillis(38))).isEqualTo("38 ms");
        assertThat(Phrases.duration(Duration.ofMillis(1240))).isEqualTo("1.2 s");
        assertThat(Phrases.duration(Duration.ofMillis(59_990))).isEqualTo("59.9 s");
        assertThat(Phrases.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
        assertThat(Phrases.duration(null)).isEqualTo("–");
    }

    @Test
    void aStatementIsKnownByItsFirstLineThatSaysSomething() {
        assertThat(Phrases.firstLine("-- why\n\nCREATE TABLE t (\n  id int)")).isEqualTo("CREATE TABLE t ( …");
        assertThat(Phrases.firstLine("  SELECT 1  ")).isEqualTo("SELECT 1");
        assertThat(Phrases.firstLine("")).isEmpty();
    }

    @Test
    void theCaretStandsUnderThePlace() {
        assertThat(Caret.under(at("ALTER TABLE t", 13))).isEqualTo("ALTER TABLE t\n            ^");
        assertThat(Caret.under(at("客户 x", 4))).isEqualTo("客户 x\n     ^");
        assertThat(Caret.under(at("short", 99))).isEqualTo("short\n     ^");
        assertThat(Caret.under(at(null, 1))).isEmpty();
        String[] cut =
                Caret.under(at("x".repeat(500) + "!" + "y".repeat(500), 501)).split("\n");
        assertThat(cut[0].charAt(cut[1].indexOf('^'))).isEqualTo('!');
        assertThat(cut[0].length()).isLessThan(110);
    }

    private static StatementError at(String sourceLine, int column) {
        return new StatementError("f.sql", 1, column, null, "m", null, null, null, sourceLine);
    }
}
