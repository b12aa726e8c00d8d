package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LexerHighlighterTest {
    @Test
    void tellsTokensApart() {
        assertThat(styled("-- why\nselect lower(name), 'x', 42 from t;"))
                .isEqualTo("comment[-- why] / keyword[select] function[lower] string['x'] number[42] keyword[from]");
    }

    @Test
    void aBodyIsCodeBetweenItsQuotes() {
        assertThat(styled("do $$ begin -- now\n  perform f('x', 1);\nend $$;"))
                .isEqualTo("keyword[do] dollar[$$ ] body-keyword[begin] dollar[ ] comment[-- now] / dollar[  ]"
                        + " body-keyword[perform] dollar[ ] body-function[f] dollar[(] body-string['x'] dollar[, ]"
                        + " body-number[1] dollar[);] / body-keyword[end] dollar[ $$]");
    }

    @Test
    void aTriggerIsATypeOnlyWhereItIsReturned() {
        assertThat(styled("create trigger t before update on a execute function f();"))
                .startsWith("keyword[create] keyword[trigger]");
    }

    @Test
    void aDollarQuoteThatIsNoBodyIsText() {
        assertThat(styled("select $$ begin\nend $$;")).isEqualTo("keyword[select] dollar[$$ begin] / dollar[end $$]");
    }

    @Test
    void aBodyMayBeginLinesAfterItsWord() {
        assertThat(styled("create function f() returns trigger language plpgsql as\n-- here\n$x$\nbegin\nend $x$;"))
                .contains("type[trigger]")
                .endsWith("/ comment[-- here] / dollar[$x$] / body-keyword[begin] / body-keyword[end] dollar[ $x$]");
    }

    @Test
    void placeholdersAreSeenEverywhere() {
        assertThat(styled("select '${a}' from ${b}.t; \\echo ${c}"))
                .isEqualTo("keyword[select] string['] placeholder[${a}] string['] keyword[from] placeholder[${b}]"
                        + " meta[\\echo ] placeholder[${c}]");
    }

    @Test
    void psqlVariablesAreNoCasts() {
        assertThat(styled("select :name, x::text, a[1:n]"))
                .isEqualTo("keyword[select] parameter[name] type[text] number[1]");
    }

    private static String styled(String text) {
        var highlighter = new LexerHighlighter();
        Highlighter.Known known = highlighter.start();
        StringBuilder result = new StringBuilder();
        for (String line : text.split("\n")) {
            result.append(result.isEmpty() ? "" : " / ");
            result.append(highlighter.pieces(line, known).stream()
                    .map(p -> p.style() + "[" + line.substring(p.begin(), p.end()) + "]")
                    .collect(Collectors.joining(" ")));
            known = highlighter.after(line, known);
        }
        return result.toString();
    }
}
