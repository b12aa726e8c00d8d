package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.editor.Mark;
import org.turnstone.desktop.migration.MigrationView;
import org.turnstone.desktop.migration.Part;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.remedy.RemedyOffers;
import org.turnstone.desktop.run.ProofView;
import org.turnstone.desktop.run.RunView;
import org.turnstone.desktop.timeline.CompareView;

/** What one works with on a project: sidebar, timeline, migration and run panel, and the dividers between them. */
final class WorkbenchView {
    private static final double SIDEBAR = 232;
    private static final double SMALLEST_SIDEBAR = 150;
    private static final double LARGEST_SIDEBAR = 480;
    private static final double RAIL = 58;
    /** As high as the panel is at least, and where it begins if that makes it higher. */
    private static final double PANEL = 240;

    private static final double PANEL_BEGINS = 0.70;

    private final ShellModel model;
    private final FxThread fx;
    private final PaneSizes sizes;
    private final MigrationView migration;
    private final TimelinePane timeline;
    private final SplitPane whole = new SplitPane();
    private final SplitPane rows = new SplitPane();
    private final SplitPane columns = new SplitPane();
    /** Zero until it was drawn to a height or shown once. */
    private double panelShare;

    private double sidebarWidth;

    /** @param above what F6 goes to before the first of the panes */
    WorkbenchView(
            ShellModel model,
            Actions actions,
            ShellView.Tools tools,
            PaneSizes sizes,
            FocusHome home,
            List<Parent> above) {
        Messages messages = tools.messages();
        this.model = model;
        this.fx = tools.fx();
        this.sizes = sizes;
        this.panelShare = sizes.of("panel", 0);
        this.sidebarWidth = sizes.of("sidebar", SIDEBAR);
        this.migration = new MigrationView(
                model.areas().migration(),
                messages,
                tools.highlighter(),
                new MigrationView.Doors(
                        model.runs()::dryRunTo,
                        model.runs()::test,
                        tools.choosers()::copy,
                        model::newMigration,
                        entry -> links(model.offers().of(entry))));
        this.timeline = new TimelinePane(model, actions, messages, migration::focus);
        var proof = new ProofView(
                model.areas().run(),
                messages,
                new ProofView.Doors(
                        error -> goTo(error.file(), new Mark(error.line(), error.column())),
                        script -> goTo(script, new Mark(1, 1)),
                        tools.choosers()::copy,
                        model.runs()::testKeeping,
                        model.runs()::endBlocker,
                        model.files()::export,
                        () -> model.proofProperty().set(false)));
        var compare = new CompareView(model.areas().compare(), model.areas().workspace(), messages, entry -> {
            model.areas().timeline().selectScript(entry.scriptOrLabel());
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
                        model.runs()::endBlocker,
                        result -> links(model.offers().of(result)),
                        model::isOfAnotherProject,
                        model.areas().migration()::isElsewhere,
                        model.files()::export,
                        () -> model.panelProperty().set(false)));
        ((Region) run.node()).setMinHeight(130);
        model.areas().workspace().statusProperty().subscribe(run::lookForWaysOut);
        model.panelProperty().subscribe(shown -> showPanel(run.node(), shown));
        var beside = new SidebarView(model, actions, messages);
        Region sidebar = (Region) beside.node();
        whole.getItems().setAll(sidebar, rows);
        SplitPane.setResizableWithParent(sidebar, false);
        for (SplitPane pane : List.of(whole, rows, columns)) {
            pane.getStyleClass().add("thin");
        }
        double share = sizes.of("timeline", 0.36);
        columns.setDividerPositions(share);
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
        var panes = new LinkedHashMap<Parent, Supplier<Node>>();
        panes.put(sidebar, beside::front);
        panes.put((Parent) timeline.node(), timeline::front);
        panes.put(right, () -> script(right));
        panes.put((Parent) run.node(), run::front);
        home.panes(panes, this::focus);
        List<Parent> all = new ArrayList<>(above);
        all.addAll(panes.keySet());
        var cycle = new PaneCycle(home, all);
        actions.onPanes(cycle::next, cycle::previous);
    }

    Node node() {
        return whole;
    }

    /** The script that is shown; all of the pane where none is. */
    private static Node script(Parent right) {
        return right.lookupAll(".sql-editor").stream()
                .filter(FocusHome::isShown)
                .findFirst()
                .orElse(right);
    }

    /** The ways out, to be clicked. */
    private List<Node> links(List<RemedyOffers.Offer> offers) {
        return offers.stream()
                .<Node>map(offer -> Links.of(offer.words(), () -> model.propose(offer)))
                .toList();
    }

    /** Gives the keyboard to the timeline. */
    void focus() {
        // A split pane takes in what it holds with its skin only, and what is in no window gets no keyboard.
        whole.applyCss();
        timeline.focus();
    }

    /** The sidebar comes back with the width it had. */
    private void showSidebar(Region sidebar, boolean expanded) {
        double width = expanded ? sidebarWidth : RAIL;
        // Held at its width until the divider is there, or it would be seen to jump.
        sidebar.setMinWidth(width);
        sidebar.setMaxWidth(width);
        // Once its new limits count: until then, the divider is held where the old ones let it be.
        fx.later(() -> {
            if (whole.getWidth() > 0) {
                whole.setDividerPositions(width / whole.getWidth());
            }
            if (expanded && model.sidebarProperty().get()) {
                sidebar.setMinWidth(SMALLEST_SIDEBAR);
                sidebar.setMaxWidth(LARGEST_SIDEBAR);
            }
        });
    }

    /** The panel comes back with the height it had. */
    private void showPanel(Node panel, boolean shown) {
        if (shown && !rows.getItems().contains(panel)) {
            if (panelShare == 0) {
                // In a low window a share of it would leave no room for what the panel is about.
                double height = rows.getHeight();
                panelShare = height <= PANEL ? PANEL_BEGINS : Math.min(PANEL_BEGINS, 1 - PANEL / height);
            }
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
}
