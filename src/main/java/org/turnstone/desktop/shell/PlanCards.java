package org.turnstone.desktop.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.Outlook;
import org.turnstone.run.RunKind;
import org.turnstone.sql.DataLoss;

/** Three cards: what will run, whether exactly that was rehearsed, and what cannot be taken back. */
final class PlanCards {
    private static final int NAMED = 2;

    private final GuardModel guard;
    private final Messages messages;
    private final LossWords words;
    private final Label willRun = value();
    private final Label rehearsed = value();
    private final Label backTitle = title("");
    private final Label back = value();
    private final Label details = Labels.wrapped("", "muted", "plan-detail");
    private final HBox root;

    PlanCards(GuardModel guard, Messages messages) {
        this.guard = guard;
        this.messages = messages;
        this.words = new LossWords(messages, Integer.MAX_VALUE);
        willRun.setId("plan-will-run");
        rehearsed.setId("plan-rehearsed");
        back.setId("plan-back");
        root = new HBox(
                10,
                card(title(messages.text("plan.card.run")), willRun),
                card(title(messages.text("plan.card.rehearsed")), rehearsed),
                card(backTitle, back));
        ((VBox) root.getChildren().getLast()).getChildren().add(details);
        details.setId("plan-details");
    }

    Node node() {
        return root;
    }

    void show(RunKind kind, int migrations) {
        PlanFacts facts = guard.factsProperty().get();
        int statements = facts == null ? -1 : facts.statements();
        willRun.setText(messages.text(
                statements < 0 ? "plan.card.run.migrations" : "plan.card.run.both", migrations, statements));
        showRehearsal(guard.rehearsedProperty().get());
        boolean revert = kind == RunKind.REVERT;
        backTitle.setText(messages.text(revert ? "plan.card.data" : "plan.card.back"));
        List<String> names = facts == null ? List.of() : revert ? data(facts) : inexact(facts);
        boolean none = names.isEmpty();
        // One line in bold as in the other cards: of a revert what goes, of a migrate how many; the rest below it.
        List<String> below = revert && !none ? names.subList(1, names.size()) : names;
        // What takes data away stands first and is never among those that are only counted.
        int destructive = facts == null || none ? 0 : revert ? below.size() : destructive(facts);
        int named = Math.max(NAMED, destructive);
        back.setText(
                facts == null
                        ? "…"
                        : none
                                ? messages.text(revert ? "plan.card.data.none" : "plan.card.back.none")
                                : revert
                                        ? names.getFirst()
                                        : messages.text("plan.card.back.count", names.size(), migrations));
        details.setText(messages.some("\n", below, named));
        Labels.show(details, !below.isEmpty());
        Tooltip all = none ? null : new Tooltip(String.join("\n", names));
        back.setTooltip(all);
        details.setTooltip(all);
        mark(back, facts == null || none ? "" : "warning");
    }

    private void showRehearsal(GuardModel.Rehearsed now) {
        rehearsed.setText(
                switch (now.rehearsal()) {
                    case UNKNOWN -> "…";
                    case NEVER -> messages.text("plan.card.rehearsed.never");
                    case RUNNING -> messages.text("plan.card.rehearsed.running");
                    case PASSED -> messages.text("plan.card.rehearsed.passed", ago(now.at()));
                    case FAILED -> messages.text("plan.card.rehearsed.failed", ago(now.at()));
                });
        mark(
                rehearsed,
                switch (now.rehearsal()) {
                    case PASSED -> "good";
                    case FAILED -> "bad";
                    case NEVER -> "warning";
                    case UNKNOWN, RUNNING -> "";
                });
    }

    private List<String> data(PlanFacts facts) {
        Outlook outlook = guard.outlookProperty().get();
        Map<String, Long> rows = outlook == null ? Map.of() : outlook.rows();
        return facts.losses().stream()
                .sorted(Comparator.comparing(DataLoss::kind))
                .map(loss -> words.all(List.of(loss), rows))
                .collect(Collectors.toList());
    }

    private List<String> inexact(PlanFacts facts) {
        return facts.inexact().stream()
                .sorted(Comparator.comparingInt(PlanCards::harm))
                .map(each -> messages.text(
                        "plan.card.back.one",
                        each.label(),
                        each.losses().isEmpty()
                                ? messages.text("plan.card.back.noScript")
                                : messages.text("loss.goes", words.all(each.losses(), Map.of()))))
                .toList();
    }

    private static int destructive(PlanFacts facts) {
        return (int) facts.inexact().stream()
                .filter(each -> !each.losses().isEmpty())
                .count();
    }

    /** What goes as a whole before what is only written over, and what takes nothing away at the end. */
    private static int harm(PlanFacts.Inexact each) {
        return each.losses().stream()
                .mapToInt(loss -> loss.kind().ordinal())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private String ago(Instant then) {
        long minutes = then == null ? 0 : Duration.between(then, Instant.now()).toMinutes();
        if (minutes < 1) {
            return messages.text("time.now");
        }
        return minutes < 120
                ? messages.text("time.minutes.long", minutes)
                : minutes < 48 * 60
                        ? messages.text("time.hours.long", minutes / 60)
                        : messages.text("time.days.long", minutes / 60 / 24);
    }

    private static void mark(Label label, String tone) {
        label.getStyleClass().removeAll("good", "bad", "warning");
        if (!tone.isEmpty()) {
            label.getStyleClass().add(tone);
        }
    }

    private static Label value() {
        Label label = Labels.wrapped("…", "plan-value");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private static Label title(String text) {
        return Labels.wrapped(text, "muted", "plan-card-title");
    }

    private static Node card(Label title, Label value) {
        var card = new VBox(2, title, value);
        card.getStyleClass().add("plan-card");
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setPrefWidth(210);
        return card;
    }
}
