package org.turnstone.desktop.editor;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What is looked for in a script, or in all of them. */
public record Query(String words, boolean regex, boolean matchCase, boolean wholeWords) {
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** @throws PatternSyntaxException when it is no expression */
    public Pattern pattern() {
        String core = regex ? words : Pattern.quote(words);
        String whole = wholeWords ? "(?<![\\w$])(?:" + core + ")(?![\\w$])" : core;
        int flags = Pattern.MULTILINE | Pattern.UNICODE_CASE;
        return Pattern.compile(whole, matchCase ? flags : flags | Pattern.CASE_INSENSITIVE);
    }
}
