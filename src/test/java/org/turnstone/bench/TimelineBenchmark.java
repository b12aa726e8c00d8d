package org.turnstone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.StackPane;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.timeline.TimelineModel;
import org.turnstone.desktop.timeline.TimelineView;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;

/** The timeline of ten thousand migrations beside a list view whose lines are one text each. */
final class TimelineBenchmark implements Benchmark {
    private static final int ENTRIES = 10_000;
    private static final double ROW = 54;

    private final String title;
    private final Consumer<VirtualFlow<?>> step;

    private TimelineBenchmark(String title, Consumer<VirtualFlow<?>> step) {
        this.title = title;
        this.step = step;
    }

    static Benchmark scrolling() {
        return new TimelineBenchmark("scroll 10,000 migrations by three lines", flow -> flow.scrollPixels(3 * ROW));
    }

    static Benchmark jumping() {
        var random = new Random(5);
        return new TimelineBenchmark(
                "jump somewhere in 10,000 migrations", flow -> flow.scrollTo(random.nextInt(ENTRIES)));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String peer() {
        return "plain ListView of texts";
    }

    @Override
    public long[] ours() throws Exception {
        return measured(TimelineBenchmark::timeline);
    }

    @Override
    public long[] theirs() throws Exception {
        return measured(() -> {
            var list = new ListView<>(FXCollections.observableArrayList(
                    IntStream.range(0, ENTRIES).mapToObj(i -> "migration " + i).toList()));
            list.setFixedCellSize(ROW);
            return new StackPane(list);
        });
    }

    private long[] measured(java.util.concurrent.Callable<Parent> content) throws Exception {
        VirtualFlow<?>[] flow = new VirtualFlow<?>[1];
        Parent[] root = new Parent[1];
        try (FxStage stage = FxStage.show(() -> root[0] = content.call())) {
            FxStage.onFx(() -> {
                flow[0] = (VirtualFlow<?>) root[0].lookup(".virtual-flow");
                return true;
            });
            return stage.measure(40, 200, () -> step.accept(flow[0]));
        }
    }

    private static Parent timeline() {
        var engine = new PretendEngine();
        Target target = PretendEngine.target("here");
        for (int i = 1; i <= ENTRIES; i++) {
            engine.record(target, entry(i));
        }
        var workspace = new WorkspaceModel(engine, new DirectBackground());
        Path folder = Path.of("shop");
        workspace.look(new Project("shop", folder, folder, "Flyway", "", List.of(), List.of()), target);
        var view = new TimelineView(
                new TimelineModel(workspace, org.turnstone.desktop.platform.Messages.ofDefaultLocale()),
                Messages.ofDefaultLocale(),
                new TimelineView.Doors(entry -> List.of(), entry -> {}, entry -> {}),
                new Label());
        return new StackPane(view.node());
    }

    private static StatusEntry entry(int i) {
        return new StatusEntry(
                String.valueOf(i),
                i % 40 == 0 ? "words ".repeat(33) : "step " + i,
                Migration.Kind.VERSIONED,
                i % 500 == 0 ? MigrationState.CHANGED : MigrationState.APPLIED,
                null,
                "V" + i + "__step.sql",
                "1",
                LocalDateTime.of(2016, 1, 1, 8, 0).plusHours(9L * i),
                i % 3 == 0 ? "deploy" : "anna",
                Duration.ofMillis(i % 700),
                i % 500 == 0 ? "file edited after it ran" : null);
    }
}
