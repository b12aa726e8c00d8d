package org.turnstone.desktop.migration;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.editor.SqlEditor.Piece;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** Below the text: what would be run on scratch, and what the database thinks of the script. */
final class ScriptBar {
    private static final double GAP = 8;
    /** What the style leaves free at both sides together. */
    private static final double SIDES = 28;
    /** Enough for where a script is checked and a short verdict. */
    private static final double LEAST_OPINION = 300;

    private final Messages messages;
    private final WritingModel model;
    private final Button piece;
    private final Button all;
    private final Button cancel;
    /** What is disabled hears no mouse, so the tips belong to what is around it. */
    private final StackPane pieceTip;

    private final StackPane allTip;
    private final Tooltip pieceKeys = new Tooltip();
    private final Tooltip allKeys = new Tooltip();
    private final Label verdict = Labels.muted("");
    private final MenuButton where = new MenuButton();
    private final RadioMenuItem scratch = new RadioMenuItem();
    private final RadioMenuItem target = new RadioMenuItem();
    private final MenuItem why = new MenuItem();
    private final Tooltip whereTip = new Tooltip();
    private final FlowPane root;
    private boolean code;
    private boolean nothing = true;
    /** Whether a run of this very text met an error, which is shown above. */
    private boolean failed;

    /** @param onTarget has scripts checked on the database that is looked at, or not */
    ScriptBar(
            Part part,
            WritingModel model,
            Messages messages,
            Runnable runPiece,
            Runnable runAll,
            Consumer<Boolean> onTarget) {
        this.model = model;
        this.messages = messages;
        piece = Buttons.full(Icons.MIGRATE, messages.text("scratch.run.statement"), null, runPiece);
        piece.setId("run-piece-" + part);
        all = Buttons.full(Icons.TEST, messages.text("scratch.run.all"), null, runAll);
        all.setId("run-script-" + part);
        pieceTip = new StackPane(piece);
        allTip = new StackPane(all);
        cancel = Buttons.full(Icons.CANCEL, messages.text("run.cancel"), null, model::cancelRun);
        for (Button each : new Button[] {piece, all, cancel}) {
            each.getStyleClass().add("small");
        }
        Tooltip.install(pieceTip, pieceKeys);
        Tooltip.install(allTip, allKeys);
        verdict.setId("verdict-" + part);
        verdict.setMinWidth(0);
        where.setId("check-where-" + part);
        where.getStyleClass().addAll("small", "check-where");
        // What the database thinks makes room first: a tip says all of it.
        where.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        where.getItems().setAll(scratch, target, why);
        var group = new ToggleGroup();
        scratch.setText(messages.text("check.scratch"));
        for (RadioMenuItem each : List.of(scratch, target)) {
            each.setToggleGroup(group);
            each.setMnemonicParsing(false);
        }
        scratch.setOnAction(e -> onTarget.accept(false));
        target.setOnAction(e -> onTarget.accept(true));
        target.setId("check-target-" + part);
        why.setDisable(true);
        where.setTooltip(whereTip);
        var buttons = new HBox(GAP, pieceTip, allTip, cancel);
        buttons.setAlignment(Pos.CENTER_LEFT);
        var opinion = new HBox(GAP, where, verdict);
        opinion.setAlignment(Pos.CENTER_LEFT);
        root = new FlowPane(GAP, 2, buttons, opinion);
        // Its room does not depend on its words, so that nothing above moves when the database answers.
        opinion.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> opinionWidth(root.getWidth(), buttons.getWidth()),
                        root.widthProperty(),
                        buttons.widthProperty()));
        model.askedProperty().subscribe(asked -> showWhere());
        model.onTargetProperty().subscribe(wanted -> showWhere());
        // What depends on the bar's width must not keep it from becoming less.
        root.setMinWidth(0);
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("script-bar");
        model.runningProperty().subscribe(running -> {
            allow();
            Labels.show(cancel, running);
        });
        model.checkingProperty().subscribe(checking -> say());
        model.checkedProperty().subscribe(checked -> say());
        model.uncheckedProperty().subscribe(unchecked -> say());
    }

    Node node() {
        return root;
    }

    /** Beside the buttons where there is room, or else a line of its own. */
    private static double opinionWidth(double bar, double buttons) {
        double line = Math.max(0, bar - SIDES);
        double beside = line - buttons - GAP;
        return beside >= LEAST_OPINION ? beside : line;
    }

    /** Where the script is checked, and where it could be. */
    private void showWhere() {
        WritingModel.Asked asked = model.askedProperty().get();
        boolean there = model.asksTarget();
        String name = asked.target() == null
                ? messages.text("check.aTarget")
                : asked.target().name();
        where.setText(messages.text("check.on", there ? name : messages.text("check.on.scratch")));
        scratch.setSelected(!there);
        target.setSelected(there);
        target.setText(messages.text("check.target", name));
        target.setDisable(asked.unfit() != null);
        why.setVisible(asked.unfit() != null);
        why.setText(asked.unfit() == null ? "" : asked.unfit());
        boolean instead = model.onTargetProperty().get() && !there;
        whereTip.setText(instead ? messages.text("check.instead", asked.unfit()) : messages.text("check.where"));
        where.setAccessibleText(where.getText());
    }

    void show(Piece now) {
        piece.setText(messages.text(now != null && now.selected() ? "scratch.run.selection" : "scratch.run.statement"));
        nothing = now == null;
        allow();
    }

    /** A script in JavaScript is neither run on scratch nor checked there, and says why. */
    void code(boolean now) {
        code = now;
        allow();
        Labels.show(where, !now);
        say();
    }

    /** Whether a run of the very text that is here met an error: a check that finds nothing else does not deny it. */
    void failed(boolean now) {
        if (now != failed) {
            failed = now;
            say();
        }
    }

    private void allow() {
        boolean running = model.runningProperty().get();
        piece.setDisable(nothing || running || code);
        all.setDisable(running || code);
        pieceKeys.setText(messages.text(code ? "scratch.code" : "scratch.run.keys", "Ctrl+Enter"));
        allKeys.setText(messages.text(code ? "scratch.code" : "scratch.run.keys", "Ctrl+Shift+Enter"));
    }

    private void say() {
        var checked = model.checkedProperty().get();
        String words = "";
        if (code) {
            words = messages.text("check.code");
        } else if (model.checkingProperty().get()) {
            words = checked == null ? messages.text("check.first") : verdict.getText();
        } else if (model.uncheckedProperty().get() != null) {
            words = messages.text("check.not", model.uncheckedProperty().get());
        } else if (checked != null && checked.report().note() != null) {
            words = checked.report().note();
        } else if (checked != null) {
            words = checked.report().problems().isEmpty()
                    ? messages.text(failed ? "check.goodBesides" : "check.good")
                    : messages.text("check.bad", checked.report().problems().size());
        }
        verdict.setText(words);
        verdict.setTooltip(words.isEmpty() ? null : new Tooltip(words));
    }
}
