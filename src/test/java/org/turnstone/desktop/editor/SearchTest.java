package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.turnstone.desktop.editor.Search.Matches;

class SearchTest {
    private static final String TEXT = "Orders and orders_old\nORDERS (a.b)";

    @Test
    void findsWordsWhateverTheirCase() {
        assertThat(find("orders", false, false, false).begins()).containsExactly(0, 11, 22);
        assertThat(find("orders", false, true, false).begins()).containsExactly(11);
        assertThat(find("orders", false, false, true).begins()).containsExactly(0, 22);
    }

    @Test
    void aDotIsADotUnlessItIsAnExpression() {
        assertThat(find("a.b", false, false, false).count()).isEqualTo(1);
        assertThat(find("^o\\w+", true, false, false).begins()).containsExactly(0, 22);
    }

    @Test
    void whatIsNoExpressionIsSaid() {
        assertThat(find("(", true, false, false).problem()).isEqualTo("Unclosed group");
    }

    @Test
    void searchesBetweenTwoPlacesOnly() {
        var query = new Query("orders", false, false, false);
        assertThat(Search.in(TEXT, query, 5, 20).begins()).containsExactly(11);
    }

    @Test
    void anExpressionThatNeverEndsEnds() {
        Matches found = Search.in("x".repeat(40) + "!", new Query("(x+x+)+\\1y", true, false, false), 0, 41);
        assertThat(found.more()).isTrue();
    }

    @Test
    void matchesMoveWithTheText() {
        Matches moved = find("orders", false, false, false).moved(5, 0, 3);
        assertThat(moved.begins()).containsExactly(0, 14, 25);
    }

    @Test
    void groupsOfAnExpressionComeBackInItsReplacement() {
        var query = new Query("(\\w)\\.(\\w)", true, false, false);
        assertThat(Search.replacement(TEXT, query, 30, 33, "$2-$1\\n\\$")).isEqualTo("b-a\n$");
        assertThat(Search.replacement(TEXT, new Query("a.b", false, false, false), 30, 33, "$1"))
                .isEqualTo("$1");
    }

    private static Matches find(String words, boolean regex, boolean matchCase, boolean whole) {
        return Search.in(TEXT, new Query(words, regex, matchCase, whole), 0, TEXT.length());
    }
}
