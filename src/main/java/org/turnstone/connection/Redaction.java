package org.turnstone.connection;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes passwords out of a text, in every spelling they may have there. Drivers and servers repeat pieces of addresses
 * in their messages, so every foreign message passes through here before anybody sees it.
 */
public final class Redaction {
    /** For places that know no password: still hides what stands between {@code ://user:} and the last {@code @}. */
    public static final Redaction NONE = new Redaction(List.of());

    private static final String MASK = "••••";

    /** One slash, too: Java's file names make {@code ://} to {@code :/}. */
    private static final Pattern USER_INFO = Pattern.compile("([A-Za-z]:/{1,2}[^:/@\\s'\"]*:)[^\\r\\n]*@");

    /** From the start of the word on: tried at each of its letters, a word of megabytes would take for ever. */
    private static final Pattern SETTING = Pattern.compile(
            "(?i)((?<![A-Z_])[A-Z_]*pass(?:word|wd)?|pwd|psw)(\\s*=\\s*)('(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\"|[^&;\\s'\"]+)");

    private final List<String> spellings;
    private final List<Pattern> pieces;

    private Redaction(Collection<Secret> secrets) {
        Set<String> all = new LinkedHashSet<>();
        Set<String> parts = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            if (secret != null && !secret.reveal().isEmpty()) {
                all.addAll(SecretSpellings.of(secret.reveal()));
                parts.addAll(SecretSpellings.pieces(secret.reveal()));
            }
        }
        // The longest first, or a shorter spelling would leave the rest of a longer one standing.
        Comparator<String> longestFirst =
                Comparator.comparingInt(String::length).reversed();
        spellings = all.stream().sorted(longestFirst).toList();
        // A piece only where it stands by itself: "word" is one of pass/word, but not in every "password".
        pieces = parts.stream()
                .sorted(longestFirst)
                .map(piece -> Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(piece) + "(?![\\p{L}\\p{N}])"))
                .toList();
    }

    /** Hides this password; null hides none in particular. */
    public static Redaction of(Secret secret) {
        return secret == null || secret.reveal().isEmpty() ? NONE : new Redaction(List.of(secret));
    }

    /** Hides everything secret in an address. */
    public static Redaction of(Address address) {
        return of(address.secrets());
    }

    /** Hides all of these. */
    public static Redaction of(Collection<Secret> secrets) {
        return secrets.isEmpty() ? NONE : new Redaction(secrets);
    }

    /** Whether one of the words is there that {@link #SETTING} begins with. */
    private static boolean namesPassword(String text) {
        for (int i = text.length() - 3; i >= 0; i--) {
            char c = text.charAt(i);
            if ((c == 'p' || c == 'P')
                    && (text.regionMatches(true, i, "pass", 0, 4)
                            || text.regionMatches(true, i, "pwd", 0, 3)
                            || text.regionMatches(true, i, "psw", 0, 3))) {
                return true;
            }
        }
        return false;
    }

    /** The text without the passwords; null stays null. */
    public String apply(String text) {
        if (text == null) {
            return null;
        }
        String result = text;
        for (String spelling : spellings) {
            result = result.replace(spelling, MASK);
        }
        // A script of hundreds of thousands of statements passes through here, and few hold any of this.
        if (result.contains(":/")) {
            result = USER_INFO.matcher(result).replaceAll("$1" + MASK + "@");
        }
        if (result.indexOf('=') >= 0 && namesPassword(result)) {
            result = SETTING.matcher(result).replaceAll("$1$2" + MASK);
        }
        for (Pattern piece : pieces) {
            result = piece.matcher(result).replaceAll(MASK);
        }
        return result;
    }
}
