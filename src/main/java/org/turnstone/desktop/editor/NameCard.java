package org.turnstone.desktop.editor;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.Catalog;

/** What is behind a name: shown where the mouse rests, and the way to where it was made. */
final class NameCard {
    private static final int MOST_COLUMNS = 14;

    private final SqlArea area;
    private final Surroundings surroundings;
    private final Pane above;
    private final Supplier<Names> names;
    private final Remarks remarks;
    private final Messages messages;
    private final VBox card = new VBox(3);
    private Consumer<Names.Place> goTo = place -> {};
    private View shownIn;

    private record View(long x, long y, long width, long height) {}

    NameCard(
            SqlArea area,
            Surroundings surroundings,
            Pane above,
            Supplier<Names> names,
            Remarks remarks,
            Messages messages) {
        this.area = area;
        this.surroundings = surroundings;
        this.above = above;
        this.names = names;
        this.remarks = remarks;
        this.messages = messages;
        card.setId("name-card");
        card.getStyleClass().add("name-card");
        card.setMouseTransparent(true);
        area.setMouseOverTextDelay(Duration.ofMillis(450));
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> show(event.getCharacterIndex()));
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> hide());
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && isOpen()) {
                event.consume();
            }
            hide();
        });
        // A layout that moves nothing makes the view dirty, too, and one follows every key.
        area.viewportDirtyEvents().subscribe(event -> {
            if (isOpen() && !view().equals(shownIn)) {
                hide();
            }
        });
        area.addEventFilter(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.isShortcutDown() && event.getButton() == MouseButton.PRIMARY) {
                goTo();
                event.consume();
            }
        });
    }

    void onGoTo(Consumer<Names.Place> listener) {
        goTo = listener;
    }

    /** Goes to where the name at the caret was made. */
    void goTo() {
        at(area.getCaretPosition())
                .flatMap(found -> names.get().made(found.table(), found.name()))
                .ifPresent(goTo);
    }

    boolean isOpen() {
        return card.getParent() != null;
    }

    void hide() {
        above.getChildren().remove(card);
    }

    /** Shows what is behind the name at a place, or what is said about it. */
    void show(int offset) {
        card.getChildren().clear();
        remarks.between(offset, offset)
                .filter(remark -> !remark.title().isEmpty())
                .ifPresent(remark -> {
                    card.getChildren().add(Labels.wrapped(remark.title(), "bold"));
                    if (remark.text() != null) {
                        card.getChildren().add(Labels.wrapped(remark.text(), "muted"));
                    }
                });
        String line = area.line(area.lineOf(offset));
        int column = offset - area.offset(area.lineOf(offset), 0);
        for (Overlay odd : Oddities.in(line)) {
            if (odd.begin() == column) {
                card.getChildren().add(Labels.wrapped(Oddities.name(line.charAt(column))));
            }
        }
        at(offset).ifPresent(this::describe);
        if (!card.getChildren().isEmpty()) {
            place(offset);
        }
    }

    /** Where the text stands, in whole pixels. */
    private View view() {
        return new View(
                Math.round(area.getEstimatedScrollX()),
                Math.round(area.getEstimatedScrollY()),
                Math.round(area.getWidth()),
                Math.round(area.getHeight()));
    }

    private void place(int offset) {
        Optional<Bounds> bounds = area.getCharacterBoundsOnScreen(offset, Math.min(offset + 1, area.getLength()));
        if (bounds.isEmpty()) {
            return;
        }
        if (card.getParent() == null) {
            above.getChildren().add(card);
        }
        shownIn = view();
        card.setMaxWidth(Math.min(440, Math.max(120, above.getWidth() - 12)));
        card.applyCss();
        double width = Math.min(card.getMaxWidth(), card.prefWidth(Region.USE_COMPUTED_SIZE));
        double height = card.prefHeight(width);
        card.resize(width, height);
        Point2D under = above.screenToLocal(bounds.get().getMinX(), bounds.get().getMaxY());
        Point2D over = above.screenToLocal(bounds.get().getMinX(), bounds.get().getMinY());
        boolean below = under.getY() + height + 4 <= above.getHeight() || over.getY() < height;
        card.relocate(
                Math.clamp(under.getX(), 0, Math.max(0, above.getWidth() - width)),
                below ? under.getY() + 4 : over.getY() - height - 4);
    }

    /** A name; with the table it is a column of, where it is one. */
    private record NameAt(String table, String name, Catalog.Relation relation, Catalog.Column column) {}

    private Optional<NameAt> at(int offset) {
        Surroundings.Found found = surroundings.at(offset);
        String text = found.text();
        int place = offset - found.begin();
        int begin = place;
        int end = place;
        while (begin > 0 && isPart(text.charAt(begin - 1))) {
            begin--;
        }
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        var around = new NamesAround(text, Math.min(begin + 1, text.length()));
        if (begin == end || around.isProse()) {
            return Optional.empty();
        }
        String name = folded(text.substring(begin, end), begin > 0 && text.charAt(begin - 1) == '"');
        String owner = null;
        int before = begin > 0 && text.charAt(begin - 1) == '"' ? begin - 1 : begin;
        if (before > 0 && text.charAt(before - 1) == '.') {
            int start = before - 1;
            while (start > 0 && isPart(text.charAt(start - 1))) {
                start--;
            }
            owner = folded(text.substring(start, before - 1), false);
        }
        return Optional.of(resolve(name, owner, around));
    }

    private NameAt resolve(String name, String owner, NamesAround around) {
        Names known = names.get();
        NamesAround.Table table = owner == null ? null : around.table(owner);
        if (table != null) {
            Catalog.Relation relation =
                    known.relation(table.schema(), table.name()).orElse(null);
            return new NameAt(table.name(), name, relation, column(relation, name));
        }
        Optional<Catalog.Relation> relation = known.relation(owner, name);
        if (relation.isPresent()) {
            return new NameAt(null, name, relation.get(), null);
        }
        NamesAround.Table alias = around.table(name);
        if (alias != null && owner == null) {
            return new NameAt(
                    null,
                    alias.name(),
                    known.relation(alias.schema(), alias.name()).orElse(null),
                    null);
        }
        for (NamesAround.Table each : around.tables()) {
            Catalog.Relation of = known.relation(each.schema(), each.name()).orElse(null);
            if (column(of, name) != null) {
                return new NameAt(each.name(), name, of, column(of, name));
            }
        }
        return new NameAt(null, name, null, null);
    }

    private static Catalog.Column column(Catalog.Relation relation, String name) {
        return relation == null ? null : relation.column(name).orElse(null);
    }

    private void describe(NameAt found) {
        if (found.column() != null) {
            card.getChildren().add(Labels.of(words(found.column()), "mono", "bold"));
            card.getChildren()
                    .add(Labels.muted(
                            messages.text("card.column", found.relation().name())));
        } else if (found.relation() != null && found.table() == null) {
            describe(found.relation());
        } else {
            names.get().catalog().routines().stream()
                    .filter(routine -> routine.name().equals(found.name()))
                    .limit(6)
                    .forEach(routine -> card.getChildren()
                            .add(Labels.wrapped(
                                    routine.name() + "(" + routine.arguments() + ")"
                                            + (routine.result() == null ? "" : " → " + routine.result()),
                                    "mono")));
        }
    }

    private void describe(Catalog.Relation relation) {
        String schema = relation.schema().isEmpty() ? "" : relation.schema() + ".";
        card.getChildren().add(Labels.of(schema + relation.name(), "mono", "bold"));
        // Rows are the target's: on scratch there are none.
        long rows = names.get()
                .target()
                .relation(relation.schema().isEmpty() ? null : relation.schema(), relation.name())
                .map(Catalog.Relation::rows)
                .orElse(-1L);
        card.getChildren()
                .add(Labels.muted(
                        rows < 0 ? relation.kind() : messages.text("card.rows", relation.kind(), Words.count(rows))));
        relation.columns().stream()
                .limit(MOST_COLUMNS)
                .forEach(column -> card.getChildren().add(Labels.of(words(column), "mono")));
        if (relation.columns().size() > MOST_COLUMNS) {
            card.getChildren()
                    .add(Labels.muted(
                            messages.text("card.more", relation.columns().size() - MOST_COLUMNS)));
        }
    }

    private static String words(Catalog.Column column) {
        return column.name()
                + (column.type() == null ? "" : " " + column.type())
                + (column.required() ? " not null" : "")
                + (column.value() == null ? "" : " default " + column.value());
    }

    private static String folded(String word, boolean quoted) {
        return quoted ? word : word.toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
