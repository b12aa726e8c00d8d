package org.turnstone.desktop.shell;

import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.turnstone.connection.Address;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;
import org.turnstone.run.StatusResult;

/** Says which migrations a run would apply or revert, and where, before it does. Cancel is the default. */
final class PlanDialog {
    private final ShellModel model;
    private final Messages messages;
    private final VBox content = new VBox(10);
    private final Label question = Labels.wrapped("", "title");
    private final ListView<String> steps = new ListView<>();
    private final Spinner<Integer> count = new Spinner<>();
    private final HBox chooser;
    private final Label where = Labels.wrapped("", "muted");
    private final Label typeName = Labels.wrapped("");
    private final TextField typed = new TextField();
    private final VBox typing = new VBox(6, typeName, typed);
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
        typed.setId("plan-typed");
        typed.getStyleClass().add("mono-field");
        typeName.setLabelFor(typed);
        typed.textProperty().addListener((text, before, now) -> allow());
        // Enter in this field neither begins the run nor throws away what was typed.
        typed.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                e.consume();
            }
        });
        content.getChildren().setAll(question, where, chooser, steps, typing);
        carryOut = Buttons.text("", () -> model.carryOut(request(), typed.getText()));
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
        carryOut.getStyleClass().removeAll("danger", "primary", "production");
        boolean production = plan.environment() == Environment.PRODUCTION;
        carryOut.getStyleClass().add(production ? "production" : revert ? "danger" : "primary");
        root.getStyleClass().remove("production");
        if (production) {
            root.getStyleClass().add("production");
        }
        typed.clear();
        typeName.setText(messages.text("plan.typeName", plan.database()));
        Labels.show(typing, plan.mustBeTyped());
        where.setText(place(plan));
        list();
        allow();
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
        steps.setPrefHeight(Math.clamp(28L * number + 4, 60, 200));
        String kind = plan.request().kind().id();
        question.setText(messages.text(
                "plan.question." + kind, number, plan.request().target().name()));
        boolean production = plan.environment() == Environment.PRODUCTION;
        carryOut.setText(messages.text((production ? "plan.production." : "plan.button.") + kind, number));
    }

    private void allow() {
        Plan plan = model.planProperty().get();
        carryOut.setDisable(plan == null || !plan.allows(typed.getText()));
    }

    private String place(Plan plan) {
        Address address = plan.request().target().address();
        StatusResult status = model.areas().workspace().statusProperty().get();
        String version =
                status == null || status.target() == null ? "" : status.target().version();
        return messages.text("plan.where", address.database(), Addresses.server(address), version, address.user());
    }

    private String line(StatusEntry entry) {
        String name = entry.version() == null ? entry.description() : entry.version() + "  " + entry.description();
        boolean revert = model.planProperty().get().request().kind() == RunKind.REVERT;
        return revert && !entry.revertible() ? messages.text("plan.notRevertible", name) : name;
    }
}
