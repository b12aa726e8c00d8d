package org.turnstone.run;

import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which lock a statement asks for on a table that the rehearsal holds locks on already, left from a migration before it.
 * The server cannot tell: to it the rehearsal is one transaction. The text tells, and the modes held are the limit.
 */
final class LockGuess {
    private static final Pattern WRITES =
            Pattern.compile("\\b(insert\\s+into|update|delete\\s+from|merge\\s+into)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOCKS_ROWS = Pattern.compile(
            "\\bfor\\s+(no\\s+key\\s+)?update\\b|\\bfor\\s+(key\\s+)?share\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern PARTITION_OF = Pattern.compile("\\bpartition\\s+of\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFERENCES = Pattern.compile("\\breferences\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOCK_MODE = Pattern.compile(
            "\\bin\\s+((access|row|share|exclusive)(\\s+(share|update|row|exclusive))*)\\s+mode\\b",
            Pattern.CASE_INSENSITIVE);

    /** Actions of ALTER TABLE that take less than its strongest lock, from Commands/tablecmds.c. */
    private static final Pattern WEAK_ACTION = Pattern.compile(
            "^(validate\\s+constraint|alter\\s+(column\\s+)?\\S+\\s+set\\s+(statistics|\\()|alter\\s+(column\\s+)?\\S+\\s+reset"
                + "|set\\s*\\(|reset\\s*\\(|cluster\\s+on|set\\s+without\\s+cluster|attach\\s+partition)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TRIGGER_OR_FOREIGN_KEY = Pattern.compile(
            "^(enable|disable)\\s+((replica|always)\\s+)?trigger|^add\\s+(constraint\\s+\\S+\\s+)?foreign\\s+key",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ALTERED = Pattern.compile(
            "^.*?\\balter\\s+table\\s+(if\\s+exists\\s+)?(only\\s+)?(\"[^\"]*\"|[^\\s\".])+(\\.(\"[^\"]*\"|[^\\s\".])+)*\\s*\\*?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private LockGuess() {}

    /**
     * The mode, or null for none.
     *
     * @param tag the command of the statement, which names the table
     * @param held the modes held on the table
     */
    static LockMode of(String tag, String sql, Set<LockMode> held) {
        LockMode asked = asked(tag, sql);
        return asked == null
                ? null
                : held.stream()
                        .filter(mode -> mode.compareTo(asked) <= 0)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static LockMode asked(String tag, String sql) {
        int space = tag.indexOf(' ');
        return switch (space < 0 ? tag : tag.substring(0, space)) {
            case "SELECT", "VALUES", "TABLE", "DECLARE", "EXPLAIN", "WITH" ->
                WRITES.matcher(sql).find()
                        ? LockMode.ROW_EXCLUSIVE
                        : LOCKS_ROWS.matcher(sql).find() ? LockMode.ROW_SHARE : LockMode.ACCESS_SHARE;
            case "INSERT", "UPDATE", "DELETE", "MERGE", "COPY" -> LockMode.ROW_EXCLUSIVE;
            case "GRANT", "REVOKE" -> LockMode.ACCESS_SHARE;
            case "COMMENT", "ANALYZE" -> LockMode.SHARE_UPDATE_EXCLUSIVE;
            case "CREATE" -> askedByCreate(tag, sql);
            case "ALTER" -> tag.equals("ALTER TABLE") ? askedByAlterTable(sql) : LockMode.ACCESS_EXCLUSIVE;
            case "LOCK" -> askedByLock(sql);
            case "SET", "RESET", "SHOW" -> null;
            default -> LockMode.ACCESS_EXCLUSIVE;
        };
    }

    private static LockMode askedByCreate(String tag, String sql) {
        return switch (tag) {
            case "CREATE TABLE" ->
                PARTITION_OF.matcher(sql).find()
                        ? LockMode.ACCESS_EXCLUSIVE
                        : REFERENCES.matcher(sql).find() ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_SHARE;
            case "CREATE INDEX" -> LockMode.SHARE;
            case "CREATE TRIGGER" -> LockMode.SHARE_ROW_EXCLUSIVE;
            case "CREATE STATISTICS", "CREATE PUBLICATION" -> LockMode.SHARE_UPDATE_EXCLUSIVE;
            case "CREATE VIEW", "CREATE MATERIALIZED VIEW" -> LockMode.ACCESS_SHARE;
            case "CREATE RULE", "CREATE POLICY" -> LockMode.ACCESS_EXCLUSIVE;
            default -> null;
        };
    }

    private static LockMode askedByAlterTable(String sql) {
        String actions = ALTERED.matcher(sql).replaceFirst("");
        LockMode strongest = LockMode.SHARE_UPDATE_EXCLUSIVE;
        for (String action : actions.split(",(?![^(]*\\))")) {
            String text = action.strip();
            LockMode mode = WEAK_ACTION.matcher(text).find()
                    ? LockMode.SHARE_UPDATE_EXCLUSIVE
                    : TRIGGER_OR_FOREIGN_KEY.matcher(text).find()
                            ? LockMode.SHARE_ROW_EXCLUSIVE
                            : LockMode.ACCESS_EXCLUSIVE;
            strongest = mode.compareTo(strongest) > 0 ? mode : strongest;
        }
        return strongest;
    }

    private static LockMode askedByLock(String sql) {
        var words = LOCK_MODE.matcher(sql);
        LockMode named = words.find()
                ? LockMode.ofWords(
                        words.group(1).strip().replaceAll("\\s+", " ").toUpperCase(java.util.Locale.ROOT))
                : null;
        return named == null ? LockMode.ACCESS_EXCLUSIVE : named;
    }
}
