package org.turnstone.desktop.shell;

import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
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
import org.turnstone.desktop.editor.Mark;
import org.turnstone.desktop.migration.MigrationView;
import org.turnstone.desktop.migration.Part;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.run.ProofView;
import org.turnstone.desktop.run.RunView;
import org.turnstone.desktop.start.StartView;
import org.turnstone.desktop.timeline.CompareView;

/** The window's content: bars, sidebar, timeline, migration, run panel, and what stands in front of them. */
public final class ShellView {
    /** What the window needs of the world around it. */
    public record Tools(Theme theme, Messages messages, Choosers choosers, Highlighter highlighter, FxThread fx) {}

    private static final double SIDEBAR = 232;
    private static final double SMALLEST_SIDEBAR = 150;
    private static final double LARGEST_SIDEBAR = 480;
    private static final double RAIL = 68;

    /** Below this width, the sidebar leaves its words out. */
    private static final double NARROW = 1200;

    private final ShellModel model;
    private final Messages messages;
    private final Actions actions;
    private final MigrationView migration;
    private final TimelinePane timeline;
    private final StackPane root = new StackPane();
    private final ScaledPane scaled = new ScaledPane(root);
    private final PaneSizes sizes;
    private final SplitPane whole = new SplitPane();
    private final SplitPane rows = new SplitPane();
    private final SplitPane columns = new SplitPane();
    private final BooleanBinding nothingOpen;
    private final FxThread fx;
    private final FreshnessClock clock;
    private double panelShare;
    private double sidebarWidth;

    public ShellView(ShellModel model, Tools tools) {
        this.model = model;
        this.messages = tools.messages();
        this.fx = tools.fx();
        this.sizes = new PaneSizes(model.areas().shelf().memory());
        this.panelShare = sizes.of("panel", 0.70);
        this.sidebarWidth = sizes.of("sidebar", SIDEBAR);
        this.actions = new Actions(model, tools.theme(), messages);
        this.migration = new MigrationView(
                model.areas().migration(),
                messages,
                tools.highlighter(),
                new MigrationView.Doors(model::dryRunTo, model::test, tools.choosers()::copy, model::newMigration));
        this.timeline = new TimelinePane(model, actions, messages, migration::focus);
        var start = new StartView(
                model.areas().workspace(),
                messages,
                new StartView.Doors(
                        actions.openSample.run(),
                        actions.openFolder.run(),
                        actions.connect.run(),
                        model.areas().demo().isThere()),
                model.areas().shelf().projects());
        model.areas().shelf().palette().fillFrom(new PaletteItems(model, actions, messages)::all);
        var centre = new StackPane(start.node(), workbench(tools));
        nothingOpen = model.areas().workspace().projectProperty().isNull();
        nothingOpen.subscribe(nothing -> {
            start.node().setVisible(nothing);
            whole.setVisible(!nothing);
            // Once the window is laid out: before, there is nothing to give the keyboard to.
            tools.fx().later(nothing ? start::focus : timeline::focus);
        });
        var frame = new BorderPane(centre);
        frame.setTop(new VBox(strip(), new TopBarView(model, actions, tools.theme(), messages).node(), notices()));
        frame.setBottom(new StatusBarView(model, messages).node());
        if (Menus.systemHasABar()) {
            root.getChildren().add(Menus.systemBar(actions));
        }
        root.getStyleClass().add("shell");
        root.getChildren().addAll(frame, new DialogLayer(model, tools.choosers(), messages).node());
        root.widthProperty()
                .subscribe(
                        width -> model.narrowProperty().set(width.doubleValue() > 0 && width.doubleValue() < NARROW));
        model.scaleProperty().subscribe(scale -> {
            scaled.scaleProperty().set(scale.doubleValue());
            tools.theme().scale(scale.doubleValue());
        });
        acceptFolders();
        this.clock = new FreshnessClock(root, model.areas().freshness());
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

    private Node workbench(Tools tools) {
        var proof = new ProofView(
                model.areas().run(),
                messages,
                new ProofView.Doors(
                        error -> goTo(error.file(), new Mark(error.line(), error.column())),
                        script -> goTo(script, new Mark(1, 1)),
                        tools.choosers()::copy,
                        model::testKeeping,
                        model::export,
                        () -> model.proofProperty().set(false)));
        var compare = new CompareView(model.areas().compare(), model.areas().workspace(), messages, entry -> {
            model.areas().timeline().selectScript(entry.script());
            model.areas().compare().close();
        });
        var right = new StackPane(migration.node(), compare.node(), proof.node());
        Runnable choose = () -> {
            boolean proving = model.proofProperty().get();
            boolean comparing = model.areas().compare().nameProperty().get() != null;
            proof.node().setVisible(proving);
            compare.node().setVisible(comparing && !proving);
            migration.node().setVisible(!comparing && !proving);
        };
        model.proofProperty().subscribe(choose);
        model.areas().compare().nameProperty().subscribe(choose);
        choose.run();
        columns.getItems().setAll(timeline.node(), right);
        rows.setOrientation(javafx.geometry.Orientation.VERTICAL);
        rows.getItems().setAll(columns);
        var run = new RunView(
                model.areas().run(),
                messages,
                new RunView.Doors(
                        row -> goTo(row.script(), new Mark(row.statement().line(), 1)),
                        error -> goTo(error.file(), new Mark(error.line(), error.column())),
                        script -> goTo(script, new Mark(1, 1)),
                        tools.choosers()::copy,
                        model::endBlocker,
                        model::export,
                        () -> model.panelProperty().set(false)));
        ((Region) run.node()).setMinHeight(90);
        model.panelProperty().subscribe(shown -> showPanel(run.node(), shown));
        Region sidebar = (Region) new SidebarView(model, actions, messages).node();
        whole.getItems().setAll(sidebar, rows);
        SplitPane.setResizableWithParent(sidebar, false);
        for (SplitPane pane : List.of(whole, rows, columns)) {
            pane.getStyleClass().add("thin");
        }
        double share = sizes.of("timeline", 0.36);
        sizes.follow(columns, "timeline");
        model.sidebarProperty().subscribe(expanded -> showSidebar(sidebar, expanded));
        whole.widthProperty().addListener((width, before, now) -> {
            if (before.doubleValue() == 0) {
                showSidebar(sidebar, model.sidebarProperty().get());
                fx.later(() -> columns.setDividerPositions(share));
            }
        });
        whole.getDividers().getFirst().positionProperty().addListener((position, before, now) -> {
            double width = now.doubleValue() * whole.getWidth();
            if (model.sidebarProperty().get() && width >= SMALLEST_SIDEBAR && width <= LARGEST_SIDEBAR) {
                sidebarWidth = width;
                sizes.remember("sidebar", width);
            }
        });
        var cycle = new PaneCycle(List.of(sidebar, (Parent) timeline.node(), right, (Parent) run.node()));
        actions.onNextPane(cycle::next);
        return whole;
    }

    /** The sidebar comes back with the width it had. */
    private void showSidebar(Region sidebar, boolean expanded) {
        double width = expanded ? sidebarWidth : RAIL;
        sidebar.setMinWidth(expanded ? SMALLEST_SIDEBAR : RAIL);
        sidebar.setMaxWidth(expanded ? LARGEST_SIDEBAR : RAIL);
        // Once its new limits count: until then, the divider is held where the old ones let it be.
        fx.later(() -> {
            if (whole.getWidth() > 0) {
                whole.setDividerPositions(width / whole.getWidth());
            }
        });
    }

    /** The panel comes back with the height it had. */
    private void showPanel(Node panel, boolean shown) {
        if (shown && !rows.getItems().contains(panel)) {
            rows.getItems().add(panel);
            rows.setDividerPositions(panelShare);
            sizes.follow(rows, "panel");
        } else if (!shown && rows.getItems().contains(panel)) {
            panelShare = rows.getDividerPositions()[0];
            rows.getItems().remove(panel);
        }
    }

    /** Shows a place in a script of the project. */
    private void goTo(String script, Mark place) {
        Part part = model.find(script);
        if (part != null) {
            model.areas().compare().close();
            migration.goTo(part, place);
        }
    }

    private Node notices() {
        var problem = new Notice(Tone.DANGER, Icons.ERROR);
        problem.setId("problem");
        problem.with(Links.of(messages.text("action.refresh"), actions.refresh::runIfEnabled));
        var refusal = new Notice(Tone.WARNING, Icons.WARNING);
        refusal.setId("refusal");
        var said = new Notice(Tone.ACCENT, Icons.GOOD);
        var workspace = model.areas().workspace();
        problem.closing(Buttons.icon(Icons.CLOSE, messages.text("dialog.close"), () -> Labels.show(problem, false)));
        refusal.closing(Buttons.icon(Icons.CLOSE, messages.text("dialog.close"), () -> Labels.show(refusal, false)));
        said.closing(Buttons.icon(
                Icons.CLOSE,
                messages.text("dialog.close"),
                () -> model.noticeProperty().set(null)));
        workspace.problemProperty().subscribe(sentence -> show(problem, sentence));
        model.areas().run().refusalProperty().subscribe(sentence -> show(refusal, sentence));
        model.noticeProperty().subscribe(sentence -> show(said, sentence));
        return new VBox(damage(), problem, refusal, said);
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
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            }
            e.consume();
        });
        root.setOnDragDropped(e -> {
            boolean dropped = e.getDragboard().hasFiles();
            if (dropped) {
                var file = e.getDragboard().getFiles().getFirst();
                model.areas().workspace().open((file.isDirectory() ? file : file.getParentFile()).toPath());
            }
            e.setDropCompleted(dropped);
            e.consume();
        });
    }
}
