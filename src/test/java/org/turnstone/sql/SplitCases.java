package org.turnstone.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Scripts with the pieces psql and PostgreSQL's own parser take them apart into. */
record SplitCases(List<Case> cases) {
    record Case(String id, Map<String, String> settings, String input, List<Piece> expected, String expected_error) {
        boolean standardConformingStrings() {
            return settings.get("standard_conforming_strings").equals("on");
        }

        @Override
        public String toString() {
            return id;
        }
    }

    record Piece(String type, String text) {
        static Piece of(Statement statement, String script) {
            return new Piece(statement.kind().name().toLowerCase(java.util.Locale.ROOT), statement.text(script));
        }
    }

    static List<Case> all() {
        try (InputStream in = SplitCases.class.getResourceAsStream("/sql/split_cases.json")) {
            return JsonMapper.builder()
                    .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(in, SplitCases.class)
                    .cases();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
