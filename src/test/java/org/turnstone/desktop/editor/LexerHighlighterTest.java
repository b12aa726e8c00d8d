package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LexerHighlighterTest {
    @Test
    void tellsTokensApart() {
        assertThat(styled("-- why\nselect lower(name), 'x', 42 from t;"))
                .isEqualTo("comment[-- why] keyword[select] function[lower] string['x'] number[42] keyword[from]");
    }

    @Test
    void aBodyIsOneColourButItsCommentsAreComments() {
        assertThat(styled("do $$ begin -- now\n end $$;"))
                .isEqualTo("keyword[do] dollar[$$ begin ] comment[-- now] dollar[\n end $$]");
    }

    @Test
    void piecesComeInOrderAndDoNotOverlap() {
        List<Highlighter.Piece> pieces = new LexerHighlighter()
                .pieces("create function f() returns int as $x$ select 1 -- c\n$x$ language sql;");
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).begin())
                    .isGreaterThanOrEqualTo(pieces.get(i - 1).end());
        }
    }

    private static String styled(String text) {
        return new LexerHighlighter()
                .pieces(text).stream()
                        .map(p -> p.style() + "[" + text.substring(p.begin(), p.end()) + "]")
                        .collect(Collectors.joining(" "));
    }
}
