package org.turnstone.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.Split;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;
import org.turnstone.sql.StatementTraits;
import org.turnstone.sql.Token;
import org.turnstone.sql.TokenKind;

/**
 * Which statements of a dry run are not sent, and which failures are the rehearsal's own fault. A statement that cannot
 * run in a transaction is found before it is sent; what later mentions what it would have made may fail for its sake.
 */
final class Rehearsal {
    /** Undefined table, object, column, function, schema: what a statement meets that needs what was left out. */
    private static final Set<String> SOMETHING_IS_MISSING = Set.of("42P01", "42704", "42703", "42883", "3F000");

    /** Not null, foreign key, check: what a statement meets that needs rows filled in before it. */
    private static final Set<String> ROWS_ARE_MISSING = Set.of("23502", "23503", "23514");

    /** A new enum label cannot be used before the transaction that added it has committed. */
    private static final String UNSAFE_NEW_ENUM_VALUE = "55P04";

    /** COMMIT or ROLLBACK inside a procedure or DO block. */
    private static final String INVALID_TRANSACTION_TERMINATION = "2D000";

    /** What a unique index would have given: ON CONFLICT, a foreign key's target, REFRESH CONCURRENTLY. */
    private static final Set<String> NO_UNIQUE_INDEX = Set.of("42P10", "42830", "55000");

    private static final String DUPLICATE_RELATION = "42P07";

    /** COPY in the body of a DO block, where it may be pieced together. */
    private static final Pattern COPY_IN_BODY = Pattern.compile(
            "\\bcopy\\b.*\\b(to\\s+(program\\b|e?'|u&'|\\$)|from\\s+program\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** With it off, strings end elsewhere than we and Flyway think, and a COMMIT may stand behind one. */
    private static final Pattern OTHER_STRINGS =
            Pattern.compile("standard_conforming_strings\\W+(to\\W+)?(off|false|no|0)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern ON_COMMIT_DROP =
            Pattern.compile("\\bon\\s+commit\\s+drop\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern ALL_CONSTRAINTS =
            Pattern.compile("\\bset\\s+constraints\\s+all\\b", Pattern.CASE_INSENSITIVE);

    /** Functions whose work is done at once, for other sessions, servers or files, whatever becomes of the transaction. */
    private static final Set<String> REACHING_OUTSIDE = Set.of(
            "dblink",
            "dblink_exec",
            "dblink_send_query",
            "lo_export",
            "pg_file_write",
            "pg_file_rename",
            "pg_file_unlink",
            "pg_create_physical_replication_slot",
            "pg_create_logical_replication_slot",
            "pg_copy_physical_replication_slot",
            "pg_copy_logical_replication_slot",
            "pg_drop_replication_slot",
            "pg_replication_slot_advance",
            "pg_terminate_backend",
            "pg_cancel_backend",
            "pg_reload_conf",
            "pg_rotate_logfile",
            "pg_switch_wal",
            "pg_stat_reset");

    /** What calls functions; other statements only name them. */
    private static final Set<String> CALLING = Set.of(
            "SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE", "MERGE", "DO", "CALL", "EXECUTE", "EXPLAIN");

    private final Set<String> leftOut = new HashSet<>();
    private final Set<String> reachingOutside = new HashSet<>(REACHING_OUTSIDE);
    private final List<String> dropsLeftOut = new ArrayList<>();
    private final Set<String> enumValues = new HashSet<>();
    private final Set<String> goneAtCommit = new LinkedHashSet<>();
    private boolean addedEnumValue;
    private boolean leftOutUniqueIndex;
    /** A block or a procedure was left out, and nobody knows what it would have made or filled in. */
    private boolean leftOutUnknown;

    private boolean inTransaction = true;

    /** The next script begins, in a transaction of its own or with one for each statement. */
    void scriptStarted(boolean transactional) {
        inTransaction = transactional;
        enumValues.clear();
    }

    /** The temporary tables that a commit would have taken away. */
    List<String> goneAtCommit() {
        List<String> gone = List.copyOf(goneAtCommit);
        goneAtCommit.clear();
        return gone;
    }

    /** Why a script's statement is not to be sent, or null when it is. */
    String reasonToLeaveOut(String sql) {
        // What the tool itself would send in a transaction will be refused there by migrate, too.
        return reasonToLeaveOut(sql, !inTransaction);
    }

    /** The same of a callback's statement, which the tool may send outside the script's transaction. */
    String reasonToLeaveOutOfCallback(String sql) {
        return reasonToLeaveOut(sql, true);
    }

    private String reasonToLeaveOut(String sql, boolean outsideWorks) {
        StatementTraits traits = StatementTraits.of(sql);
        if (traits.controlsTransaction() || hidesTransactionControl(sql)) {
            return "it opens or ends a transaction, and a rehearsal must stay inside its own";
        }
        if (traits.outsideOnly() != null && outsideWorks) {
            leftOut.addAll(traits.creates());
            if (traits.indexName() != null) {
                leftOut.add(traits.indexName());
            }
            leftOutUniqueIndex |= traits.concurrentIndex() && StatementTraits.mentions(sql, Set.of("unique"));
            if (traits.tag().startsWith("DROP")) {
                dropsLeftOut.add(sql);
            }
            return traits.outsideOnly() + ": test it on scratch";
        }
        if (OTHER_STRINGS.matcher(sql).find()) {
            return "it changes where the server sees strings end, and a rehearsal must know what it sends";
        }
        if (reachesOutside(sql, traits)) {
            leftOut.addAll(traits.creates());
            leftOutUnknown = true;
            return "it does something outside the database or for other sessions, which no rollback takes back";
        }
        if (traits.addsEnumValue() != null) {
            addedEnumValue = true;
            enumValues.add(traits.addsEnumValue());
        }
        if (traits.tag().startsWith("CREATE") && ON_COMMIT_DROP.matcher(sql).find()) {
            goneAtCommit.addAll(traits.creates());
        }
        return null;
    }

    private boolean reachesOutside(String sql, StatementTraits traits) {
        String tag = traits.tag();
        if (tag.startsWith("COPY")) {
            return copiesOutside(sql);
        }
        boolean makesRoutine = tag.equals("CREATE FUNCTION") || tag.equals("CREATE PROCEDURE");
        if (makesRoutine || tag.equals("DO")) {
            boolean outside = StatementTraits.mentions(sql, reachingOutside)
                    || COPY_IN_BODY.matcher(sql).find();
            if (outside && makesRoutine) {
                reachingOutside.addAll(traits.creates());
            }
            return outside && !makesRoutine;
        }
        int space = tag.indexOf(' ');
        boolean calls = CALLING.contains(space < 0 ? tag : tag.substring(0, space))
                || tag.equals("CREATE TABLE")
                || tag.equals("CREATE MATERIALIZED VIEW");
        return calls && StatementTraits.mentions(sql, reachingOutside);
    }

    /** COPY to a file or a program of the server, or from a program. */
    private static boolean copiesOutside(String sql) {
        int depth = 0;
        String direction = null;
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (EnumSet.of(TokenKind.WHITESPACE, TokenKind.LINE_COMMENT, TokenKind.BLOCK_COMMENT)
                    .contains(token.kind())) {
                continue;
            }
            String text = sql.substring(token.start(), token.end());
            if (direction != null) {
                return text.equalsIgnoreCase("program") || direction.equals("to") && !text.equalsIgnoreCase("stdout");
            }
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0 && (text.equalsIgnoreCase("to") || text.equalsIgnoreCase("from"))) {
                direction = text.toLowerCase(Locale.ROOT);
            }
        }
        return false;
    }

    boolean mayFail(String sql) {
        if (addedEnumValue
                || leftOutUniqueIndex
                || leftOutUnknown
                || !leftOut.isEmpty() && StatementTraits.mentions(sql, leftOut)) {
            return true;
        }
        StatementTraits traits = StatementTraits.of(sql);
        return traits.tag().equals("DO")
                || traits.tag().equals("CALL")
                || dropIsMissingFor(traits)
                || ALL_CONSTRAINTS.matcher(sql).find();
    }

    /** Why a failure is the rehearsal's and not the script's, or null when it is the script's. */
    String excuse(String sql, SQLException failure) {
        String state = failure.getSQLState();
        if (UNSAFE_NEW_ENUM_VALUE.equals(state) && !addedByThisTransaction(failure)) {
            return "it uses an enum value added in this dry run, which PostgreSQL allows only after a commit";
        }
        if (INVALID_TRANSACTION_TERMINATION.equals(state)) {
            leftOutUnknown = true;
            return "it commits or rolls back inside a procedure, and a rehearsal must stay inside its own transaction";
        }
        if (SOMETHING_IS_MISSING.contains(state) && StatementTraits.mentions(sql, leftOut)) {
            leftOut.addAll(StatementTraits.of(sql).creates());
            return "it depends on a statement before it that was not rehearsed";
        }
        if (leftOutUnknown && (SOMETHING_IS_MISSING.contains(state) || ROWS_ARE_MISSING.contains(state))) {
            leftOut.addAll(StatementTraits.of(sql).creates());
            return "it may depend on a statement before it that was not rehearsed";
        }
        if (NO_UNIQUE_INDEX.contains(state) && leftOutUniqueIndex) {
            leftOut.addAll(StatementTraits.of(sql).creates());
            return "it may depend on a unique index that was not built in this rehearsal";
        }
        if (DUPLICATE_RELATION.equals(state) && dropIsMissingFor(StatementTraits.of(sql))) {
            leftOut.addAll(StatementTraits.of(sql).creates());
            return "it depends on a statement before it that was not rehearsed";
        }
        return null;
    }

    /** Then migrate will meet the same failure. */
    private boolean addedByThisTransaction(SQLException failure) {
        return inTransaction
                && enumValues.stream().anyMatch(label -> failure.getMessage().contains("\"" + label + "\""));
    }

    private boolean dropIsMissingFor(StatementTraits traits) {
        return !traits.creates().isEmpty()
                && dropsLeftOut.stream().anyMatch(drop -> StatementTraits.mentions(drop, traits.creates()));
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
