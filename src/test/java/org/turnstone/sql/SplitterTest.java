package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterTest {
    static List<SplitCases.Case> vectors() {
        return SplitCases.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void splitsAsPsqlAndTheServerDo(SplitCases.Case vector) {
        Split split = Splitter.split(vector.input(), vector.standardConformingStrings());

        assertThat(split.statements())
                .extracting(statement -> SplitCases.Piece.of(statement, vector.input()))
                .isEqualTo(vector.expected());
        assertThat(split.problem() == null ? null : split.problem().message()).isEqualTo(vector.expected_error());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void splits(String script, List<String> expected) {
        Split split = Splitter.split(script);

        assertThat(split.problem()).isNull();
        assertThat(split.statements())
                .extracting(statement -> statement.kind() + " " + statement.text(script))
                .isEqualTo(expected);
    }

    static List<Arguments> scripts() {
        return List.of(
                // END and CASE as names; a block ends only where a statement could start.
                script(
                        "create function f() returns int begin atomic select 1 as end; select t.end, 1 as case from t;"
                                + " select 1 end; select ((case when (select 1 end) > 0 then 1 end)); end; select 2",
                        "SQL create function f() returns int begin atomic select 1 as end; select t.end, 1 as case"
                                + " from t; select 1 end; select ((case when (select 1 end) > 0 then 1 end)); end",
                        "SQL select 2"),
                script(
                        "create procedure p() begin /* c */ -- d\n atomic select begin from t; end; commit;",
                        "SQL create procedure p() begin /* c */ -- d\n atomic select begin from t; end",
                        "SQL commit"),
                script(
                        "create function f() returns int return case when true then 1 end; select 1",
                        "SQL create function f() returns int return case when true then 1 end",
                        "SQL select 1"),
                script(
                        "create view v as select begin atomic from t; select 1",
                        "SQL create view v as select begin atomic from t",
                        "SQL select 1"),
                // A data block belongs to its COPY whatever else that line holds.
                script(
                        "copy a from stdin; select 1; copy b from stdin (format csv); select 2;\n"
                                + "1\n"
                                + "\\.\n"
                                + "2\n"
                                + "\\.\n"
                                + "select 3;",
                        "SQL copy a from stdin",
                        "COPY_DATA 1\n",
                        "SQL select 1",
                        "SQL copy b from stdin (format csv)",
                        "COPY_DATA 2\n",
                        "SQL select 2",
                        "SQL select 3"),
                script("copy a from stdin;\n\\.\nselect 1;", "SQL copy a from stdin", "COPY_DATA ", "SQL select 1"),
                script("copy a from stdin; -- c\n1\n", "SQL copy a from stdin", "COPY_DATA 1\n"),
                script("copy a from stdin\\g\n1\n\\.", "SQL copy a from stdin", "META \\g", "COPY_DATA 1\n"),
                script(
                        "\\copy a (b) from stdin csv\n1;\n\\.\nselect 1",
                        "META \\copy a (b) from stdin csv",
                        "COPY_DATA 1;\n",
                        "SQL select 1"),
                script(
                        "copy a(\"from\", stdin) from 'x'; select 1",
                        "SQL copy a(\"from\", stdin) from 'x'",
                        "SQL select 1"),
                script(
                        "copy a from stdin;\na\r\\.\rb\n\\.\r\nselect 1",
                        "SQL copy a from stdin",
                        "COPY_DATA a\r\\.\rb\n",
                        "SQL select 1"),
                // psql commands among the words.
                script("select \\echo hi\n1;", "META \\echo hi", "SQL select \n1"),
                script("select 1 \\\\ ; select 2", "SQL select 1", "SQL select 2"),
                script("\\echo 'a \\\\ b;' \"c\\\\d\"\nselect 1", "META \\echo 'a \\\\ b;' \"c\\\\d\"", "SQL select 1"),
                script("\\echo a \\echo b\nselect 1", "META \\echo a", "META \\echo b", "SQL select 1"),
                script(
                        "select 1 \\gset x_\nselect 2 \\watch 1\n",
                        "SQL select 1",
                        "META \\gset x_",
                        "SQL select 2",
                        "META \\watch 1"),
                script("select (1 \\g\nselect 2;", "SQL select (1", "META \\g", "SQL select 2"),
                script("select 1 \\r\nselect 2;", "META \\r", "SQL select 2"),
                script(
                        "select ':x', :'y', :\"z\", a[1:2], b::int; select 1",
                        "SQL select ':x', :'y', :\"z\", a[1:2], b::int",
                        "SQL select 1"),
                // What is read as a string changes on the way.
                script(
                        "begin; set local standard_conforming_strings to off; select 'a\\'; b'; commit; select 'a\\';"
                                + " select 2",
                        "SQL begin",
                        "SQL set local standard_conforming_strings to off",
                        "SQL select 'a\\'; b'",
                        "SQL commit",
                        "SQL select 'a\\'",
                        "SQL select 2"),
                script(
                        "SET SESSION Standard_Conforming_Strings = 'off'; select 'a\\'; \\g b'; reset all; select"
                                + " '\\';",
                        "SQL SET SESSION Standard_Conforming_Strings = 'off'",
                        "SQL select 'a\\'; \\g b'",
                        "SQL reset all",
                        "SQL select '\\'"),
                script(
                        "begin; set standard_conforming_strings = 0; rollback; select '\\'; select 1",
                        "SQL begin",
                        "SQL set standard_conforming_strings = 0",
                        "SQL rollback",
                        "SQL select '\\'",
                        "SQL select 1"),
                script("select 1)); select 2", "SQL select 1))", "SQL select 2"));
    }

    private static Arguments script(String script, String... expected) {
        return Arguments.of(script, List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 1; select 'a;| UNTERMINATED_STRING| 17",
                "select E'a\\'| UNTERMINATED_STRING| 7",
                "select \"a| UNTERMINATED_IDENTIFIER| 7",
                "select $a$ b $A$| UNTERMINATED_DOLLAR_STRING| 7",
                "select 1; /* /* */| UNTERMINATED_COMMENT| 10",
                "select (1, (2, 3); select 1| UNBALANCED_PARENTHESIS| 7",
                "select 1; create function f() begin atomic select 1; end case;| ``| -1",
                "create function f() begin  atomic select case 1; end;| UNTERMINATED_ATOMIC| 20",
                "create function f() begin atomic select (1; end;| UNBALANCED_PARENTHESIS| 40",
                "select 1; \\connect other| CONNECT| 10",
                "\\c other| CONNECT| 0",
            })
    void saysWhatIsWrongAndWhere(String script, String kind, int offset) {
        SplitProblem problem = Splitter.split(script).problem();

        assertThat(problem == null ? "" : problem.kind().name()).isEqualTo(kind);
        assertThat(problem == null ? -1 : problem.offset()).isEqualTo(offset);
    }

    @Test
    void refusesDataInTheMiddleOfAStatement() {
        Split split = Splitter.split("copy a from stdin; select 'x\n1\n\\.\n';");

        assertThat(split.problem().kind()).isEqualTo(SplitProblem.Kind.COPY_DATA_IN_STATEMENT);
        assertThat(split.problem().offset()).isEqualTo(19);
        assertThat(split.statements()).hasSize(1);
    }

    @Test
    void findsTheScriptsPlaceForTheSentTexts() {
        String script = "-- c\nselect 1\\; select \\echo x\n y \\; z;";
        Statement statement = Splitter.split(script).statements().getLast();
        String text = statement.text(script);

        assertThat(text).isEqualTo("-- c\nselect 1; select \n y ; z");
        for (String word : List.of("select 1", "; select", "y", "z")) {
            assertThat(script.substring(statement.offset(script, text.indexOf(word))))
                    .startsWith(word);
        }
    }

    @Test
    void givesTheFirstCharacterOfCode() {
        Statement statement =
                Splitter.split("\uFEFF\n-- a\n/* b */ select 1;").statements().getFirst();

        assertThat(statement).isEqualTo(new Statement(Statement.Kind.SQL, 2, 23, 15));
    }
}
