package org.turnstone.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words somebody may write: for completing them, and for knowing which names need quotes. */
public final class Vocabulary {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** Words that are no names of tables or columns without quotes. */
    private static final Set<String> RESERVED = Set.of("""
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
        current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
        distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
        leading limit localtime localtimestamp not null offset on only or order placing primary references returning
        select session_user some symmetric system_user table then to trailing true union unique user using variadic when
        where window with\
        """.strip().split("\\s+"));

    private static final List<String> KEYWORDS = Keywords.all();

    private Vocabulary() {}

    /** PostgreSQL's key words in lower case. */
    public static List<String> keywords() {
        return KEYWORDS;
    }

    /** Types people write, in lower case. */
    public static List<String> types() {
        return Colouring.typeNames();
    }

    /** A name as it has to be written. */
    public static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }
}
