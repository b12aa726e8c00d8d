package org.turnstone.desktop.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.desktop.run.StatementCells.Shown;
import org.turnstone.run.LockTaken;
import org.turnstone.run.StatementOutcome;

/**
 * Statements, a line each. Where their impact was observed: which lock, on what, how much work, how long. Else: where,
 * how it ended, how many rows, how long. Sorted by a column when its head is clicked, in the run's order otherwise.
 */
public final class StatementTable {
    /**
     * What is done with a statement.
     *
     * @param open goes to its line
     * @param copy takes its text
     */
    public record Doors(Consumer<StatementRow> open, Consumer<String> copy) {}

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private static final double LOCK = 158;
    private static final double LOCK_LONG = 206;
    private static final double NARROW = 680;
    private static final Set<String> LEAST = Set.of("column-rewrite", "column-wal", "column-line");
    private static final Set<String> DETAILS =
            Set.of("column-on", "column-rewrite", "column-wal", "column-line", "column-migration");

    private final TableView<StatementRow> table = new TableView<>();
    private final Messages messages;
    private final ObservableList<StatementRow> rows;
    private final StatementCells cells;
    private Duration longest = Duration.ZERO;
    private Boolean observed;
    private boolean detailed;

    public StatementTable(ObservableList<StatementRow> rows, Messages messages, Doors doors) {
        this.rows = rows;
        this.messages = messages;
        this.cells = new StatementCells(messages, () -> longest);
        table.getStyleClass().addAll("edge-to-edge", "statements");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setAccessibleText(messages.text("run.statements"));
        table.setRowFactory(view -> openable(doors.open()));
        table.setOnKeyPressed(e -> {
            StatementRow row = table.getSelectionModel().getSelectedItem();
            if (row != null && e.getCode() == KeyCode.ENTER) {
                doors.open().accept(row);
                e.consume();
            } else if (row != null && COPY.match(e)) {
                doors.copy().accept(row.statement().sql());
                e.consume();
            }
        });
        rows.addListener((ListChangeListener<StatementRow>) change -> measure());
        table.widthProperty().subscribe(width -> fit());
        measure();
    }

    public TableView<StatementRow> node() {
        return table;
    }

    /** Leaves out what details beside it say, or shows it again. */
    void besideDetails(boolean now) {
        detailed = now;
        fit();
    }

    /** Where there is little room, what matters least is left to the details. */
    private void fit() {
        boolean narrow = table.getWidth() > 0 && table.getWidth() < NARROW;
        for (TableColumn<StatementRow, ?> column : table.getColumns()) {
            boolean left = detailed && DETAILS.contains(column.getId()) || narrow && LEAST.contains(column.getId());
            column.setVisible(!left);
        }
    }

    private void measure() {
        Duration found = Duration.ZERO;
        boolean impact = false;
        boolean longName = false;
        for (StatementRow row : rows) {
            Duration took = row.statement().duration();
            found = took != null && took.compareTo(found) > 0 ? took : found;
            impact |= row.statement().impact() != null;
            longName |= isLong(ImpactFacts.of(row.statement()).lock());
        }
        if (observed == null || impact != observed) {
            observed = impact;
            table.getSortOrder().clear();
            table.getColumns().setAll(impact ? impactColumns() : plainColumns());
            fit();
        }
        for (TableColumn<StatementRow, ?> column : table.getColumns()) {
            if ("column-lock".equals(column.getId())) {
                // A badge is said whole or not at all.
                column.setMinWidth(longName ? LOCK_LONG : LOCK);
                column.setPrefWidth(longName ? LOCK_LONG : LOCK);
            }
        }
        if (!found.equals(longest)) {
            longest = found;
            table.refresh();
        }
    }

    private static boolean isLong(LockTaken lock) {
        return lock != null && lock.mode().length() > "ACCESS EXCLUSIVE".length();
    }

    private List<TableColumn<StatementRow, StatementRow>> impactColumns() {
        Comparator<StatementRow> byLock = Comparator.comparing(
                StatementTable::facts,
                Comparator.comparingInt(
                        f -> f.lock() == null ? 0 : LockLook.strength(f.lock().mode())));
        return List.of(
                column(
                        "statement",
                        420,
                        150,
                        cells::statement,
                        Comparator.comparing(r -> Words.oneLine(r.statement().sql()))),
                column("lock", LOCK, LOCK, cells::lock, byLock),
                column("on", 112, 70, cells::on, by(f -> f.on() == null ? "" : f.on())),
                column("rewrite", 68, 66, cells::work, by(ImpactFacts::work)),
                column("rows", 86, 76, cells::impactRows, by(f -> f.rows() == null ? -1L : f.rows())),
                column("wal", 66, 62, cells::wal, by(f -> f.wal() == null ? -1L : f.wal())),
                time());
    }

    private List<TableColumn<StatementRow, StatementRow>> plainColumns() {
        return List.of(
                column(
                        "statement",
                        420,
                        150,
                        cells::statement,
                        Comparator.comparing(r -> Words.oneLine(r.statement().sql()))),
                column("migration", 130, 60, cells::migration, Comparator.comparing(StatementRow::step)),
                column(
                        "line",
                        56,
                        46,
                        cells::line,
                        Comparator.comparingInt(r -> r.statement().line())),
                // A badge is said whole or not at all.
                column(
                        "outcome",
                        122,
                        122,
                        cells::outcome,
                        Comparator.comparing(r -> r.statement().outcome())),
                column(
                        "rows",
                        80,
                        60,
                        cells::rows,
                        Comparator.comparingLong(r -> r.statement().rows() == null
                                ? -1
                                : r.statement().rows())),
                time());
    }

    private TableColumn<StatementRow, StatementRow> time() {
        return column(
                "time",
                300,
                90,
                cells::time,
                Comparator.comparing(r -> r.statement().duration() == null
                        ? Duration.ofSeconds(-1)
                        : r.statement().duration()));
    }

    private static <T extends Comparable<T>> Comparator<StatementRow> by(Function<ImpactFacts, T> value) {
        return Comparator.comparing(row -> value.apply(facts(row)));
    }

    private static ImpactFacts facts(StatementRow row) {
        return ImpactFacts.of(row.statement());
    }

    private TableColumn<StatementRow, StatementRow> column(
            String key,
            double width,
            double least,
            java.util.function.Supplier<Shown> cell,
            Comparator<StatementRow> order) {
        var column = new TableColumn<StatementRow, StatementRow>(messages.text("run.column." + key));
        column.setId("column-" + key);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(least);
        column.setComparator(order);
        column.setReorderable(false);
        column.setCellFactory(owner -> new Cell(cell.get()));
        return column;
    }

    private static TableRow<StatementRow> openable(Consumer<StatementRow> onOpen) {
        var row = new TableRow<StatementRow>() {
            @Override
            protected void updateItem(StatementRow item, boolean empty) {
                super.updateItem(item, empty);
                setAccessibleText(
                        item == null ? null : Words.oneLine(item.statement().sql()));
                pseudoClassStateChanged(
                        javafx.css.PseudoClass.getPseudoClass("failed"),
                        item != null && item.statement().outcome() == StatementOutcome.FAILED);
            }
        };
        row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && row.getItem() != null) {
                onOpen.accept(row.getItem());
            }
        });
        return row;
    }

    /** A cell whose node is made once and says something else when another row comes into sight. */
    private static final class Cell extends TableCell<StatementRow, StatementRow> {
        private final Shown shown;

        Cell(Shown shown) {
            this.shown = shown;
            if (shown.node() instanceof Label label) {
                label.setMinWidth(0);
            }
        }

        @Override
        protected void updateItem(StatementRow row, boolean empty) {
            super.updateItem(row, empty);
            Node graphic = empty || row == null ? null : shown.node();
            if (graphic != null) {
                shown.show(row);
            }
            if (getGraphic() != graphic) {
                setGraphic(graphic);
            }
        }
    }
}
