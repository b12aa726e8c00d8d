package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1..10| NUMBER 1, OPERATOR .., NUMBER 10",
                "1.5.2| NUMBER 1.5, NUMBER .2",
                "5. .5| NUMBER 5., NUMBER .5",
                "1e10 1e-5 1_000 0x1F 0b01| NUMBER 1e10, NUMBER 1e-5, NUMBER 1_000, NUMBER 0x1F, NUMBER 0b01",
                "1$$ ; $$| NUMBER 1, DOLLAR_STRING $$ ; $$",
                "$1+$2| PARAMETER $1, OPERATOR +, PARAMETER $2",
                "a=-1| IDENTIFIER a, OPERATOR =, OPERATOR -, NUMBER 1",
                "a@-1| IDENTIFIER a, OPERATOR @-, NUMBER 1",
                "a=+-1| IDENTIFIER a, OPERATOR =, OPERATOR +, OPERATOR -, NUMBER 1",
                "*/*c*/1| OPERATOR *, BLOCK_COMMENT /*c*/, NUMBER 1",
                "@*/*c*/1| OPERATOR @*, BLOCK_COMMENT /*c*/, NUMBER 1",
                "a->>'b'#-c::d| IDENTIFIER a, OPERATOR ->>, STRING 'b', OPERATOR #-, IDENTIFIER c, OPERATOR ::,"
                        + " IDENTIFIER d",
                "a[1:2] := b => 3| IDENTIFIER a, PUNCTUATION [, NUMBER 1, PUNCTUATION :, NUMBER 2, PUNCTUATION ],"
                        + " OPERATOR :=, IDENTIFIER b, OPERATOR =>, NUMBER 3",
                "select$$a| IDENTIFIER select$$a",
                "1e+E'\\'' 0x1g$$ 1e5$$ 1.a 0xF.5| NUMBER 1e+, STRING E'\\'', NUMBER 0x1g$$, NUMBER 1e5$$, NUMBER 1.a,"
                        + " NUMBER 0xF, NUMBER .5",
                "$a b| PUNCTUATION $, IDENTIFIER a, IDENTIFIER b",
                "u&'a\\' u&\"b\" U & 'c'| STRING u&'a\\', QUOTED_IDENTIFIER u&\"b\", IDENTIFIER U, OPERATOR &, STRING"
                        + " 'c'",
                "e'\\'' b'1''0' n'x' ee'\\'| STRING e'\\'', STRING b'1', STRING '0', STRING n'x', IDENTIFIER ee,"
                        + " STRING '\\'",
                "(;);| PUNCTUATION (, PUNCTUATION ;, PUNCTUATION ), SEMICOLON ;",
                "\"a\"\"b\" \"c| QUOTED_IDENTIFIER \"a\"\"b\", QUOTED_IDENTIFIER \"c",
                "/* /* */ 1 */ 2 /*/ */| BLOCK_COMMENT /* /* */ 1 */, NUMBER 2, BLOCK_COMMENT /*/ */",
                "/***/1/**/| BLOCK_COMMENT /***/, NUMBER 1, BLOCK_COMMENT /**/",
                "$ab$ $a$ab$ 1| DOLLAR_STRING $ab$ $a$ab$, NUMBER 1",
            })
    void cutsAsTheServerDoes(String sql, String expected) {
        assertThat(String.join(", ", code(sql))).isEqualTo(expected);
    }

    @Test
    void aStringGoesOnInItsOwnKindOnAnotherLine() {
        assertThat(code("E'a' -- b\n\r\n -- c\n '\\'; d' ;"))
                .containsExactly(
                        "STRING E'a'", "LINE_COMMENT -- b", "LINE_COMMENT -- c", "STRING '\\'; d'", "SEMICOLON ;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"E'a' '\\';", "E'a' /**/\n '\\';", "E'a'\n/**/'\\';", "E'a'\n,'\\';", "E'a'\nN'\\';"})
    void aStringDoesNotGoOnOtherwise(String sql) {
        assertThat(code(sql)).endsWith("SEMICOLON ;");
    }

    @Test
    void aNoBreakSpaceIsALetter() {
        assertThat(code("a\u00a0b\u3000c")).containsExactly("IDENTIFIER a\u00a0b\u3000c");
    }

    @Test
    void aByteOrderMarkIsDroppedAtTheStartOnly() {
        assertThat(code("\uFEFFselect \uFEFFa")).containsExactly("KEYWORD select", "IDENTIFIER \uFEFFa");
    }

    @Test
    void aBodyIsCode() {
        String sql = "do $x$ begin -- c\n elsif '\\' loop; end $x$";

        Token body = tokens(new Lexer(sql)).getLast();

        assertThat(Lexer.tokensInside(sql, body))
                .filteredOn(token -> token.kind() != TokenKind.WHITESPACE)
                .extracting(token -> shown(sql, token))
                .containsExactly(
                        "KEYWORD begin",
                        "LINE_COMMENT -- c",
                        "KEYWORD elsif",
                        "STRING '\\'",
                        "KEYWORD loop",
                        "SEMICOLON ;",
                        "KEYWORD end");
    }

    @Test
    void anUnfinishedBodyIsCodeToo() {
        for (String sql : List.of("$$", "$$ ", "$$ a", "$x$ a $x", "$x$$x$", "$x$x$")) {
            assertThat(Lexer.tokensInside(sql, new Lexer(sql).next()))
                    .allSatisfy(token -> assertThat(token.end()).isLessThanOrEqualTo(sql.length()));
        }
    }

    @Test
    void tokensFollowEachOtherWithoutGaps() {
        for (String sql : scripts(1)) {
            int end = 0;
            for (Token token : tokens(new Lexer(sql))) {
                assertThat(token.start()).as(sql).isEqualTo(end);
                assertThat(token.end()).as(sql).isGreaterThan(end);
                end = token.end();
            }
            assertThat(end).as(sql).isEqualTo(sql.length());
        }
    }

    @Test
    void resumedAtAnyLineTheTokensAreTheSame() {
        for (String sql : scripts(2)) {
            List<Token> all = new ArrayList<>();
            TreeMap<Integer, LexerState> states = new TreeMap<>();
            Lexer lexer = new Lexer(sql, 0, LexerState.start());
            for (Token token = lexer.next(); token != null; token = lexer.next()) {
                all.add(token);
                states.put(token.end(), lexer.state());
            }
            LineIndex lines = new LineIndex(sql);
            for (int line = 2; line <= lines.lines(); line++) {
                int start = lines.offset(line, 1);
                assertThat(states)
                        .as("a token ends before line %s of %s", line, sql)
                        .containsKey(start);

                assertThat(tokens(new Lexer(sql, start, states.get(start))))
                        .as("from line %s of %s", line, sql)
                        .isEqualTo(all.stream()
                                .filter(token -> token.start() >= start)
                                .toList());
            }
        }
    }

    @Test
    void lineByLineTheTokensArePartsOfTheWholeOnes() {
        for (String sql : scripts(3)) {
            List<Token> whole = tokens(new Lexer(sql));
            for (Token part : tokens(new Lexer(sql, 0, LexerState.start()))) {
                assertThat(whole)
                        .as(sql)
                        .anyMatch(token -> token.kind() == part.kind()
                                && token.start() <= part.start()
                                && token.end() >= part.end());
            }
        }
    }

    @Test
    void statesAreValues() {
        String script = "create function f() begin atomic\nselect (case 'a\n";

        assertThat(last(script)).isEqualTo(last(script)).hasSameHashCodeAs(last(script));
        assertThat(last(script)).isNotEqualTo(last("create function f() begin atomic\nselect (case (case 'a\n"));
        assertThat(last(script).isInsideToken()).isTrue();
    }

    @Test
    void aLargeScriptTakesLittleTime() {
        String part = "insert into t (a, b) values (1, 'it''s', $$x$$) /* c */ -- d\n on conflict do nothing;\n";
        String large = part.repeat(20_000_000 / part.length());

        Split split = Assertions.assertTimeout(Duration.ofSeconds(10), () -> Splitter.split(large));

        assertThat(split.statements()).hasSize(20_000_000 / part.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "(case ", "/*", "$a", "'a'\n", "$a$ $b", "\\", "\"", "E'\\", "-", "0x", "\r", ":", "\\copy "
            })
    void noInputTakesMoreThanLinearTime(String part) {
        String large = "create function f() begin atomic " + part.repeat(1_000_000);

        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            Splitter.split(large);
            Lexer lexer = new Lexer(large, 0, LexerState.start());
            while (lexer.next() != null) {
                lexer.state();
            }
        });
    }

    private static LexerState last(String sql) {
        Lexer lexer = new Lexer(sql, 0, LexerState.start());
        tokens(lexer);
        return lexer.state();
    }

    private static List<String> code(String sql) {
        return tokens(new Lexer(sql)).stream()
                .filter(token -> token.kind() != TokenKind.WHITESPACE)
                .map(token -> shown(sql, token))
                .toList();
    }

    private static String shown(String sql, Token token) {
        return token.kind() + " " + sql.substring(token.start(), token.end());
    }

    private static List<Token> tokens(Lexer lexer) {
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    /** The test inputs, and random mixtures of their slices with what opens and closes things. */
    private static List<String> scripts(long seed) {
        List<String> scripts = new ArrayList<>(
                SplitCases.all().stream().map(SplitCases.Case::input).toList());
        List<String> glue = List.of(
                "\n",
                "\r\n",
                "\r",
                "'",
                "$$",
                "$a$",
                "\"",
                "/*",
                "*/",
                "--",
                ";",
                "(",
                ")",
                "\\",
                "E'",
                " end; ",
                "\\.\n",
                "create function f() begin atomic\n",
                "\ncopy t from stdin;\n",
                " case ",
                "\nset standard_conforming_strings = off;\n");
        Random random = new Random(seed);
        int inputs = scripts.size();
        for (int i = 0; i < 400; i++) {
            StringBuilder mixed = new StringBuilder();
            for (int slice = 0; slice < 6; slice++) {
                String input = scripts.get(random.nextInt(inputs));
                int from = random.nextInt(input.length() + 1);
                mixed.append(input, from, from + random.nextInt(input.length() - from + 1));
                mixed.append(glue.get(random.nextInt(glue.size())));
            }
            scripts.add(mixed.toString());
        }
        return scripts;
    }
}
