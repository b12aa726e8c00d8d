package org.turnstone.desktop.run;

import org.turnstone.desktop.controls.Tone;

/** PostgreSQL's table locks, weakest first, and who waits while one is held. */
enum LockMode {
    ACCESS_SHARE(Tone.NEUTRAL, Waiting.NOBODY),
    ROW_SHARE(Tone.NEUTRAL, Waiting.NOBODY),
    ROW_EXCLUSIVE(Tone.NEUTRAL, Waiting.NOBODY),
    SHARE_UPDATE_EXCLUSIVE(Tone.NEUTRAL, Waiting.SCHEMA),
    SHARE(Tone.WARNING, Waiting.WRITES),
    SHARE_ROW_EXCLUSIVE(Tone.WARNING, Waiting.WRITES),
    EXCLUSIVE(Tone.WARNING, Waiting.WRITES),
    ACCESS_EXCLUSIVE(Tone.DANGER, Waiting.ALL);

    /** Whose statements wait. */
    enum Waiting {
        NOBODY,
        SCHEMA,
        WRITES,
        ALL
    }

    private final Tone tone;
    private final Waiting waiting;

    LockMode(Tone tone, Waiting waiting) {
        this.tone = tone;
        this.waiting = waiting;
    }

    /** As the manual writes it; null for one that is not known here. */
    static LockMode of(String words) {
        for (LockMode each : values()) {
            if (each.name().replace('_', ' ').equals(words)) {
                return each;
            }
        }
        return null;
    }

    static Tone tone(String words) {
        LockMode mode = of(words);
        return mode == null ? Tone.NEUTRAL : mode.tone;
    }

    /** How strong it is beside the others; 0 for one that is not known here. */
    static int strength(String words) {
        LockMode mode = of(words);
        return mode == null ? 0 : mode.ordinal() + 1;
    }

    static Waiting waiting(String words) {
        LockMode mode = of(words);
        return mode == null ? Waiting.NOBODY : mode.waiting;
    }
}
