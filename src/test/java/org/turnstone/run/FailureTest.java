package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.turnstone.format.MigrationState;
import org.turnstone.format.ProjectProblem;

/** What goes wrong in a script is said with its place, and leaves nothing behind. */
class FailureTest extends EngineFixture {
    @Test
    void anErrorInTheThirdStatementIsSaidWithItsPlaceAndLeavesNothing() throws Exception {
        scripts.with("V1__people.sql", "create table people (id int, name text);\n")
                .with("V2__more.sql", """
                    -- more about people
                    create table pets (id int);
                    alter table people add column born date;

                    update people
                       set börn = now() where nam = 'ü';
                    """);
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        StatementError error = result.firstError();
        assertThat(error.file()).isEqualTo("V2__more.sql");
        assertThat(error.line()).isEqualTo(6);
        assertThat(error.sqlState()).isEqualTo("42703");
        assertThat(error.sourceLine()).contains("set börn");
        // The server names the column it looks for first; the caret stands under it.
        assertThat(error.sourceLine().substring(error.column() - 1)).matches("(?s)(nam =|börn =).*");
        assertThat(relations()).contains("people").doesNotContain("pets");
        assertThat(status().pending()).extracting("version").containsExactly("2");
        assertThat(result.summary())
                .contains("V2 (more) failed and was rolled back")
                .contains("V1 (people)");
    }

    @Test
    void theServersHintIsPassedOn() throws Exception {
        scripts.with("V1__people.sql", "create table people (id int, name text);\nselect nmae from people;\n");
        StatementError error = migrate().firstError();
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(8);
        assertThat(error.hint()).contains("people.name");
        assertThat(relations()).doesNotContain("people");
    }

    @Test
    void aPlaceIsFoundBehindLeadingCommentsAndWindowsLineEndings() throws Exception {
        scripts.with("V1__a.sql", "-- 😀 first\r\n\r\n/* two\r\nlines */ select 1;\r\n  select 'é😀', oops;\r\n");
        StatementError error = migrate().firstError();
        assertThat(error.line()).isEqualTo(5);
        assertThat(error.column()).isEqualTo(16);
    }

    @Test
    void aCommitThatFailsFailsItsMigration() throws Exception {
        scripts.with(
                        "V1__a.sql",
                        "create table a (id int primary key);\ncreate table b (a int references a deferrable initially"
                                + " deferred);")
                .with("V2__b.sql", "insert into b values (1);\n");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.firstError()).as(result.toString()).isNotNull();
        assertThat(result.firstError().sqlState()).isEqualTo("23503");
        assertThat(database.value("select count(*) from b")).isEqualTo("0");
        assertThat(status().pending()).extracting("version").containsExactly("2");

        assertThat(dryRun().outcome())
                .as("a dry run asks deferred constraints too")
                .isEqualTo(RunOutcome.FAILED);
    }

    @Test
    void aChangedFileIsNotRunPast() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);");
        migrate();
        scripts.with("V1__a.sql", "create table a (id bigint);").with("V2__b.sql", "create table b (id int);");
        assertThat(status().entries().get(0).state()).isEqualTo(MigrationState.CHANGED);
        for (RunResult result : new RunResult[] {migrate(), dryRun()}) {
            assertThat(result.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
            assertThat(result.summary()).contains("V1 (a) is changed");
        }
        assertThat(relations()).doesNotContain("b");
    }

    @Test
    void missingAndOutOfOrderFilesAreNamed() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);").with("V3__c.sql", "create table c (id int);");
        migrate();
        scripts.without("V1__a.sql").with("V2__b.sql", "create table b (id int);");
        assertThat(status().entries())
                .extracting("state")
                .containsExactlyInAnyOrder(MigrationState.MISSING, MigrationState.OUT_OF_ORDER, MigrationState.APPLIED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
    }

    @Test
    void aDatabaseWithTablesAndNoHistoryIsNotTakenOverUnasked() throws Exception {
        database.execute("create table theirs (id int)");
        scripts.with("V1__a.sql", "create table a (id int);");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(result.summary()).contains("no schema history table");
        assertThat(relations()).doesNotContain("a", "flyway_schema_history");
    }

    @Test
    void twoFilesOfOneVersionAreNamed() {
        scripts.with("V1__a.sql", "select 1;").with("V1.0__b.sql", "select 1;");
        assertThatThrownBy(this::project)
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining("V1__a.sql")
                .hasMessageContaining("V1.0__b.sql");
    }

    @Test
    void anEmptyFolderSaysWhatIsLookedFor() {
        scripts.with("notes.txt", "nothing here");
        assertThatThrownBy(this::project)
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining("V1__create_people.sql");
    }

    @Test
    void passwordsInStatementsAreNotShown() throws Exception {
        scripts.with("V1__a.sql", "do $$ begin perform 1; end $$;\ncreate rolle x password 'gehe1m';\n");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.toString()).doesNotContain("gehe1m");
        assertThat(events.toString()).doesNotContain("gehe1m");
    }
}
