package org.turnstone.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a password out of a text, in every spelling it may have there. Drivers and servers repeat pieces of addresses
 * in their messages, so every foreign message passes through here before anybody sees it.
 */
public final class Redaction {
    /** For places that know no password: still hides what stands between {@code ://user:} and {@code @}. */
    public static final Redaction NONE = new Redaction(List.of());

    private static final String MASK = "••••";
    private static final Pattern USER_INFO = Pattern.compile("(://[^:/@\\s]*:)[^\\s]*@");
    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("(?i)(password=)[^&\\s'\"]+");

    private final List<String> spellings;

    private Redaction(List<String> spellings) {
        this.spellings = spellings;
    }

    /** Hides this password; null hides none in particular. */
    public static Redaction of(Secret secret) {
        if (secret == null || secret.reveal().isEmpty()) {
            return NONE;
        }
        String raw = secret.reveal();
        List<String> all = new ArrayList<>();
        String strict = PercentEncoding.encode(raw);
        String form = URLEncoder.encode(raw, StandardCharsets.UTF_8);
        for (String spelling : List.of(
                raw,
                strict,
                strict.toLowerCase(java.util.Locale.ROOT),
                form,
                form.replace("+", "%20"),
                raw.replace("\\", "\\\\").replace("'", "\\'"),
                raw.replace("'", "''"))) {
            if (!all.contains(spelling)) {
                all.add(spelling);
            }
        }
        // The longest first, or a shorter spelling would leave the rest of a longer one standing.
        all.sort(Comparator.comparingInt(String::length).reversed());
        return new Redaction(List.copyOf(all));
    }

    /** The text without the password; null stays null. */
    public String apply(String text) {
        if (text == null) {
            return null;
        }
        String result = text;
        for (String spelling : spellings) {
            result = result.replace(spelling, MASK);
        }
        result = USER_INFO.matcher(result).replaceAll("$1" + MASK + "@");
        return PASSWORD_PARAMETER.matcher(result).replaceAll("$1" + MASK);
    }
}
