package org.turnstone.desktop.shell;

import java.io.File;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.connections.EnvironmentLook;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.ScaledPane;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.editor.Highlighter;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.start.StartView;
import org.turnstone.desktop.workspace.Recovery;
import org.turnstone.format.ProjectProblem;

/** The window's content: the bars, the way to begin or the workbench between them, and what stands in front of them. */
public final class ShellView {
    /** What the window needs of the world around it. */
    public record Tools(Theme theme, Messages messages, Choosers choosers, Highlighter highlighter, FxThread fx) {}

    /** Below this width, the sidebar leaves its words out. */
    private static final double NARROW = 1200;

    /** What is drawn larger has less room; with less than this, something would be cut off. */
    private static final double LEAST_WIDTH = 800;

    private static final double LEAST_HEIGHT = 540;

    private final ShellModel model;
    private final Messages messages;
    private final Actions actions;
    private final Tools tools;
    private final StartView start;
    private final StackPane centre = new StackPane();
    private final StackPane root = new StackPane();
    private final ScaledPane scaled = new ScaledPane(root);
    private final PaneSizes sizes;
    private final BooleanBinding nothingOpen;
    private final FreshnessClock clock;
    private final FocusHome home;
    private final Parent top;
    private final Parent notices;
    private WorkbenchView workbench;

    public ShellView(ShellModel model, Tools tools) {
        this.model = model;
        this.messages = tools.messages();
        this.tools = tools;
        this.sizes = new PaneSizes(model.areas().shelf().memory());
        this.actions = new Actions(model, tools.theme(), messages);
        this.start = new StartView(
                model.areas().workspace(),
                messages,
                new StartView.Doors(
                        actions.openSample.run(),
                        actions.openFolder.run(),
                        actions.connect.run(),
                        model.areas().demo().isThere()),
                model.areas().shelf().projects());
        model.areas().shelf().palette().fillFrom(new PaletteItems(model, actions, messages)::all);
        centre.getChildren().add(start.node());
        home = new FocusHome(root, model, tools.fx());
        top = (Parent) new TopBarView(model, actions, tools.theme(), messages).node();
        notices = notices();
        nothingOpen = model.areas().workspace().projectProperty().isNull();
        nothingOpen.subscribe(this::show);
        var frame = new BorderPane(centre);
        // What is wider than the window is cut where it ends, and not at both ends with the menu's button.
        frame.setMinSize(0, 0);
        frame.setTop(new VBox(strip(), top, notices));
        frame.setBottom(new StatusBarView(model, messages).node());
        if (Menus.systemHasABar()) {
            root.getChildren().add(Menus.systemBar(actions));
        }
        root.getStyleClass().add("shell");
        root.getChildren().addAll(frame, new DialogLayer(model, tools.choosers(), messages, home::back).node());
        root.widthProperty()
                .subscribe(
                        width -> model.narrowProperty().set(width.doubleValue() > 0 && width.doubleValue() < NARROW));
        model.scaleProperty().subscribe(this::rescale);
        scaled.widthProperty().subscribe(this::rescale);
        scaled.heightProperty().subscribe(this::rescale);
        acceptFolders();
        this.clock = new FreshnessClock(root, model.areas().freshness());
    }

    /** As large as it was asked for, as far as the window has room for all of it. */
    private void rescale() {
        boolean laid = scaled.getWidth() > 0 && scaled.getHeight() > 0;
        double largest = laid
                ? Math.max(1, Math.min(scaled.getWidth() / LEAST_WIDTH, scaled.getHeight() / LEAST_HEIGHT))
                : Double.MAX_VALUE;
        model.largestScale(largest);
        double scale = Math.min(model.scaleProperty().get(), largest);
        if (scale != scaled.scaleProperty().get()) {
            scaled.scaleProperty().set(scale);
            tools.theme().scale(scale);
        }
    }

    public Parent node() {
        return scaled;
    }

    public Actions actions() {
        return actions;
    }

    /** The environment's colour above everything. */
    private Node strip() {
        var strip = new Region();
        strip.setId("environment-strip");
        model.environmentProperty().subscribe(environment -> {
            Labels.show(strip, environment != null);
            strip.getStyleClass().clear();
            if (environment != null) {
                strip.getStyleClass().addAll("environment-strip", EnvironmentLook.styleClass(environment));
            }
        });
        return strip;
    }

    /** The first project brings the workbench along: a window that shows none is there sooner without it. */
    private void show(boolean nothing) {
        if (!nothing && workbench == null) {
            workbench = new WorkbenchView(model, actions, tools, sizes, home, List.of(top, notices));
            centre.getChildren().add(workbench.node());
        }
        start.node().setVisible(nothing);
        if (workbench != null) {
            workbench.node().setVisible(!nothing);
        }
        // Once the window is laid out: before, there is nothing to give the keyboard to.
        tools.fx().later(nothing ? start::focus : workbench::focus);
    }

    private Parent notices() {
        var problem = new Notice(Tone.DANGER, Icons.ERROR);
        problem.setId("problem");
        var refusal = new Notice(Tone.WARNING, Icons.WARNING);
        refusal.setId("refusal");
        var said = new Notice(Tone.ACCENT, Icons.GOOD);
        var workspace = model.areas().workspace();
        said.setId("said");
        closing(problem, () -> Labels.show(problem, false));
        closing(refusal, () -> Labels.show(refusal, false));
        closing(said, () -> model.noticeProperty().set(null));
        workspace.problemProperty().subscribe(sentence -> {
            problem.with(next().toArray(Node[]::new));
            show(problem, sentence);
        });
        model.areas().run().refusalProperty().subscribe(sentence -> show(refusal, sentence));
        var open = Links.of(messages.text("report.open"), model.files()::openSaid);
        open.setId("open-said");
        var reveal = Links.of(messages.text("report.reveal"), model.files()::revealSaid);
        model.noticeProperty().subscribe(now -> {
            show(said, now == null ? null : now.sentence());
            said.with(now == null || now.file() == null ? new Node[0] : new Node[] {open, reveal});
        });
        return new VBox(damage(), problem, refusal, said);
    }

    /** What one would do about what went wrong: nothing where nothing would help. */
    private List<Node> next() {
        var workspace = model.areas().workspace();
        Recovery recovery = workspace.recovery();
        if (recovery != null) {
            return List.of(Links.of(messages.text("problem.next." + recovery.kind()), recovery.run()));
        }
        if (workspace.failure() instanceof ProjectProblem) {
            return List.of(Links.of(messages.text("problem.next.folder"), actions.openFolder.run()));
        }
        return workspace.projectProperty().get() == null
                ? List.of()
                : List.of(Links.of(messages.text("problem.next.AGAIN"), actions.refresh::runIfEnabled));
    }

    /** With a cross; the keyboard that pressed it is not lost with it. */
    private void closing(Notice notice, Runnable close) {
        notice.closing(Buttons.icon(Icons.CLOSE, messages.text("dialog.close"), () -> {
            close.run();
            home.go();
        }));
    }

    /** A file of profiles that cannot be read is said until it can be. */
    private Notice damage() {
        var profiles = model.areas().connections().profiles();
        var damage = new Notice(Tone.DANGER, Icons.ERROR);
        damage.setId("profiles-problem");
        var aside = Links.of(messages.text("profiles.putAside"), model::putProfilesAside);
        aside.setId("put-aside");
        damage.with(aside, Links.of(messages.text("profiles.readAgain"), profiles::load));
        profiles.damageProperty().subscribe(sentence -> {
            show(damage, sentence);
            Labels.show(aside, profiles.profiles().isEmpty());
        });
        return damage;
    }

    private static void show(Notice notice, String sentence) {
        Labels.show(notice, sentence != null);
        if (sentence != null) {
            notice.say(null, sentence);
        }
    }

    private void acceptFolders() {
        root.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles() && model.dialogProperty().get() == ShellModel.Dialog.NONE) {
                e.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            }
            e.consume();
        });
        root.setOnDragDropped(e -> {
            boolean dropped =
                    e.getDragboard().hasFiles() && model.dialogProperty().get() == ShellModel.Dialog.NONE;
            if (dropped) {
                model.areas()
                        .shelf()
                        .drop()
                        .drop(e.getDragboard().getFiles().stream()
                                .map(File::toPath)
                                .toList());
            }
            e.setDropCompleted(dropped);
            e.consume();
        });
    }
}
