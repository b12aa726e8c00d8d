package org.turnstone.desktop.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Node;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.TimeSince;
import org.turnstone.run.TargetInfo;

/** Of a run of earlier: when it ended, and what has become another since, so that it may be true no more. */
final class Hindsight {
    private static final int MOST = 3;

    private final RunModel model;
    private final Messages messages;
    private final Predicate<TargetInfo> elsewhere;
    private final Notice fresh = new Notice(Tone.NEUTRAL, Icons.WAITING);
    private final Notice stale = new Notice(Tone.WARNING, Icons.WARNING);
    private final javafx.scene.layout.VBox root = new javafx.scene.layout.VBox(fresh, stale);

    /** @param elsewhere whether a database is another one than that which is connected to */
    Hindsight(RunModel model, Messages messages, Predicate<TargetInfo> elsewhere) {
        this.model = model;
        this.messages = messages;
        this.elsewhere = elsewhere;
        root.setId("hindsight");
        model.lookedBackProperty().subscribe(run -> show());
        show();
    }

    Node node() {
        return root;
    }

    void show() {
        PastRun run = model.lookedBackProperty().get();
        Labels.show(root, run != null);
        if (run == null) {
            return;
        }
        List<String> doubts = new ArrayList<>();
        if (!run.changed().isEmpty()) {
            String some = String.join(", ", run.changed().stream().limit(MOST).toList());
            int more = run.changed().size() - MOST;
            doubts.add(
                    messages.text("hindsight.changed", more > 0 ? messages.text("hindsight.more", some, more) : some));
        }
        if (run.result() != null && elsewhere.test(run.result().target())) {
            doubts.add(
                    messages.text("hindsight.elsewhere", run.result().target().name()));
        }
        Notice shown = doubts.isEmpty() ? fresh : stale;
        Labels.show(fresh, shown == fresh);
        Labels.show(stale, shown == stale);
        shown.say(
                messages.text("hindsight.ended", TimeSince.words(messages, run.endedAt())),
                doubts.isEmpty() ? null : String.join(" ", doubts));
    }
}
