package org.turnstone.desktop.run;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;

/** The cells of the tables of statements. */
final class StatementCells {
    /** A cell's node, and how it shows a row. */
    record Shown(Node node, Consumer<StatementRow> how) {
        void show(StatementRow row) {
            how.accept(row);
        }
    }

    private static final double LONGEST_BAR = 118;
    private static final String NONE = "–";

    private final Messages messages;
    private final Supplier<Duration> longest;

    /** @param longest how long the longest bar's statement took */
    StatementCells(Messages messages, Supplier<Duration> longest) {
        this.messages = messages;
        this.longest = longest;
    }

    Shown statement() {
        var tip = new Tooltip();
        tip.setMaxWidth(720);
        Label label = Labels.of("", "mono");
        label.setTooltip(tip);
        return new Shown(label, row -> {
            label.setText(Words.oneLine(row.statement().sql()));
            tip.setText(shortened(row.statement().sql().strip()));
        });
    }

    Shown migration() {
        return text(StatementRow::step, "mono", "muted");
    }

    Shown line() {
        return text(row -> String.valueOf(row.statement().line()));
    }

    Shown outcome() {
        var badge = new Badge();
        return new Shown(badge, row -> {
            StatementOutcome outcome = row.statement().outcome();
            badge.show(messages.text("run.statement." + outcome.name()), RunWords.tone(outcome));
        });
    }

    Shown rows() {
        return text(row -> row.statement().rows() == null
                ? NONE
                : Words.count(row.statement().rows()));
    }

    Shown lock() {
        var badge = new Badge();
        return new Shown(badge, row -> {
            StatementResult statement = row.statement();
            ImpactFacts facts = ImpactFacts.of(statement);
            badge.getStyleClass().remove("plain");
            if (facts.lock() != null) {
                badge.show(facts.lock().mode(), LockLook.tone(facts.lock().mode()));
            } else if (statement.outcome() == StatementOutcome.DONE) {
                badge.show(
                        facts.work() == ImpactFacts.Work.UNKNOWN ? NONE : messages.text("run.lock.none"), Tone.NEUTRAL);
                badge.getStyleClass().add("plain");
            } else {
                badge.show(
                        messages.text("run.statement." + statement.outcome().name()),
                        RunWords.tone(statement.outcome()));
            }
        });
    }

    Shown on() {
        Label label = Labels.of("", "mono");
        var tip = new Tooltip();
        return new Shown(label, row -> {
            ImpactFacts facts = ImpactFacts.of(row.statement());
            String name = facts.on() == null ? NONE : Words.relation(facts.on());
            label.setText(facts.others() == 0 ? name : messages.text("run.on.more", name, facts.others()));
            tip.setText(label.getText());
            label.setTooltip(facts.on() == null ? null : tip);
        });
    }

    Shown work() {
        return text(row -> switch (ImpactFacts.of(row.statement()).work()) {
            case UNKNOWN -> NONE;
            case NONE -> messages.text("run.work.none");
            case SCAN -> messages.text("run.work.scan");
            case REWRITE -> messages.text("run.work.rewrite");
        });
    }

    Shown impactRows() {
        return text(row -> {
            Long rows = ImpactFacts.of(row.statement()).rows();
            return rows == null ? NONE : Words.count(rows);
        });
    }

    Shown wal() {
        return text(row -> {
            Long wal = ImpactFacts.of(row.statement()).wal();
            return wal == null ? NONE : Words.bytes(wal);
        });
    }

    /** A bar beside the time, or why there is none. */
    Shown time() {
        var bar = new Region();
        bar.getStyleClass().add("time-bar");
        var took = new Label();
        took.setMinWidth(Region.USE_PREF_SIZE);
        Label reason = Labels.muted("");
        reason.setMinWidth(0);
        var tip = new Tooltip();
        tip.setMaxWidth(520);
        tip.setWrapText(true);
        reason.setTooltip(tip);
        var line = new HBox(6, bar, took, reason);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        return new Shown(line, row -> {
            StatementResult statement = row.statement();
            boolean timed = statement.reason() == null && statement.duration() != null;
            Labels.show(bar, timed);
            Labels.show(took, timed);
            Labels.show(reason, !timed);
            reason.setText(statement.reason() == null ? NONE : statement.reason());
            tip.setText(reason.getText());
            if (timed) {
                took.setText(Words.duration(statement.duration()));
                double share = longest.get().isZero()
                        ? 0
                        : (double) statement.duration().toNanos()
                                / longest.get().toNanos();
                double width = Math.max(3, Math.min(1, share) * LONGEST_BAR);
                bar.setMinSize(3, 8);
                bar.setPrefSize(width, 8);
                bar.setMaxSize(width, 8);
                bar.getStyleClass().setAll("time-bar");
                if (statement.outcome() == StatementOutcome.FAILED
                        || ImpactFacts.of(statement).heavy()) {
                    bar.getStyleClass().add("heavy");
                }
            }
        });
    }

    private static Shown text(Function<StatementRow, String> words, String... styles) {
        Label label = Labels.of("", styles);
        return new Shown(label, row -> label.setText(words.apply(row)));
    }

    /** As much as fits on a screen. */
    private static String shortened(String sql) {
        String lines = String.join("\n", sql.lines().limit(24).toList());
        return lines.length() > 2000 ? lines.substring(0, 1999) + "…" : lines;
    }
}
