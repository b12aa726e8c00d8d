package org.turnstone.desktop.run;

import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.LockMode;

/** How a lock's mode is shown: its tone, its strength beside others, and who waits while it is held. */
final class LockLook {
    private LockLook() {}

    static Tone tone(String mode) {
        LockMode known = LockMode.ofWords(mode);
        if (known == null || !known.stopsWrites()) {
            return Tone.NEUTRAL;
        }
        return known.stopsReads() ? Tone.DANGER : Tone.WARNING;
    }

    /** 0 for one that is not known here. */
    static int strength(String mode) {
        LockMode known = LockMode.ofWords(mode);
        return known == null ? 0 : known.ordinal() + 1;
    }

    static String waiting(Messages messages, String mode) {
        LockMode known = LockMode.ofWords(mode);
        return known == null ? "" : messages.text("run.waiting." + known.name());
    }
}
