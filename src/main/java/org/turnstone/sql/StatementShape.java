package org.turnstone.sql;

import java.util.Set;
import java.util.TreeSet;

/** What like statements have in common: their names and words, without the values in which one row differs from another. */
public final class StatementShape {
    private static final Set<String> ROWS = Set.of("insert", "update", "delete", "merge");

    /** Longer ones hold many rows in one statement, and are few. */
    private static final int LONGEST = 16 * 1024;

    private StatementShape() {}

    /** The shape of a statement that writes rows, equal for those that differ in values only; null for others. */
    public static String of(CharSequence sql) {
        if (sql.length() > LONGEST) {
            return null;
        }
        StringBuilder shape = new StringBuilder();
        Set<String> inValues = null;
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (!Names.isName(token)) {
                continue;
            }
            String name = Names.name(sql, token);
            if (shape.isEmpty() && !ROWS.contains(name)) {
                return null;
            }
            if (inValues != null) {
                inValues.add(name);
            } else {
                shape.append(name).append(' ');
                inValues = name.equals("values") ? new TreeSet<>() : null;
            }
        }
        if (shape.isEmpty()) {
            return null;
        }
        return inValues == null ? shape.toString() : shape + inValues.toString();
    }
}
