package org.turnstone.sql;

import java.util.Set;

/** stub */
public record StatementTraits(
        String tag,
        String outsideOnly,
        boolean controlsTransaction,
        boolean copiesFromStdin,
        Set<String> creates,
        boolean concurrentIndex,
        String indexName,
        String addsEnumValue) {
    public static StatementTraits of(CharSequence sql) {
        return new StatementTraits("", null, false, false, Set.of(), false, null, null);
    }

    public static boolean mentions(CharSequence sql, Set<String> foldedNames) {
        return false;
    }

    public static boolean holdsSeveralStatements(CharSequence sql) {
        return false;
    }
}
