package org.turnstone.run;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.turnstone.sql.Split;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;
import org.turnstone.sql.StatementTraits;

/**
 * Which statements of a dry run are not sent, and which failures are the rehearsal's own fault. A statement that cannot
 * run in a transaction is found before it is sent; what later mentions what it would have made may fail for its sake.
 */
final class Rehearsal {
    /** Undefined table, object, column, function, schema: what a statement meets that needs what was left out. */
    private static final Set<String> SOMETHING_IS_MISSING = Set.of("42P01", "42704", "42703", "42883", "3F000");

    /** A new enum label cannot be used before the transaction that added it has committed. */
    private static final String UNSAFE_NEW_ENUM_VALUE = "55P04";

    /** COMMIT or ROLLBACK inside a procedure or DO block. */
    private static final String INVALID_TRANSACTION_TERMINATION = "2D000";

    private static final Pattern COPY_OUT = Pattern.compile("(?is)^\\s*copy\\b.*\\bto\\s+(program\\s+)?(e?'|\\$)");

    private final Set<String> leftOut = new HashSet<>();
    private boolean addedEnumValue;

    /** Why a statement is not to be sent, or null when it is. */
    String reasonToLeaveOut(String sql) {
        StatementTraits traits = StatementTraits.of(sql);
        if (traits.controlsTransaction() || hidesTransactionControl(sql)) {
            return "it opens or ends a transaction, and a rehearsal must stay inside its own";
        }
        if (traits.outsideOnly() != null) {
            leftOut.addAll(traits.creates());
            if (traits.indexName() != null) {
                leftOut.add(traits.indexName());
            }
            return traits.outsideOnly() + ": test it on scratch";
        }
        if (traits.tag().startsWith("COPY") && COPY_OUT.matcher(sql).find()) {
            return "it writes outside the database, which no rollback takes back";
        }
        addedEnumValue |= traits.addsEnumValue() != null;
        return null;
    }

    boolean mayFail(String sql) {
        if (addedEnumValue || !leftOut.isEmpty() && StatementTraits.mentions(sql, leftOut)) {
            return true;
        }
        String tag = StatementTraits.of(sql).tag();
        return tag.equals("DO") || tag.equals("CALL");
    }

    /** Why a failure is the rehearsal's and not the script's, or null when it is the script's. */
    String excuse(String sql, SQLException failure) {
        String state = failure.getSQLState();
        if (UNSAFE_NEW_ENUM_VALUE.equals(state)) {
            return "it uses an enum value added in this dry run, which PostgreSQL allows only after a commit";
        }
        if (INVALID_TRANSACTION_TERMINATION.equals(state)) {
            return "it commits or rolls back inside a procedure, and a rehearsal must stay inside its own transaction";
        }
        if (SOMETHING_IS_MISSING.contains(state) && StatementTraits.mentions(sql, leftOut)) {
            leftOut.addAll(StatementTraits.of(sql).creates());
            return "it depends on a statement before it that was not rehearsed";
        }
        return null;
    }

    /** Whether what is sent as one statement is several to the server, and one of them would end the rehearsal. */
    private static boolean hidesTransactionControl(String sql) {
        if (!StatementTraits.holdsSeveralStatements(sql)) {
            return false;
        }
        Split split = Splitter.split(sql);
        for (Statement statement : split.statements()) {
            if (statement.kind() == Statement.Kind.SQL
                    && StatementTraits.of(statement.text(sql)).controlsTransaction()) {
                return true;
            }
        }
        return split.problem() != null;
    }
}
