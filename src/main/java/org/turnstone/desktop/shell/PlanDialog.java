package org.turnstone.desktop.shell;

import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;

/** Says which migrations a run would apply or revert, and where, before it does. Cancel is the default. */
final class PlanDialog {
    private final ShellModel model;
    private final Messages messages;
    private final VBox content = new VBox(10);
    private final Label question = Labels.wrapped("", "title");
    private final ListView<String> steps = new ListView<>();
    private final Spinner<Integer> count = new Spinner<>();
    private final HBox chooser;
    private final Button carryOut;
    private final Button cancel;
    private final DialogBox root;

    PlanDialog(ShellModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        Label howMany = new Label(messages.text("plan.howMany"));
        howMany.setLabelFor(count);
        count.setId("plan-count");
        count.setPrefWidth(90);
        count.setEditable(true);
        chooser = new HBox(10, howMany, count);
        chooser.setAlignment(Pos.CENTER_LEFT);
        steps.setPrefHeight(200);
        steps.setAccessibleText(messages.text("plan.steps"));
        steps.getStyleClass().add("plan-steps");
        content.getChildren().setAll(question, chooser, steps);
        carryOut = Buttons.text("", () -> model.carryOut(request()));
        carryOut.setId("plan-carry-out");
        cancel = Buttons.text(messages.text("dialog.cancel"), model::closeDialog);
        cancel.setDefaultButton(true);
        cancel.setCancelButton(true);
        root = new DialogBox(
                messages.text("plan.title"),
                messages.text("dialog.cancel"),
                model::closeDialog,
                content,
                Labels.spacer(),
                cancel,
                carryOut);
        root.setPrefWidth(560);
        count.valueProperty().subscribe(chosen -> list());
    }

    Node node() {
        return root;
    }

    void begin() {
        Plan plan = model.planProperty().get();
        Labels.show(chooser, plan.most() > 0);
        if (plan.most() > 0) {
            count.setValueFactory(new SpinnerValueFactory.IntegerSpinnerValueFactory(1, plan.most(), 1));
        }
        boolean revert = plan.request().kind() == RunKind.REVERT;
        carryOut.getStyleClass().removeAll("danger", "primary");
        carryOut.getStyleClass().add(revert ? "danger" : "primary");
        list();
        cancel.requestFocus();
    }

    private int chosen() {
        Plan plan = model.planProperty().get();
        return plan.most() > 0 && count.getValue() != null
                ? count.getValue()
                : plan.steps().size();
    }

    private RunRequest request() {
        Plan plan = model.planProperty().get();
        RunRequest request = plan.request();
        return plan.most() > 0 ? RunRequest.revert(request.project(), request.target(), chosen()) : request;
    }

    private void list() {
        Plan plan = model.planProperty().get();
        if (plan == null) {
            return;
        }
        int number = chosen();
        steps.setItems(FXCollections.observableArrayList(
                plan.steps().stream().limit(number).map(this::line).toList()));
        String kind = plan.request().kind().id();
        question.setText(messages.text(
                "plan.question." + kind, number, plan.request().target().name()));
        carryOut.setText(messages.text("plan.button." + kind, number));
    }

    private String line(StatusEntry entry) {
        String name = entry.version() == null ? entry.description() : entry.version() + "  " + entry.description();
        boolean revert = model.planProperty().get().request().kind() == RunKind.REVERT;
        return revert && !entry.revertible() ? messages.text("plan.notRevertible", name) : name;
    }
}
