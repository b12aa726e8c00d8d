package org.turnstone.desktop.controls;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A word in a rounded frame. */
public final class Badge extends Label {
    private Tone shown;

    public Badge(String text, Tone tone) {
        super(text);
        shown = tone;
        getStyleClass().addAll("badge", tone.styleClass());
        setMinWidth(Region.USE_PREF_SIZE);
    }

    public Badge() {
        this("", Tone.NEUTRAL);
    }

    /** Says something else, and tells whether it looks otherwise now. */
    public boolean show(String text, Tone tone) {
        setText(text);
        // A style that changes is worked out anew; in a list that scrolls most badges stay as they are.
        if (tone == shown) {
            return false;
        }
        getStyleClass().remove(shown.styleClass());
        getStyleClass().add(tone.styleClass());
        shown = tone;
        return true;
    }
}
