package org.turnstone.desktop.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.KnownProject;
import org.turnstone.desktop.workspace.ProjectsModel;
import org.turnstone.run.BuiltInState;
import org.turnstone.run.RunKind;

/** The sidebar: what was opened, what can be connected to, and what was run. */
final class SidebarView {
    private static final javafx.util.Duration MINUTE = javafx.util.Duration.minutes(1);

    private final ShellModel model;
    private final ProjectsModel known;
    private final RunModel run;
    private final Messages messages;
    private final VBox projects = new VBox(1);
    private final VBox runs = new VBox(1);
    private final VBox scratch = new VBox(1);
    private final ConnectionLines connections;
    private final ScrollPane root = new ScrollPane();
    private final VBox column = new VBox();
    /** What there is only with room, and only without. */
    private final List<Node> expanded = new ArrayList<>();

    private final List<Node> rail = new ArrayList<>();

    SidebarView(ShellModel model, Actions actions, Messages messages) {
        this.model = model;
        this.known = model.areas().shelf().projects();
        this.run = model.areas().run();
        this.messages = messages;
        connections = new ConnectionLines(model, messages);
        section("projects", actions.openFolder, projects);
        section("connections", actions.addConnection, connections.node());
        section("scratch", null, scratch);
        section("runs", null, runs);
        column.getStyleClass().add("sidebar");
        root.setContent(column);
        root.setFitToWidth(true);
        root.setFitToHeight(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root.getStyleClass().addAll("edge-to-edge", "sidebar-pane");
        root.setFocusTraversable(false);
        root.setId("sidebar");
        known.known().addListener((ListChangeListener<KnownProject>) change -> listProjects());
        known.openProperty().subscribe(open -> listProjects());
        model.areas().shelf().recent().runs().addListener((ListChangeListener<RecentRun>) change -> listRuns());
        listRuns();
        run.stateProperty().subscribe(state -> listScratch(actions));
        model.areas().demo().builtInProperty().subscribe(state -> listScratch(actions));
        model.sidebarProperty().subscribe(expanded -> compact());
        // What happened "just now" does not stay so.
        var clock = new Timeline(new KeyFrame(MINUTE, e -> listRuns()));
        clock.setCycleCount(Timeline.INDEFINITE);
        root.sceneProperty().subscribe(scene -> {
            if (scene == null) {
                clock.stop();
            } else {
                clock.play();
            }
        });
    }

    Node node() {
        return root;
    }

    /** The lines themselves, which are more than the ways to add one. */
    Node front() {
        return projects.getChildren().isEmpty() ? scratch : projects;
    }

    /** A head and what is below it; without room a line above it and, at its end, the way to add one. */
    private void section(String key, Action add, Node lines) {
        Label words = Labels.of(messages.text("sidebar." + key), "sidebar-head");
        var head = new HBox(words, Labels.spacer());
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("sidebar-head-row");
        expanded.add(head);
        var separator = new Region();
        separator.getStyleClass().add("rail-separator");
        VBox.setMargin(separator, new Insets(8, 0, 8, 0));
        if (!column.getChildren().isEmpty()) {
            rail.add(separator);
            column.getChildren().add(separator);
        }
        column.getChildren().addAll(head, lines);
        if (add != null) {
            head.getChildren().add(Buttons.icon(Icons.ADD, add.text(), add.run()));
            var plus = new SidebarLine(
                            Icons.ADD.icon(), add.text(), null, RailTile.ofIcon(Icons.ADD.icon(), null), add.run())
                    .tip(add.text());
            plus.compact(true);
            rail.add(plus);
            column.getChildren().add(plus);
        }
    }

    private void compact() {
        boolean compact = !model.sidebarProperty().get();
        expanded.forEach(node -> Labels.show(node, !compact));
        rail.forEach(node -> Labels.show(node, compact));
        column.getStyleClass().remove("compact-sidebar");
        if (compact) {
            column.getStyleClass().add("compact-sidebar");
        }
        for (VBox part : List.of(projects, runs, scratch)) {
            compact(part, compact);
        }
        connections.compact(compact);
        // A bar would take a fifth of the rail; the wheel and the keyboard move it without one.
        root.setVbarPolicy(compact ? ScrollPane.ScrollBarPolicy.NEVER : ScrollPane.ScrollBarPolicy.AS_NEEDED);
        showLast();
    }

    /** A line with nothing below it separates nothing. */
    private void showLast() {
        boolean any = runs.getChildren().stream().anyMatch(SidebarLine.class::isInstance);
        Labels.show(rail.getLast(), any && !model.sidebarProperty().get());
    }

    static void compact(VBox part, boolean compact) {
        part.setAlignment(compact ? Pos.TOP_CENTER : Pos.TOP_LEFT);
        for (Node node : part.getChildren()) {
            if (node instanceof SidebarLine line) {
                line.compact(compact);
            } else {
                Labels.show(node, !compact);
            }
        }
    }

    private void listProjects() {
        List<Node> lines =
                new ArrayList<>(known.known().stream().map(this::line).toList());
        if (lines.isEmpty()) {
            lines.add(Labels.wrapped(messages.text("sidebar.projects.none"), "sidebar-hint"));
        }
        show(projects, lines);
        compact(projects, !model.sidebarProperty().get());
    }

    private SidebarLine line(KnownProject each) {
        String format = each.format() == null ? "" : each.format();
        String word = each.there() ? format : messages.text("sidebar.project.missing");
        Icons icon = each.there() ? Icons.PROJECT : Icons.MISSING;
        var badge = new Badge(word, each.there() ? Tone.FORMAT : Tone.NEUTRAL);
        var line = new SidebarLine(
                        icon.icon(),
                        each.name(),
                        word.isEmpty() ? null : badge,
                        RailTile.ofName(each.name(), each.there() ? null : Icons.MISSING.icon()),
                        () -> known.open(each))
                .open(known.isOpen(each))
                .tip(each.name() + "\n" + each.folder()
                        + (each.there() ? "" : "\n" + messages.text("sidebar.project.missing.text")));
        line.setAccessibleText(messages.text("sidebar.project", each.name(), word));
        if (!each.there()) {
            line.getStyleClass().add("missing");
        }
        var reveal = new MenuItem(messages.text("sidebar.project.reveal"));
        reveal.setOnAction(e -> model.reveal(each));
        reveal.setDisable(!each.there());
        var forget = new MenuItem(messages.text("sidebar.project.forget"));
        forget.setOnAction(e -> known.forget(each));
        forget.setDisable(known.isOpen(each));
        line.setContextMenu(new ContextMenu(reveal, forget));
        return line;
    }

    private void listScratch(Actions actions) {
        BuiltInState state = model.areas().demo().builtInProperty().get();
        boolean testing = run.isRunning() && run.kindProperty().get() == RunKind.TEST;
        String word = testing ? "scratch.busy" : state != null && state.running() ? "scratch.running" : "scratch.idle";
        String version = state == null || state.version() == null ? "" : state.version();
        // The major version is what people ask about; the whole one is in the tip.
        String name = messages.text("sidebar.scratch.builtIn", version.replaceAll("\\..*", ""))
                .strip();
        var line = new SidebarLine(
                        Icons.TEST.icon(),
                        name,
                        Labels.muted(messages.text(word)),
                        RailTile.ofIcon(Icons.TEST.icon(), testing ? Icons.MIGRATE.icon() : null),
                        actions.test::runIfEnabled)
                .tip(name + "\n" + messages.text("sidebar.scratch.tip", version, actions.test.text()));
        line.setAccessibleText(name + ", " + messages.text(word));
        show(scratch, List.of(line));
        compact(scratch, !model.sidebarProperty().get());
    }

    /** Shows other lines; the keyboard stays where it was. */
    static void show(VBox part, List<Node> lines) {
        int focused = 0;
        while (focused < part.getChildren().size()
                && !part.getChildren().get(focused).isFocused()) {
            focused++;
        }
        boolean any = focused < part.getChildren().size();
        part.getChildren().setAll(lines);
        if (any && !lines.isEmpty()) {
            lines.get(Math.min(focused, lines.size() - 1)).requestFocus();
        }
    }

    private void listRuns() {
        List<Node> lines = new ArrayList<>(
                model.areas().shelf().recent().runs().stream().map(this::line).toList());
        if (lines.isEmpty()) {
            lines.add(Labels.wrapped(messages.text("sidebar.runs.none"), "sidebar-hint"));
        }
        show(runs, lines);
        compact(runs, !model.sidebarProperty().get());
        showLast();
    }

    private SidebarLine line(RecentRun each) {
        String kind = messages.text("kind." + each.kind().id());
        String words = messages.text("sidebar.run", kind, ago(each.at()));
        Icons icon = each.good() == null ? Icons.UNKNOWN : each.good() ? Icons.GOOD : Icons.BAD;
        String outcome = each.good() == null ? "unknown" : each.good() ? "good" : "bad";
        var line = new SidebarLine(
                        icon.icon(),
                        words,
                        null,
                        RailTile.ofIcon(of(each.kind()).icon(), icon.icon()),
                        () -> model.openRecent(each))
                .tip(words + "\n" + tip(each));
        line.getStyleClass().add("run-" + outcome);
        line.setAccessibleText(words + ", " + messages.text("sidebar.run." + outcome));
        return line;
    }

    private static Icons of(RunKind kind) {
        return switch (kind) {
            case TEST -> Icons.TEST;
            case DRY_RUN -> Icons.DRY_RUN;
            case MIGRATE -> Icons.MIGRATE;
            case REVERT -> Icons.REVERT;
            case DIFF -> Icons.COMPARE;
        };
    }

    private String tip(RecentRun each) {
        String where = each.target() == null
                ? String.valueOf(each.project())
                : messages.text("sidebar.run.where", String.valueOf(each.project()), each.target());
        String summary = each.summary() == null ? messages.text("sidebar.run.noEnd") : each.summary();
        return where + "\n" + summary;
    }

    private String ago(Instant then) {
        if (then == null) {
            return messages.text("time.unknown");
        }
        Duration passed = Duration.between(then, Instant.now());
        if (passed.toMinutes() < 1) {
            return messages.text("time.now");
        }
        if (passed.toMinutes() < 60) {
            return messages.text("time.minutes", passed.toMinutes());
        }
        ZoneId here = ZoneId.systemDefault();
        LocalDate day = then.atZone(here).toLocalDate();
        long days = ChronoUnit.DAYS.between(day, LocalDate.now(here));
        if (days == 0) {
            return messages.text("time.hours", passed.toHours());
        }
        return days == 1
                ? messages.text("time.yesterday")
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).format(day);
    }
}
