package org.turnstone.desktop.connections;

import java.util.Locale;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** How an environment looks: by colour, word and icon together. */
public final class EnvironmentLook {
    private EnvironmentLook() {}

    public static Badge badge(Environment environment, Messages messages) {
        return new Badge(messages.text("environment." + environment), tone(environment));
    }

    /** Where there is little room. */
    public static Badge shortBadge(Environment environment, Messages messages) {
        String key = "environment.short." + environment;
        return new Badge(messages.text(messages.has(key) ? key : "environment." + environment), tone(environment));
    }

    /** The style class of what is coloured by an environment. */
    public static String styleClass(Environment environment) {
        return "environment-" + environment.name().toLowerCase(Locale.ROOT);
    }

    static Icons icon(Environment environment) {
        return switch (environment) {
            case LOCAL -> Icons.LOCAL;
            case TEST -> Icons.TESTING;
            case STAGING -> Icons.STAGING;
            case PRODUCTION -> Icons.WARNING;
        };
    }

    private static Tone tone(Environment environment) {
        return switch (environment) {
            case LOCAL -> Tone.SUCCESS;
            case TEST -> Tone.ACCENT;
            case STAGING -> Tone.WARNING;
            case PRODUCTION -> Tone.DANGER;
        };
    }
}
