package org.turnstone.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Journal;
import org.turnstone.run.RunRequest;
import org.turnstone.run.StatusResult;
import org.turnstone.sql.DataLoss;

class GuardModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final DirectBackground background = new DirectBackground();
    private final RunModel run = new RunModel(engine, background, Runnable::run, Messages.ofDefaultLocale());
    private final Target target = PretendEngine.target("shop-prod");
    private GuardModel guard;

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    @BeforeEach
    void aProject() throws Exception {
        engine.journal(new Journal(state));
        guard = new GuardModel(engine, run, new Journal(state).past(), background);
        write("V1__orders.sql", "create table orders (id int);");
        write("V2__fill.sql", "ALTER TABLE orders ADD COLUMN a int;\nUPDATE orders SET a = 1;");
        write("U2__fill.sql", "alter table orders drop column a;");
    }

    private void look() throws Exception {
        StatusResult status = status();
        guard.look(RunRequest.migrate(status.project(), target), status.status().pending(), status);
    }

    private StatusResult status() throws Exception {
        Project project = engine.open(folder);
        return engine.status(project, target);
    }

    private GuardModel.Rehearsal rehearsal() {
        return guard.rehearsedProperty().get().rehearsal();
    }

    @Test
    void whatTheScriptsSay() throws Exception {
        look();
        PlanFacts facts = guard.factsProperty().get();
        assertThat(facts.statements()).isEqualTo(3);
        assertThat(facts.inexact()).extracting(PlanFacts.Inexact::label).containsExactly("1", "2");
        assertThat(facts.inexact().getFirst().losses()).isEmpty();
        assertThat(facts.losses()).containsExactly(new DataLoss(DataLoss.Kind.VALUES, "orders", null));
        assertThat(guard.outlookProperty().get()).isNotNull();
    }

    @Test
    void aPlanIsRehearsedOnlyByADryRunOfExactlyIt() throws Exception {
        look();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.NEVER);
        assertThat(guard.isRehearsedOrSkipped()).isFalse();
        guard.rehearse();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.PASSED);
        assertThat(guard.isRehearsedOrSkipped()).isTrue();
        assertThat(guard.rehearsedProperty().get().result().steps()).hasSize(2);
        assertThat(guard.rehearsedProperty().get().at()).isNotNull();

        // A blank more, and it is another script.
        write("V2__fill.sql", "ALTER TABLE orders ADD COLUMN a int;\nUPDATE orders SET a = 1; ");
        look();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.NEVER);
        guard.rehearse();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.PASSED);

        write("V3__more.sql", "select 1;");
        look();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.NEVER);
    }

    @Test
    void aPlanToAVersionIsAnotherPlan() throws Exception {
        look();
        guard.rehearse();
        StatusResult status = status();
        guard.look(
                RunRequest.migrate(status.project(), target).to("1"),
                status.status().pending().subList(0, 1),
                status);
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.NEVER);
        guard.rehearse();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.PASSED);
    }

    @Test
    void aFailedDryRunIsNoPass() throws Exception {
        write("V2__fill.sql", "select no_such;");
        look();
        guard.rehearse();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.FAILED);
        assertThat(guard.rehearsedProperty().get().why()).isEqualTo("column \"no_such\" does not exist");
        assertThat(guard.isRehearsedOrSkipped()).isFalse();
    }

    @Test
    void aDecisionToSkipEndsWithThePlanItWasAbout() throws Exception {
        look();
        guard.skipProperty().set(true);
        assertThat(guard.isRehearsedOrSkipped()).isTrue();
        write("V3__more.sql", "select 1;");
        look();
        assertThat(guard.skipProperty().get()).isFalse();
        guard.skipProperty().set(true);
        guard.leave();
        assertThat(guard.skipProperty().get()).isFalse();
    }

    @Test
    void aRevertIsRehearsedByADryRunOfTheRevert() throws Exception {
        write("V1__orders.sql", "select 1;");
        StatusResult before = status();
        run.start(RunRequest.migrate(before.project(), target));
        StatusResult status = status();
        List<StatusEntry> last = status.status().entries().reversed().subList(0, 1);
        guard.look(RunRequest.revert(status.project(), target, 1), last, status);
        assertThat(guard.factsProperty().get().losses())
                .containsExactly(new DataLoss(DataLoss.Kind.COLUMN, "orders", "a"));
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.NEVER);
        guard.rehearse();
        assertThat(rehearsal()).isEqualTo(GuardModel.Rehearsal.PASSED);
    }

    @Test
    void whatWouldBeRefusedIsKnownBefore() throws Exception {
        run.start(RunRequest.migrate(status().project(), target));
        write("V3__more.sql", "select 1;");
        look();
        assertThat(guard.obstacleProperty().get()).isNull();

        StatusResult status = status();
        List<StatusEntry> all = status.status().entries().reversed().subList(1, 3);
        guard.look(RunRequest.revert(status.project(), target, 2), all, status);
        Obstacle obstacle = guard.obstacleProperty().get();
        assertThat(obstacle.kind()).isEqualTo(Obstacle.Kind.NOT_REVERTIBLE);
        assertThat(obstacle.entries()).extracting(StatusEntry::label).containsExactly("1");
        assertThat(obstacle.fewer()).isEqualTo(1);
        guard.look(RunRequest.revert(status.project(), target, 0).to("1"), all.subList(0, 1), status);
        assertThat(guard.obstacleProperty().get()).isNull();

        Files.delete(folder.resolve("V2__fill.sql"));
        change("V1__orders.sql");
        look();
        assertThat(guard.obstacleProperty().get().kind()).isEqualTo(Obstacle.Kind.NOT_CLEAN);
        assertThat(guard.obstacleProperty().get().entries())
                .extracting(StatusEntry::label)
                .containsExactly("1");
    }

    /** Has the history say that the file is another one than the one that ran. */
    private void change(String script) {
        StatusEntry ran = engine.history(target.name()).stream()
                .filter(entry -> entry.script().equals(script))
                .findFirst()
                .orElseThrow();
        engine.record(
                target,
                new StatusEntry(
                        ran.version(),
                        ran.description(),
                        ran.kind(),
                        MigrationState.CHANGED,
                        ran.migration(),
                        ran.script(),
                        ran.checksum(),
                        ran.appliedAt(),
                        ran.appliedBy(),
                        ran.duration(),
                        ran.note()));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
