package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTableTest {
    private static final String[] LINES = {
        "select 1;",
        "create table t (",
        "  a text default 'x',",
        ");",
        "$$",
        "do $$",
        "begin",
        "end $$;",
        "/* a",
        "*/",
        "'",
        "-- c",
        "",
        "copy t from stdin;",
        "1\t2",
        "\\.",
        "create function f() returns int as $b$",
        "$b$;"
    };

    private final LexerHighlighter highlighter = new LexerHighlighter();

    @Test
    void knowsAfterAnyEditsWhatReadingAnewFindsOut() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            List<String> text = lines(random, 40);
            var table = new LineTable(highlighter);
            table.reset(text.size());
            for (int edit = 0; edit < 40; edit++) {
                // Sometimes reading gets nowhere between two edits, sometimes a little further, sometimes to the end.
                int stop = random.nextInt(3) == 0 ? table.lines() : random.nextInt(table.lines() + 1);
                table.readTo(stop, text::get, random.nextBoolean() ? Long.MAX_VALUE : 0);
                int from = random.nextInt(text.size());
                int removed = 1 + random.nextInt(Math.min(3, text.size() - from));
                List<String> written = lines(random, 1 + random.nextInt(3));
                text.subList(from, from + removed).clear();
                text.addAll(from, written);
                table.replaced(from, removed, written.size());
            }
            assertThat(table.readTo(table.lines(), text::get, Long.MAX_VALUE)).isTrue();
            Highlighter.Known known = highlighter.start();
            for (int line = 0; line < text.size(); line++) {
                assertThat(table.before(line))
                        .as("seed %d, before line %d", seed, line)
                        .isEqualTo(known);
                known = highlighter.after(text.get(line), known);
            }
        }
    }

    @Test
    void readsOnlyAsFarAsSomethingChanges() {
        List<String> text = new ArrayList<>(java.util.Collections.nCopies(10_000, "select 1;"));
        var table = new LineTable(highlighter);
        table.reset(text.size());
        table.readTo(text.size(), text::get, Long.MAX_VALUE);
        text.set(50, "select 2;");
        table.replaced(50, 1, 1);
        int[] read = {0};
        table.readTo(
                text.size(),
                line -> {
                    read[0]++;
                    return text.get(line);
                },
                Long.MAX_VALUE);
        assertThat(read[0]).isEqualTo(1);
    }

    @Test
    void aLineIsDrawnAgainWhenWhatIsBeforeItChanges() {
        List<String> text = new ArrayList<>(List.of("select 1;", "select 2;", "select 3;"));
        var table = new LineTable(highlighter);
        table.reset(3);
        table.readTo(3, text::get, Long.MAX_VALUE);
        for (int line = 0; line < 3; line++) {
            table.drawn(line);
        }
        text.set(0, "/*");
        table.replaced(0, 1, 1);
        table.readTo(3, text::get, Long.MAX_VALUE);
        assertThat(new boolean[] {table.isStale(0), table.isStale(1), table.isStale(2)})
                .containsExactly(true, true, true);
    }

    private static List<String> lines(Random random, int count) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(Arrays.asList(LINES).get(random.nextInt(LINES.length)));
        }
        return result;
    }
}
