package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
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
}
