package org.turnstone.desktop.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.Project;
import org.turnstone.run.Blocker;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.StepOutcome;

class RunModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target target = PretendEngine.target("here");
    private final Messages messages = Messages.ofDefaultLocale();

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void oneMigration() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "select 1;\nselect 2;\n");
        project = engine.open(folder);
    }

    @Test
    void aRunEndsWithItsStatementsAndIsRemembered() {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        model.start(RunRequest.migrate(project, target));
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.ENDED);
        assertThat(model.resultProperty().get().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(model.statements()).extracting(row -> row.statement().sql()).containsExactly("select 1", "select 2");
        assertThat(model.past()).singleElement().matches(run -> run.kind() == RunKind.MIGRATE && run.isGood());
    }

    @Test
    void aPastRunLooksAsItDid() {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        model.start(RunRequest.dryRun(project, target));
        model.start(RunRequest.test(project, null));
        assertThat(model.statements()).isEmpty();
        model.show(model.past().getLast());
        assertThat(model.kindProperty().get()).isEqualTo(RunKind.DRY_RUN);
        assertThat(model.statements()).hasSize(2);
        assertThat(model.tests()).isEmpty();
    }

    @Test
    void aSecondRunThatChangesSomethingIsRefusedWithASentence() {
        var later = new LaterBackground();
        RunModel model = new RunModel(engine, later, Runnable::run, messages);
        model.start(RunRequest.dryRun(project, target));
        model.start(RunRequest.migrate(project, target));
        assertThat(model.refusalProperty().get()).contains("Dry run is still running");
        model.start(RunRequest.revert(project, target, 1));
        assertThat(model.queue().waiting()).isEmpty();
        assertThat(later.jobs).hasSize(1);
        later.jobs.remove().run();
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.ENDED);
        model.start(RunRequest.migrate(project, target));
        assertThat(model.refusalProperty().get()).isNull();
    }

    @Test
    void whatChangesNothingWaitsForItsTurn() {
        var later = new LaterBackground();
        RunModel model = new RunModel(engine, later, Runnable::run, messages);
        RunRequest dry = RunRequest.dryRun(project, target);
        RunRequest test = RunRequest.test(project, target);
        model.start(RunRequest.migrate(project, target));
        model.start(dry);
        model.start(test);
        model.start(dry);
        assertThat(model.refusalProperty().get()).contains("Dry run waits already");
        assertThat(model.queue().waiting()).containsExactly(dry, test);
        later.jobs.remove().run();
        assertThat(model.kindProperty().get()).isEqualTo(RunKind.DRY_RUN);
        assertThat(model.isRunning()).isTrue();
        assertThat(model.queue().waiting()).containsExactly(test);
        model.queue().remove(test);
        later.jobs.remove().run();
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.ENDED);
        assertThat(later.jobs).isEmpty();
        assertThat(model.past()).extracting(PastRun::kind).containsExactly(RunKind.DRY_RUN, RunKind.MIGRATE);
    }

    @Test
    void afterOneThatFailedTheOthersWaitUntilSomebodyHasLooked() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "select no_such;\n");
        var later = new LaterBackground();
        RunModel model = new RunModel(engine, later, Runnable::run, messages);
        model.start(RunRequest.migrate(engine.open(folder), target));
        model.start(RunRequest.test(project, target));
        later.jobs.remove().run();
        assertThat(model.resultProperty().get().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.ENDED);
        assertThat(model.queue().heldProperty().get()).isTrue();
        model.askUnsaved(() -> "V1__one.sql");
        model.goOn();
        assertThat(model.refusalProperty().get()).contains("V1__one.sql");
        assertThat(model.queue().waiting()).hasSize(1);
        model.askUnsaved(() -> null);
        model.goOn();
        assertThat(model.kindProperty().get()).isEqualTo(RunKind.TEST);
        assertThat(model.queue().heldProperty().get()).isFalse();
        later.jobs.remove().run();
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.ENDED);
    }

    @Test
    void aScriptThatIsNotSavedIsNotRun() {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        model.askUnsaved(() -> "V1__one.sql");
        model.start(RunRequest.migrate(project, target));
        assertThat(model.refusalProperty().get()).contains("V1__one.sql").contains("Ctrl+S");
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.NONE);
    }

    @Test
    void aRunThatCannotBeginSaysWhy() throws Exception {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        Files.delete(folder.resolve("V1__one.sql"));
        model.start(RunRequest.migrate(project, target));
        assertThat(model.problemProperty().get()).contains("No migrations below");
        assertThat(model.past().getFirst().isGood()).isFalse();
    }

    @Test
    void everyMigrationOfThePlanIsListedFromTheBeginning() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "select no_such;\n");
        Files.writeString(folder.resolve("V3__three.sql"), "select 3;\n");
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        java.util.List<String> running = new java.util.ArrayList<>();
        model.steps().addListener((javafx.collections.ListChangeListener<StepRow>) change -> model.steps().stream()
                .filter(StepRow::running)
                .filter(row -> !running.contains(row.label()))
                .forEach(row -> running.add(row.label())));
        model.start(RunRequest.migrate(engine.open(folder), target));
        assertThat(running).containsExactly("1", "2");
        assertThat(model.steps())
                .extracting(StepRow::label, StepRow::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", StepOutcome.DONE),
                        org.assertj.core.groups.Tuple.tuple("2", StepOutcome.FAILED),
                        org.assertj.core.groups.Tuple.tuple("3", null));
        assertThat(model.steps().getFirst().statements()).isEqualTo(2);
    }

    @Test
    void whoStandsInTheWayIsKnownWhileItDoes() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "select 'blocked', pg_sleep(1);\n");
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        java.util.List<String> roots = new java.util.ArrayList<>();
        model.progressProperty().subscribe(progress -> {
            if (!progress.blockers().isEmpty()) {
                roots.add(progress.blockers().getLast().label());
                model.cancel();
            }
        });
        model.start(RunRequest.migrate(engine.open(folder), target));
        assertThat(roots).containsExactly("process 4690 (anna, psql, idle in transaction)");
        assertThat(model.resultProperty().get().outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(model.progressProperty().get().blockers()).isEmpty();
    }

    @Test
    void whoStoodInTheWayIsGoneAsSoonAsTheLockIsHad() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "select 'blocked freed', pg_sleep(1);\n");
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        java.util.List<Integer> inTheWay = new java.util.ArrayList<>();
        model.progressProperty().subscribe(progress -> {
            if (progress.statement() != null) {
                inTheWay.add(progress.blockers().size());
                if (inTheWay.size() == 3) {
                    model.cancel();
                }
            }
        });
        model.start(RunRequest.migrate(engine.open(folder), target));
        assertThat(inTheWay.get(0)).isZero();
        assertThat(inTheWay.get(1)).isPositive();
        assertThat(inTheWay.get(2)).isZero();
    }

    @Test
    void whatIsDoneAboutASessionInTheWayIsSaid() throws Exception {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        Blocker holder = blocker(4690);
        assertThat(model.canTreat(holder))
                .as("without a run there is no target")
                .isFalse();
        model.start(RunRequest.migrate(project, target));
        assertThat(model.canTreat(blocker(0)))
                .as("a prepared transaction has no process")
                .isFalse();
        model.endBlocker(holder);
        assertThat(model.treatedProperty().get()).startsWith("Process 4690 was ended");
        model.cancelBlocker(blocker(1));
        assertThat(model.treatedProperty().get()).contains("may not touch");
        assertThat(model.output()).contains("The role anna may not touch process 1.");
    }

    private static Blocker blocker(int pid) {
        return new Blocker(pid, "anna", "psql", null, "active", null, null, java.util.List.of(), false);
    }

    /** Keeps runs until somebody wants them carried out. */
    private static final class LaterBackground implements Background {
        private final Deque<Runnable> jobs = new ArrayDeque<>();
        private final Background direct = new DirectBackground();

        @Override
        public <T> void read(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            direct.read(name, work, done, failed);
        }

        @Override
        public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            jobs.add(() -> direct.read(name, work, done, failed));
        }
    }
}
