package org.turnstone.desktop.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.turnstone.connection.Address;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.TallPane;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.desktop.remedy.RemedyOffers;
import org.turnstone.desktop.timeline.StateMark;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Blocker;
import org.turnstone.run.Outlook;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;
import org.turnstone.run.StatusResult;

/** Says what a run would do, where, and at what price, before it does. Cancel is the default. */
final class PlanDialog {
    private static final double WIDTH = 720;
    private static final double ROW = 26;
    private static final int ROWS = 4;
    private static final int NAMED = 3;

    private final ShellModel model;
    private final GuardModel guard;
    private final Messages messages;
    private final ListView<String> steps = new ListView<>();
    private final Spinner<Integer> count = new Spinner<>();
    private final HBox chooser;
    private final Label where = Labels.wrapped("", "muted");
    private final Label now = Labels.wrapped("", "plan-now");
    private final PlanCards cards;
    private final LockRows locks;
    private final Notice obstacle = new Notice(Tone.DANGER, Icons.ERROR);
    private final Notice failure = new Notice(Tone.DANGER, Icons.ERROR);
    private final CheckBox skip = new CheckBox();
    private final TextFlow typeName = new TextFlow();
    private final TextField typed = new TextField();
    private final VBox typing = new VBox(6, typeName, typed);
    private final Button rehearse;
    private final Button carryOut;
    private final Button cancel;
    private final DialogBox root;

    PlanDialog(ShellModel model, Messages messages) {
        this.model = model;
        this.guard = model.areas().shelf().guard();
        this.messages = messages;
        cards = new PlanCards(guard, messages);
        locks = new LockRows(messages);
        Label howMany = new Label(messages.text("plan.howMany"));
        howMany.setLabelFor(count);
        count.setId("plan-count");
        count.setPrefWidth(90);
        count.setEditable(true);
        count.getEditor().setAccessibleText(messages.text("plan.howMany"));
        chooser = new HBox(10, howMany, count);
        chooser.setAlignment(Pos.CENTER_LEFT);
        steps.setAccessibleText(messages.text("plan.steps"));
        steps.getStyleClass().add("plan-steps");
        steps.setId("plan-steps");
        typed.setId("plan-typed");
        typed.getStyleClass().add("mono-field");
        typed.textProperty().addListener((text, before, after) -> allow());
        skip.setId("plan-skip");
        skip.setWrapText(true);
        skip.setText(messages.text("plan.skip"));
        skip.selectedProperty().bindBidirectional(guard.skipProperty());
        now.setId("plan-now");
        obstacle.setId("plan-obstacle");
        failure.setId("plan-failure");
        var content =
                new VBox(14, where, chooser, obstacle, cards.node(), failure, steps, locks.node(), now, skip, typing);
        content.getStyleClass().add("plan-content");
        carryOut = Buttons.text("", () -> model.runs().carryOut(request(), typed.getText()));
        carryOut.setId("plan-carry-out");
        // Enter in the field neither begins the run nor throws away what was typed.
        typed.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                e.consume();
            }
        });
        rehearse = Buttons.text("", guard::rehearse);
        rehearse.setId("plan-rehearse");
        cancel = Buttons.text(messages.text("dialog.cancel"), model::closeDialog);
        cancel.setDefaultButton(true);
        cancel.setCancelButton(true);
        var pane = new TallPane(content, WIDTH - 2);
        pane.getStyleClass().add("plan-scroll");
        root = new DialogBox(
                "",
                messages.text("dialog.cancel"),
                model::closeDialog,
                pane,
                rehearse,
                Labels.spacer(),
                cancel,
                carryOut);
        root.getStyleClass().add("plan");
        root.setPrefWidth(WIDTH);
        count.valueProperty().subscribe(chosen -> list());
        guard.factsProperty().subscribe(facts -> show());
        guard.obstacleProperty().subscribe(found -> show());
        guard.rehearsedProperty().subscribe(rehearsed -> show());
        guard.outlookProperty().subscribe(outlook -> show());
        guard.skipProperty().subscribe(skipped -> allow());
    }

    Node node() {
        return root;
    }

    void begin() {
        Plan plan = model.runs().planProperty().get();
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
        root.title(messages.text(
                "plan.title." + plan.request().kind().id(),
                plan.request().target().name()));
        typed.clear();
        askFor(plan.database());
        list();
        cancel.requestFocus();
    }

    /** The name stands out of the sentence, wherever in it a language puts it. */
    private void askFor(String database) {
        String sentence = messages.text("plan.typeName", "\n");
        int at = sentence.indexOf('\n');
        typeName.getChildren()
                .setAll(
                        part(sentence.substring(0, at), "plan-type"),
                        part(database, "plan-type-name"),
                        part(sentence.substring(at + 1), "plan-type"));
        typed.setAccessibleText(messages.text("plan.typeName", database));
    }

    private static Text part(String text, String style) {
        var part = new Text(text);
        part.getStyleClass().add(style);
        return part;
    }

    /** Forgets what was typed and decided. */
    void end() {
        typed.clear();
        guard.leave();
    }

    private int chosen() {
        Plan plan = model.runs().planProperty().get();
        return plan.most() > 0 && count.getValue() != null
                ? count.getValue()
                : plan.steps().size();
    }

    private RunRequest request() {
        Plan plan = model.runs().planProperty().get();
        RunRequest request = plan.request();
        return plan.most() > 0 ? RunRequest.revert(request.project(), request.target(), chosen()) : request;
    }

    private void list() {
        Plan plan = model.runs().planProperty().get();
        if (plan == null) {
            return;
        }
        List<StatusEntry> chosen = plan.steps().stream().limit(chosen()).toList();
        steps.setItems(FXCollections.observableArrayList(
                chosen.stream().map(this::line).toList()));
        double height = Math.clamp(chosen.size(), 1, ROWS) * ROW + 4;
        steps.setMinHeight(height);
        steps.setPrefHeight(height);
        boolean production = plan.environment() == Environment.PRODUCTION;
        String kind = plan.request().kind().id();
        carryOut.setText(messages.text((production ? "plan.production." : "plan.button.") + kind, chosen.size()));
        guard.look(request(), chosen, status());
        show();
    }

    private void show() {
        Plan plan = model.runs().planProperty().get();
        if (plan == null) {
            return;
        }
        where.setText(place(plan));
        cards.show(plan.request().kind(), chosen());
        GuardModel.Rehearsed rehearsed = guard.rehearsedProperty().get();
        locks.show(rehearsed.result());
        now.setText(sentence(plan, rehearsed));
        Labels.show(now, !now.getText().isEmpty());
        now.getStyleClass().remove("warning");
        if (isInTheWay(guard.outlookProperty().get())) {
            now.getStyleClass().add("warning");
        }
        boolean missing = rehearsed.rehearsal() == GuardModel.Rehearsal.NEVER
                || rehearsed.rehearsal() == GuardModel.Rehearsal.FAILED;
        Obstacle found = guard.obstacleProperty().get();
        showObstacle(plan, found);
        Labels.show(failure, rehearsed.why() != null && found == null);
        failure.say(messages.text("plan.failure"), rehearsed.why());
        // Nobody types a name for what would be refused.
        Labels.show(typing, plan.mustBeTyped() && found == null);
        Labels.show(skip, plan.mustBeTyped() && missing && found == null);
        boolean failed = rehearsed.rehearsal() == GuardModel.Rehearsal.FAILED;
        skip.setText(messages.text(failed ? "plan.skip.failed" : "plan.skip"));
        rehearse.setText(messages.text(rehearsed.result() == null ? "plan.rehearse" : "plan.rehearse.again"));
        rehearse.setDisable(rehearsed.rehearsal() == GuardModel.Rehearsal.RUNNING || found != null);
        allow();
    }

    private void showObstacle(Plan plan, Obstacle found) {
        Labels.show(obstacle, found != null);
        if (found == null) {
            return;
        }
        String tool = plan.request().project().format();
        obstacle.say(
                messages.text("plan.obstacle"),
                messages.text("plan.obstacle." + found.kind(), tool, named(found.entries())));
        List<Node> ways = new ArrayList<>();
        if (found.kind() == Obstacle.Kind.NOT_CLEAN) {
            List<RemedyOffers.Offer> offers = found.entries().stream()
                    .flatMap(entry -> model.offers().of(entry).stream())
                    .distinct()
                    .limit(NAMED)
                    .toList();
            offers.forEach(offer -> ways.add(Links.of(offer.words(), () -> model.propose(offer))));
        } else if (plan.most() > 0 && found.fewer() > 0) {
            ways.add(Links.of(
                    messages.text("plan.obstacle.fewer", found.fewer()),
                    () -> count.getValueFactory().setValue(found.fewer())));
        }
        StatusEntry first = found.entries().getFirst();
        ways.add(Links.of(messages.text("plan.obstacle.show", first.label()), () -> model.show(first)));
        obstacle.with(ways.toArray(Node[]::new));
    }

    private String named(List<StatusEntry> entries) {
        return messages.some(
                messages.text("loss.and"), entries.stream().map(this::named).toList(), NAMED);
    }

    private String named(StatusEntry entry) {
        String words = StateMark.word(messages, entry.state());
        boolean applied = entry.state() == MigrationState.APPLIED;
        return applied ? entry.label() : messages.text("plan.obstacle.one", entry.label(), words);
    }

    private void allow() {
        Plan plan = model.runs().planProperty().get();
        boolean running = guard.rehearsedProperty().get().rehearsal() == GuardModel.Rehearsal.RUNNING;
        boolean refused = guard.obstacleProperty().get() != null;
        carryOut.setDisable(plan == null || running || refused || !model.runs().mayCarryOut(typed.getText()));
    }

    private String place(Plan plan) {
        Address address = plan.request().target().address();
        String version = status() == null || status().target() == null
                ? ""
                : status().target().version();
        List<String> parts = new ArrayList<>();
        parts.add(messages.text("plan.where", address.database(), Addresses.server(address)));
        Outlook outlook = guard.outlookProperty().get();
        String role =
                outlook == null ? "plan.version" : outlook.standby() ? "plan.version.standby" : "plan.version.primary";
        parts.add(messages.text(role, version));
        parts.add(messages.text("plan.as", address.user()));
        if (outlook != null && outlook.bytes() != null) {
            parts.add(Words.bytes(outlook.bytes()));
        }
        return String.join(" · ", parts);
    }

    /** What stands in the way at this moment, and how long a lock is waited for. */
    private String sentence(Plan plan, GuardModel.Rehearsed rehearsed) {
        Outlook outlook = guard.outlookProperty().get();
        List<String> sentences = new ArrayList<>();
        if (outlook != null) {
            if (outlook.standby()) {
                sentences.add(messages.text("plan.now.standby"));
            }
            if (outlook.lockHolder() != null) {
                sentences.add(messages.text("plan.now.holder", outlook.lockHolder()));
            }
            if (!outlook.blockers().isEmpty()) {
                sentences.add(messages.text(
                        "plan.now.blockers",
                        outlook.blockers().size(),
                        String.join(
                                "; ",
                                outlook.blockers().stream()
                                        .limit(3)
                                        .map(Blocker::label)
                                        .toList())));
            } else if (rehearsed.result() != null && !rehearsed.result().locks().isEmpty()) {
                sentences.add(messages.text("plan.now.free"));
            }
        }
        if (rehearsed.result() == null && rehearsed.rehearsal() == GuardModel.Rehearsal.NEVER) {
            sentences.add(messages.text("plan.now.unknown"));
        }
        Target target = plan.request().target();
        if (target.limits().lockTimeout() != null
                && !target.limits().lockTimeout().isZero()) {
            sentences.add(messages.text(
                    "plan.now.timeout",
                    limit(target.limits().lockTimeout()),
                    plan.request().lockRetries()));
        }
        return String.join(" ", sentences);
    }

    private static boolean isInTheWay(Outlook outlook) {
        return outlook != null
                && (outlook.standby()
                        || outlook.lockHolder() != null
                        || !outlook.blockers().isEmpty());
    }

    /** Without a fraction nobody set. */
    private static String limit(Duration time) {
        return time.toMillis() % 1000 == 0 && time.toSeconds() < 60 ? time.toSeconds() + " s" : Words.duration(time);
    }

    private StatusResult status() {
        return model.areas().workspace().statusProperty().get();
    }

    private String line(StatusEntry entry) {
        String name = entry.version() == null ? entry.description() : entry.version() + "  " + entry.description();
        boolean revert = model.runs().planProperty().get().request().kind() == RunKind.REVERT;
        return revert && !entry.revertible() ? messages.text("plan.notRevertible", name) : name;
    }
}
