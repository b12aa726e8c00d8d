package org.turnstone.desktop.controls;

import java.util.Locale;

/** What a badge or a notice is about, said by colour beside its words. */
public enum Tone {
    NEUTRAL,
    ACCENT,
    SUCCESS,
    WARNING,
    DANGER,
    FORMAT;

    String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
