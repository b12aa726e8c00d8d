package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Remedy;
import org.turnstone.format.StatusEntry;
import org.turnstone.testing.FormatProject;

/** Whatever way out a format offers for a state leads out of that state. */
class WaysOutTest extends EngineFixture {
    @ParameterizedTest
    @EnumSource
    void outOfAChangedAndAMissingMigration(FormatProject format) throws Exception {
        format.with(scripts, 1, "create table a (id int);", "drop table a;")
                .with(scripts, 2, "create table b (id int);", "drop table b;");
        assertThat(engine.takeOver(project(), "2")).isNotNull();
        migrate();
        assertThat(status().entries()).allMatch(e -> engine.waysOut(open(), e).isEmpty());
        format.with(scripts, 2, "create table b (id int, edited int);", "drop table b;");
        deleteFilesOfTheFirst();
        boolean sums = format != FormatProject.KNEX;
        assertThat(status().count(MigrationState.CHANGED)).isEqualTo(sums ? 1 : 0);
        assertThat(status().count(MigrationState.MISSING)).isEqualTo(1);
        for (StatusEntry entry : status().entries()) {
            List<Remedy> ways = engine.waysOut(project(), entry);
            assertThat(ways).hasSize(entry.state().isProblem() ? 1 : 0);
            for (Remedy way : ways) {
                engine.apply(project(), target, way);
            }
        }
        assertThat(status().isClean()).as(status().toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatWasThereBeforeIsTakenOver(FormatProject format) throws Exception {
        format.with(scripts, 1, "create table a (id int);").with(scripts, 2, "create table b (id int);");
        database.execute("create table a (id int)");
        database.execute("create table b (id int)");
        Remedy remedy = engine.takeOver(project(), "PRISMA".equals(format.name()) ? "2_m2" : "2");
        engine.apply(project(), target, remedy);
        assertThat(status().pending()).isEmpty();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(engine.lockOutlivesItsHolder(project())).isEqualTo(format == FormatProject.KNEX);
        assertThat(java.util.Arrays.stream(MigrationState.values())
                        .filter(state -> stops(state))
                        .toList())
                .isEqualTo(
                        switch (format) {
                            case PRISMA -> List.of(MigrationState.FAILED);
                            case KNEX -> List.of(MigrationState.MISSING);
                            default ->
                                java.util.Arrays.stream(MigrationState.values())
                                        .filter(MigrationState::isProblem)
                                        .toList();
                        });
    }

    private org.turnstone.format.Project open() {
        try {
            return project();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void deleteFilesOfTheFirst() throws Exception {
        try (Stream<Path> all = Files.walk(scripts.folder())) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (scripts.folder().relativize(each).toString().matches(".*(^|/|[VU])1_+m1.*")) {
                    Files.delete(each);
                }
            }
        }
    }

    private boolean stops(MigrationState state) {
        try {
            return engine.stopsMigrate(open(), state);
        } catch (org.turnstone.format.ProjectProblem e) {
            throw new IllegalStateException(e);
        }
    }
}
