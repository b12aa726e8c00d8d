package org.turnstone.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Random;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.parser.PlaceholderReplacingReader;
import org.junit.jupiter.api.Test;

class FilledScriptTest {
    private static final Map<String, String> VALUES =
            Map.of("a", "", "b", "x", "longer", "much longer than it was, é😀");

    @Test
    void everyPlaceComesFromSomewhere() {
        FilledScript script = FilledScript.of("é😀${b}c${longer}d${a}e", "${", "}", VALUES);
        assertThat(script.text()).isEqualTo("é😀xcmuch longer than it was, é😀de");
        assertThat(script.source(script.text().indexOf('x'))).isEqualTo(3);
        assertThat(script.source(script.text().indexOf('c'))).isEqualTo(7);
        assertThat(script.source(script.text().indexOf("than"))).isEqualTo(8);
        assertThat(script.sourceEnd(script.text().indexOf("than"))).isEqualTo(17);
        assertThat(script.source(script.text().length() - 1)).isEqualTo(22);
        assertThat(script.filled(22)).isEqualTo(script.text().length() - 1);
        assertThat(script.filled(10)).as("inside of a placeholder").isEqualTo(5);
    }

    @Test
    void whatHasNoValueIsNamed() {
        FilledScript script = FilledScript.of("a ${x} b ${y", "${", "}", VALUES);
        assertThat(script.text()).isEqualTo("a ${x} b ${y");
        assertThat(script.unknown()).extracting(FilledScript.Unknown::begin).containsExactly(2, 9);
        assertThat(script.hasUnknown(0, 2)).isFalse();
        assertThat(script.hasUnknown(2, 4)).isTrue();
    }

    /** Flyway's own reader is the judge, of its odd corners too. */
    @Test
    void flywayReadsTheSame() throws Exception {
        var random = new Random(5);
        String[] parts = {"$", "{", "}", "$$", "${a}", "${b}", "${longer}", "${B}", "é😀", "x", "\n", "${x}"};
        for (int i = 0; i < 3000; i++) {
            StringBuilder source = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                source.append(parts[random.nextInt(parts.length)]);
            }
            Map<String, String> values = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            values.putAll(VALUES);
            FilledScript script = FilledScript.of(source.toString(), "${", "}", values);
            String theirs = flyway(source.toString());
            assertThat(script.unknown().isEmpty()).as(source.toString()).isEqualTo(theirs != null);
            if (theirs != null) {
                assertThat(script.text()).as(source.toString()).isEqualTo(theirs);
            }
        }
    }

    /** Null where Flyway refuses. */
    private static String flyway(String source) throws Exception {
        try (var reader = new PlaceholderReplacingReader("${", "}", ":", VALUES, new StringReader(source))) {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return text.toString();
        } catch (FlywayException | StringIndexOutOfBoundsException e) {
            return null;
        }
    }
}
