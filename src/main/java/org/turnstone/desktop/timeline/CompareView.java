package org.turnstone.desktop.timeline;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.connection.Target;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.EmptyState;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.StatusEntry;

/** Two databases side by side: which migration stands where in each, and in a sentence what one lacks. */
public final class CompareView {
    private final CompareModel model;
    private final WorkspaceModel workspace;
    private final Messages messages;
    private final BorderPane root = new BorderPane();
    private final TableView<CompareModel.Row> table = new TableView<>();
    private final Label subtitle = Labels.muted("");
    private final Label sentence = Labels.wrapped("");
    private final Notice problem = new Notice(Tone.DANGER, Icons.ERROR);
    private final ToggleButton differences = new ToggleButton();
    private final ToggleButton all = new ToggleButton();
    private final TableColumn<CompareModel.Row, CompareModel.Row> here;
    private final TableColumn<CompareModel.Row, CompareModel.Row> there;

    /** @param onOpen selects a migration in the timeline */
    public CompareView(CompareModel model, WorkspaceModel workspace, Messages messages, Consumer<StatusEntry> onOpen) {
        this.model = model;
        this.workspace = workspace;
        this.messages = messages;
        root.setId("compare");
        root.getStyleClass().add("proof");
        table.setId("compare-table");
        table.getStyleClass().addAll("edge-to-edge", "statements", "compare");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.rows());
        table.setAccessibleText(messages.text("compare.title"));
        here = column("", 180, () -> new Standing(CompareModel.Row::here));
        there = column("", 180, () -> new Standing(CompareModel.Row::there));
        table.getColumns().add(column(messages.text("compare.migration"), 280, Named::new));
        table.getColumns().add(here);
        table.getColumns().add(there);
        table.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                open(onOpen);
            }
        });
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                open(onOpen);
                e.consume();
            }
        });
        table.setPlaceholder(placeholder());
        var line = new HBox(10, sentence);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        line.getStyleClass().add("tab-head");
        line.setAlignment(Pos.CENTER_LEFT);
        root.setTop(new VBox(header(), line, problem));
        root.setCenter(table);
        model.nameProperty().subscribe(name -> show());
        model.countsProperty().subscribe(counts -> show());
        model.readingProperty().subscribe(reading -> show());
        model.problemProperty().subscribe(words -> show());
        workspace.targetProperty().subscribe(target -> show());
    }

    public Node node() {
        return root;
    }

    private Node header() {
        Label title = Labels.of(messages.text("compare.title"), "pane-title");
        title.setMinWidth(Label.USE_PREF_SIZE);
        subtitle.setMinWidth(0);
        Labels.tip(subtitle);
        var group = new ToggleGroup();
        for (ToggleButton chip : new ToggleButton[] {differences, all}) {
            chip.getStyleClass().add("chip");
            chip.setMinWidth(ToggleButton.USE_PREF_SIZE);
            chip.setToggleGroup(group);
        }
        differences.setOnAction(e -> model.onlyDifferencesProperty().set(true));
        all.setOnAction(e -> model.onlyDifferencesProperty().set(false));
        model.onlyDifferencesProperty().subscribe(only -> {
            differences.setSelected(only);
            all.setSelected(!only);
        });
        var close = Buttons.icon(Icons.CLOSE, messages.text("compare.close"), model::close);
        close.setId("close-compare");
        var header = new HBox(10, title, subtitle, Labels.spacer(), differences, all, close);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("proof-header");
        return header;
    }

    private Node placeholder() {
        var same = new EmptyState(Icons.GOOD, messages.text("compare.same.title"), messages.text("compare.same.text"));
        var reading = new EmptyState(
                Icons.WAITING, messages.text("timeline.reading.title"), messages.text("compare.reading"));
        Runnable choose = () -> {
            boolean known = model.countsProperty().get().all() > 0;
            same.setVisible(known);
            reading.setVisible(!known && model.readingProperty().get());
        };
        model.countsProperty().subscribe(choose);
        model.readingProperty().subscribe(choose);
        choose.run();
        return new StackPane(same, reading);
    }

    private void show() {
        Target target = workspace.targetProperty().get();
        String own = target == null ? messages.text("compare.project") : target.name();
        String other =
                model.nameProperty().get() == null ? "" : model.nameProperty().get();
        here.setText(own);
        there.setText(other);
        subtitle.setText(messages.text("compare.subtitle", own, other));
        CompareModel.Counts counts = model.countsProperty().get();
        differences.setText(messages.text("compare.differences", Words.count(counts.differences())));
        all.setText(messages.text("timeline.filter.all", Words.count(counts.all())));
        boolean known = counts.all() > 0;
        sentence.getParent().setVisible(known);
        sentence.getParent().setManaged(known);
        sentence.setText(said(counts, own, other));
        Labels.show(problem, model.problemProperty().get() != null);
        problem.say(null, model.problemProperty().get());
    }

    private String said(CompareModel.Counts counts, String own, String other) {
        if (counts.differences() == 0) {
            return messages.text("compare.said.same", own, other);
        }
        StringBuilder words = new StringBuilder();
        if (counts.missingThere() > 0) {
            words.append(messages.text("compare.said.lacks", other, counts.missingThere(), own));
        }
        if (counts.missingHere() > 0) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(messages.text("compare.said.lacks", own, counts.missingHere(), other));
        }
        if (counts.otherwise() > 0) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(messages.text("compare.said.otherwise", counts.otherwise()));
        }
        return words.toString();
    }

    private void open(Consumer<StatusEntry> onOpen) {
        CompareModel.Row row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            onOpen.accept(row.entry());
        }
    }

    private static TableColumn<CompareModel.Row, CompareModel.Row> column(
            String title,
            double width,
            java.util.function.Supplier<TableCell<CompareModel.Row, CompareModel.Row>> cell) {
        var column = new TableColumn<CompareModel.Row, CompareModel.Row>(title);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(110);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellFactory(owner -> cell.get());
        return column;
    }

    /** What the migration is called. */
    private static final class Named extends TableCell<CompareModel.Row, CompareModel.Row> {
        private final Label description = Labels.of("", "timeline-title");
        private final Label version = Labels.of("", "mono", "muted");
        private final VBox words = new VBox(1, description, version);

        Named() {
            description.setMinWidth(0);
            version.setMinWidth(0);
            words.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(CompareModel.Row row, boolean empty) {
            super.updateItem(row, empty);
            if (!empty && row != null) {
                description.setText(row.entry().description());
                version.setText(row.entry().label());
            }
            setGraphic(empty || row == null ? null : words);
        }
    }

    /** Where it stands in one of the two. */
    private final class Standing extends TableCell<CompareModel.Row, CompareModel.Row> {
        private static final DateTimeFormatter WHEN =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

        private final Function<CompareModel.Row, StatusEntry> side;
        private final StateMark mark = new StateMark();
        private final Badge state = new Badge();
        private final Label when = Labels.muted("");
        private final HBox words = new HBox(8, mark, state, when);

        Standing(Function<CompareModel.Row, StatusEntry> side) {
            this.side = side;
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            when.setMinWidth(0);
        }

        @Override
        protected void updateItem(CompareModel.Row row, boolean empty) {
            super.updateItem(row, empty);
            StatusEntry entry = empty || row == null ? null : side.apply(row);
            if (entry != null) {
                mark.show(entry.state());
                state.show(StateMark.word(messages, entry.state()), StateMark.tone(entry.state()));
                when.setText(entry.appliedAt() == null ? "" : entry.appliedAt().format(WHEN));
            }
            setGraphic(entry == null ? null : words);
            setText(entry == null && row != null && !empty ? "–" : null);
        }
    }
}
