package org.turnstone.desktop;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;

/** The English words as a language would have them whose words are longer, and whose letters carry marks. */
final class PseudoWords extends ResourceBundle {
    /** Stands before every text, so that it can be told from data. */
    static final String SIGN = "«";

    private static final String PLAIN = "aceinosuyzACEINOSUYZ";
    private static final String MARKED = "áçéîñöšûýžÅÇÉÎÑÖŠÛÝŽ";
    private static final double LONGER = 0.35;

    private final ResourceBundle english;

    PseudoWords(ResourceBundle english) {
        this.english = english;
    }

    @Override
    protected Object handleGetObject(String key) {
        return english.containsKey(key) ? pseudo(english.getString(key)) : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(english.keySet());
    }

    /** Leaves alone what a MessageFormat puts in. */
    private static String pseudo(String pattern) {
        var text = new StringBuilder(SIGN);
        int depth = 0;
        int letters = 0;
        for (char c : pattern.toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            int at = depth == 0 ? PLAIN.indexOf(c) : -1;
            text.append(at < 0 ? c : MARKED.charAt(at));
            letters += depth == 0 && Character.isLetter(c) ? 1 : 0;
        }
        return text.append("ö".repeat((int) Math.round(letters * LONGER)))
                .append('»')
                .toString();
    }
}
