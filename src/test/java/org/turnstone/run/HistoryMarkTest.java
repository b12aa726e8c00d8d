package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryMarkTest extends EngineFixture {
    @Test
    void itChangesWithTheHistoryAndWithNothingElse() throws Exception {
        scripts.with("V1__one.sql", "create table one (id int);");
        String nothing = mark();
        assertThat(relations()).as("asking makes nothing").isEmpty();
        migrate();
        String one = mark();
        assertThat(one).isNotEqualTo(nothing);
        database.execute("insert into one values (1)");
        assertThat(mark()).isEqualTo(one);
        database.execute("update flyway_schema_history set checksum = checksum + 1");
        assertThat(mark()).isNotEqualTo(one);
    }

    private String mark() throws Exception {
        return engine.historyMark(project(), target);
    }
}
