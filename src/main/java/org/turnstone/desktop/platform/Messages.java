package org.turnstone.desktop.platform;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The desktop's words. */
public final class Messages {
    private final ResourceBundle bundle;

    public Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The words in the reader's language. */
    public static Messages ofDefaultLocale() {
        return new Messages(ResourceBundle.getBundle("org.turnstone.desktop.messages", Locale.getDefault()));
    }

    public String text(String key, Object... arguments) {
        // Also without arguments, so that a quote is written the same way in every message.
        return new MessageFormat(bundle.getString(key), Locale.getDefault()).format(arguments);
    }

    /** The first of some words, and how many more there are. */
    public String some(String separator, List<String> words, int most) {
        String first = String.join(separator, words.subList(0, Math.min(most, words.size())));
        int left = words.size() - most;
        return left > 0 ? text("loss.more", first, left) : first;
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }
}
