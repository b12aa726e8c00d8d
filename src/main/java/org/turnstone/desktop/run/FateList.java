package org.turnstone.desktop.run;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.ColumnFate;
import org.turnstone.run.Direction;
import org.turnstone.run.PlantedTable;
import org.turnstone.run.Proof;

/** What became of the rows a test planted: which tables got some, and which columns did not keep their values. */
final class FateList extends VBox {
    FateList(Proof proof, Messages messages) {
        super(6);
        setMinHeight(USE_PREF_SIZE);
        long filled = proof.planted().stream().filter(t -> t.problem() == null).count();
        int rows = proof.planted().stream().mapToInt(PlantedTable::rows).sum();
        getChildren().add(Labels.wrapped(messages.text("proof.planted.count", Words.count(rows), filled), "muted"));
        for (PlantedTable table : proof.planted()) {
            if (table.problem() != null) {
                getChildren()
                        .add(Labels.wrapped(
                                messages.text("proof.planted.problem", Words.relation(table.table()), table.problem()),
                                "muted"));
            }
        }
        long kept = proof.fates().stream().filter(ColumnFate::kept).count();
        proof.fates().stream()
                .filter(fate -> !fate.kept())
                .forEach(fate -> getChildren().add(line(fate, messages)));
        if (kept > 0) {
            var all = new HBox(
                    8,
                    new Badge(messages.text("proof.fate.kept"), Tone.SUCCESS),
                    Labels.of(messages.text("proof.fate.keptCount", kept)));
            all.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(all);
        }
    }

    private static HBox line(ColumnFate fate, Messages messages) {
        String by = fate.version() == null
                ? messages.text("proof.fate.whole")
                : messages.text(fate.direction() == Direction.UP ? "proof.fate.up" : "proof.fate.down", fate.version());
        var words = new VBox(
                1,
                Labels.wrapped(Words.relation(fate.table()) + "." + fate.column(), "mono"),
                Labels.wrapped(by + ": " + fate.detail(), "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(8, new Badge(messages.text("proof.fate.lost"), Tone.DANGER), words);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }
}
