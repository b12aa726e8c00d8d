package org.turnstone.run;

import java.util.regex.Pattern;
import org.turnstone.connection.Redaction;

/** Statements as events, results, journal and reports may show them. */
final class StatementTexts {
    /**
     * The literal after PASSWORD in CREATE and ALTER ROLE and in USER MAPPING options; with its quotes doubled where
     * the statement is itself a literal.
     */
    private static final Pattern PASSWORD_LITERAL = Pattern.compile(
            "(?i)(\\bpassword\\s+)(''[^']+''|e?'(?:[^'\\\\]|''|\\\\.)*'|\\$(\\w*)\\$.*?\\$\\3\\$)", Pattern.DOTALL);

    private StatementTexts() {}

    /** The statement, with the literals that are passwords masked. */
    static String shown(String sql) {
        // Most statements hold no such word, and the expression is dear for a statement of megabytes.
        if (!containsIgnoringCase(sql, "password")) {
            return sql.contains("://") ? Redaction.NONE.apply(sql) : sql;
        }
        return Redaction.NONE.apply(PASSWORD_LITERAL.matcher(sql).replaceAll("$1'••••'"));
    }

    private static boolean containsIgnoringCase(String text, String word) {
        char lower = word.charAt(0);
        char upper = Character.toUpperCase(lower);
        for (int i = 0; i + word.length() <= text.length(); i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
