package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairsTest {
    @Test
    void bracketsBelongTogether() {
        assertThat(pair("select (a + (b)) from t|")).isEmpty();
        assertThat(pair("select |(a + (b)) from t")).isEqualTo("( )@15");
        assertThat(pair("select (a + (b|)) from t")).isEqualTo(") (@12");
        assertThat(pair("select a[|1] ")).isEqualTo("[ ]@10");
    }

    @Test
    void caseEndsWithItsOwnEnd() {
        assertThat(pair("select |case when a then case b when 1 then 2 end end"))
                .isEqualTo("case end@49");
        assertThat(pair("select case when a then case b when 1 then 2 |end end"))
                .isEqualTo("end case@24");
    }

    @Test
    void blocksOfABodyAreFoundInsideIt() {
        String body = "create function f() as $$ begin if a then loop x; end loop; end if; end $$";
        assertThat(pair(body.replace("begin", "|begin"))).isEqualTo("begin end@" + body.lastIndexOf("end"));
        assertThat(pair(body.replace("if a", "|if a"))).isEqualTo("if end@" + body.indexOf("end if"));
        assertThat(pair(body.replace("loop x", "|loop x"))).isEqualTo("loop end@" + body.indexOf("end loop"));
    }

    @Test
    void wordsThatOnlyLookLikeItAreNot() {
        assertThat(pair("drop table |if exists t")).isEmpty();
        assertThat(pair("select ')', |(1)")).isEqualTo("( )@14");
        assertThat(pair("|begin")).isEmpty();
    }

    private static String pair(String marked) {
        int offset = marked.indexOf('|');
        String text = marked.replace("|", "");
        return Pairs.at(text, offset)
                .map(p -> text.substring(p.begin(), p.end()) + " " + text.substring(p.otherBegin(), p.otherEnd()) + "@"
                        + p.otherBegin())
                .orElse("");
    }
}
