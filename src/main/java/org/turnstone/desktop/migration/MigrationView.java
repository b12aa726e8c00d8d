package org.turnstone.desktop.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.EmptyState;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.editor.Highlighter;
import org.turnstone.desktop.editor.Mark;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.StatementRow;
import org.turnstone.desktop.timeline.StateMark;
import org.turnstone.format.Migration;
import org.turnstone.format.StatusEntry;

/** The selected migration: what it is called and where it stands, its scripts, what the history holds. */
public final class MigrationView {
    /**
     * What the view asks of the window around it.
     *
     * @param rehearse begins a dry run as far as a migration
     * @param test begins a test on scratch
     * @param copy puts a text on the clipboard
     * @param create begins a new migration
     * @param waysOut what can be done about a migration that is not as it should be
     */
    public record Doors(
            Consumer<StatusEntry> rehearse,
            Runnable test,
            Consumer<String> copy,
            Runnable create,
            Function<StatusEntry, List<Node>> waysOut) {}

    private final MigrationModel model;
    private final Messages messages;
    private final ScriptView sql;
    private final ScriptView revert;
    private final RevertView derived;
    private final StackPane root = new StackPane();
    private final BorderPane body = new BorderPane();
    private final Label title = new Title();
    private final Label path = Labels.of("", "mono", "muted");
    private final Badge badge = new Badge();
    private final TabPane tabs = new TabPane();
    private final Tab sqlTab;
    private final Tab revertTab;
    private final StackPane sqlPane;
    private final Notice problem = new Notice(Tone.WARNING, Icons.WARNING);
    private final Doors doors;

    public MigrationView(MigrationModel model, Messages messages, Highlighter highlighter, Doors doors) {
        this.model = model;
        this.messages = messages;
        this.sql = new ScriptView(model, Part.SQL, messages, highlighter, doors.create());
        this.revert = new ScriptView(model, Part.REVERT, messages, highlighter, doors.create());
        this.sqlPane = new StackPane(sql.node());
        this.sqlTab = tab("migration.tab.SQL", sqlPane, Part.SQL);
        this.derived = new RevertView(model.derived(), messages, highlighter, doors.copy());
        this.revertTab = tab("migration.tab.REVERT", new StackPane(derived.node(), revert.node()), Part.REVERT);
        var impact = new ImpactView(model, messages, doors.rehearse(), this::open, doors.copy());
        Tab impactTab = tab("migration.tab.IMPACT", impact.node(), null);
        Tab differenceTab =
                tab("migration.tab.DIFFERENCE", new DifferenceView(model, messages, doors.test()).node(), null);
        Tab recordTab = tab("migration.tab.RECORD", new RecordView(model, messages).node(), null);
        tabs.getTabs().setAll(sqlTab, revertTab, impactTab, differenceTab, recordTab);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add("migration-tabs");
        tabs.setAccessibleText(messages.text("migration.tabs"));
        tabs.getSelectionModel()
                .selectedItemProperty()
                .subscribe(tab -> model.partProperty().set(tab == null ? null : (Part) tab.getUserData()));
        model.partProperty().subscribe(this::bringToFront);
        this.doors = doors;
        problem.setId("migration-problem");
        body.setTop(new VBox(header(), problem));
        body.setCenter(tabs);
        root.getStyleClass().add("migration");
        root.getChildren()
                .setAll(
                        new EmptyState(
                                Icons.FILE,
                                messages.text("migration.none.title"),
                                messages.text("migration.none.text")),
                        body);
        model.otherProperty().subscribe(file -> show(file));
        model.entryProperty().subscribe(entry -> show(entry));
        model.placeProperty()
                .subscribe(place -> showProblem(model.entryProperty().get()));
    }

    public Node node() {
        return root;
    }

    /** Gives the keyboard to the script. */
    public void focus() {
        bringToFront(Part.SQL);
        sql.focus();
    }

    /** Shows a place in one of the scripts. */
    public void goTo(Part part, Mark place) {
        bringToFront(part);
        (part == Part.SQL ? sql : revert).goTo(place);
    }

    private void open(StatementRow row) {
        boolean reverts = model.entryProperty().get().revertible()
                && model.entryProperty().get().migration().revertScript().endsWith(row.script());
        goTo(reverts ? Part.REVERT : Part.SQL, new Mark(row.statement().line(), 1));
    }

    private Node header() {
        path.setMinWidth(0);
        // A file's beginning tells where it is, and its end what it is.
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Labels.tip(path);
        Labels.tip(title);
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        var save = Buttons.full(Icons.SAVE, messages.text("script.save"), null, model::save);
        save.setId("save");
        save.getStyleClass().add("small");
        for (Part part : Part.values()) {
            model.script(part).dirtyProperty().subscribe(dirty -> {
                Labels.show(save, isDirty());
                mark(part);
            });
            model.script(part).sheetProperty().subscribe(sheet -> mark(part));
        }
        model.partProperty().subscribe(part -> Labels.show(save, isDirty()));
        var header = new HBox(10, title, path, save, badge);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("migration-header");
        header.widthProperty().addListener(width -> title.requestLayout());
        return header;
    }

    /** The migration's name: the file makes room for it, as long as it leaves some for that. */
    private static final class Title extends Label {
        private static final double SHARE = 0.62;

        Title() {
            getStyleClass().add("pane-title");
        }

        @Override
        protected double computeMinWidth(double height) {
            double room = getParent() instanceof Region header ? header.getWidth() * SHARE : 0;
            return Math.min(computePrefWidth(height), room);
        }
    }

    private boolean isDirty() {
        Part part = model.partProperty().get();
        return part != null && model.script(part).dirtyProperty().get();
    }

    /** A tab says by a dot that its script is not saved. */
    private void mark(Part part) {
        Tab tab = part == Part.SQL ? sqlTab : revertTab;
        String dot = model.script(part).dirtyProperty().get() ? " •" : "";
        String key = part == Part.SQL && model.isCode(part) ? "code" : part.name();
        tab.setText(messages.text("migration.tab." + key) + dot);
    }

    private Tab tab(String key, Node content, Part part) {
        var tab = new Tab(messages.text(key), content);
        tab.setId(key.substring("migration.".length()).replace('.', '-'));
        tab.setUserData(part);
        return tab;
    }

    private void bringToFront(Part part) {
        if (part != null) {
            tabs.getSelectionModel().select(part == Part.SQL ? sqlTab : revertTab);
        }
    }

    /** A script beside the migrations: it has nothing but its text. */
    private void show(Path file) {
        body.setVisible(file != null || model.entryProperty().get() != null);
        Labels.show(badge, file == null);
        for (Tab tab : tabs.getTabs()) {
            tab.setDisable(file != null && tab != sqlTab || file == null && tab == revertTab && tab.isDisable());
        }
        if (file != null) {
            title.setText(file.getFileName().toString());
            path.setText(shortened(file));
            sqlPane.getChildren().setAll(sql.node());
        }
    }

    private void show(StatusEntry entry) {
        body.setVisible(entry != null || model.otherProperty().get() != null);
        if (entry == null) {
            return;
        }
        title.setText(entry.description());
        showProblem(entry);
        badge.show(StateMark.word(messages, entry.state()), StateMark.tone(entry.state()));
        boolean hasFile = entry.migration() != null;
        path.setText(hasFile ? shortened(entry.migration().script()) : entry.scriptOrLabel());
        // Of what can be derived there is something to say, too.
        revertTab.setDisable(!hasFile || entry.kind() != Migration.Kind.VERSIONED && !entry.revertible());
        revert.node().setVisible(entry.revertible());
        derived.node().setVisible(!entry.revertible());
        if (hasFile) {
            sqlPane.getChildren().setAll(sql.node());
        } else {
            sqlPane.getChildren()
                    .setAll(new EmptyState(
                            Icons.FILE,
                            messages.text("migration.missing.title"),
                            messages.text("migration.missing.text", entry.scriptOrLabel())));
        }
    }

    /** A migration that is not as it should be says so, with the ways out its tool has. */
    private void showProblem(StatusEntry entry) {
        List<Node> ways = entry == null ? List.of() : doors.waysOut().apply(entry);
        Labels.show(problem, !ways.isEmpty());
        if (!ways.isEmpty()) {
            problem.say(
                    null,
                    messages.text(
                            "way.problem." + entry.state(),
                            model.placeProperty().getValue()));
            problem.with(ways.toArray(Node[]::new));
        }
    }

    /** The file and the folder it is in. */
    private static String shortened(Path file) {
        int count = file.getNameCount();
        return file.subpath(Math.max(0, count - 2), count).toString();
    }
}
