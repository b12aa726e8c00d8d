package org.turnstone.desktop.timeline;

import java.util.Locale;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;

/** A migration's state as a shape: ring, dot, dashed ring, cross, diamond, square. */
public final class StateMark extends Region {
    private MigrationState shown;

    public StateMark() {
        getStyleClass().add("state-mark");
        setMinSize(14, 14);
        setPrefSize(14, 14);
        setMaxSize(14, 14);
    }

    public StateMark(MigrationState state) {
        this();
        show(state);
    }

    /** Takes a state's shape, and says whether it is another. */
    public boolean show(MigrationState state) {
        if (state == shown) {
            return false;
        }
        shown = state;
        getStyleClass().setAll("state-mark", "state-" + state.name().toLowerCase(Locale.ROOT));
        return true;
    }

    /** What a state is called. */
    public static String word(Messages messages, MigrationState state) {
        return messages.text("state." + state.name());
    }

    /** What a state is called, and the remark beside it where there is one. */
    public static String words(Messages messages, StatusEntry entry) {
        String word = word(messages, entry.state());
        return entry.note() == null ? word : word + " – " + entry.note();
    }

    /** The tone a state's word is written in. */
    public static Tone tone(MigrationState state) {
        return switch (state) {
            case PENDING, OUTDATED -> Tone.ACCENT;
            case APPLIED, BASELINE -> Tone.SUCCESS;
            case CHANGED, OUT_OF_ORDER -> Tone.WARNING;
            case FAILED, MISSING -> Tone.DANGER;
            case REVERTED, IGNORED -> Tone.NEUTRAL;
        };
    }
}
