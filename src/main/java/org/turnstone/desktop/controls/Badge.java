package org.turnstone.desktop.controls;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A word in a rounded frame. */
public final class Badge extends Label {
    public Badge(String text, Tone tone) {
        super(text);
        getStyleClass().addAll("badge", tone.styleClass());
        setMinWidth(Region.USE_PREF_SIZE);
    }

    public Badge() {
        this("", Tone.NEUTRAL);
    }

    /** Says something else. */
    public void show(String text, Tone tone) {
        setText(text);
        for (Tone each : Tone.values()) {
            getStyleClass().remove(each.styleClass());
        }
        getStyleClass().add(tone.styleClass());
    }
}
