package org.turnstone.desktop.workspace;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.run.BuiltInState;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Engine;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunRequest;
import org.turnstone.run.SampleProject;

/** Opens the sample on a database of its own, with most of its migrations applied and the last three to do. */
public final class DemoModel {
    private static final int LEFT_TO_DO = 3;

    private final Engine engine;
    private final WorkspaceModel workspace;
    private final Background background;
    private final FxThread fx;
    private final Messages messages;
    private final SampleProject sample;
    private final ReadOnlyObjectWrapper<BuiltInState> builtIn = new ReadOnlyObjectWrapper<>();
    private boolean going;

    private record Prepared(Project project, Target target) {}

    public DemoModel(
            Engine engine,
            WorkspaceModel workspace,
            Background background,
            FxThread fx,
            Messages messages,
            SampleProject sample) {
        this.engine = engine;
        this.workspace = workspace;
        this.background = background;
        this.fx = fx;
        this.messages = messages;
        this.sample = sample;
    }

    /** The built-in PostgreSQL as it was when somebody looked last; null before that. */
    public ReadOnlyObjectProperty<BuiltInState> builtInProperty() {
        return builtIn.getReadOnlyProperty();
    }

    /** Looks whether the built-in PostgreSQL runs. */
    public void look() {
        background.read("built-in", engine::builtIn, builtIn::set, failure -> {});
    }

    public boolean isThere() {
        return sample != null;
    }

    public void open() {
        if (going || sample == null) {
            return;
        }
        going = true;
        workspace.busy(messages.text("demo.server"));
        background.run("demo", this::prepare, this::show, failure -> {
            going = false;
            workspace.busy(null);
            workspace.fail(failure);
        });
    }

    private void show(Prepared ready) {
        going = false;
        workspace.busy(null);
        workspace.look(ready.project(), ready.target());
        look();
    }

    private Prepared prepare() throws Exception {
        Project project = engine.open(sample.folder());
        Target scratch = engine.scratchDatabase("shop");
        Target target = new Target("shop-demo", scratch.address(), scratch.limits());
        List<Migration> versioned = project.migrations().stream()
                .filter(m -> m.kind() == Migration.Kind.VERSIONED)
                .toList();
        if (versioned.size() > LEFT_TO_DO) {
            String version = versioned.get(versioned.size() - 1 - LEFT_TO_DO).version();
            engine.run(RunRequest.migrate(project, target).to(version), this::tell, new Cancellation());
        }
        return new Prepared(project, target);
    }

    private void tell(RunEvent event) {
        if (event instanceof RunEvent.StepStarted step) {
            fx.later(() -> workspace.busy(messages.text("demo.step", step.number(), step.of())));
        }
    }
}
