package org.turnstone.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.turnstone.sql.LineIndex;
import org.turnstone.sql.Split;
import org.turnstone.sql.SplitProblem;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;
import org.turnstone.sql.StatementTraits;

/**
 * How a script is sent by tools that make one message of it: statement by statement where that comes to the same, as
 * the one message where it does not.
 */
public final class ScriptPieces {
    /** In which transaction a tool runs a script. */
    public enum Mode {
        /** The tool begins one before and commits it after the script. */
        IN_TRANSACTION,
        /** The tool sends one message and leaves the rest to the server: several statements are one transaction. */
        IMPLICIT
    }

    /** The server reads the whole message before the first statement in it can change this. */
    private static final String STRINGS = "standard_conforming_strings";

    private static final Set<String> SAVEPOINTS = Set.of("SAVEPOINT", "RELEASE", "ROLLBACK TO SAVEPOINT");

    private static final Set<String> BEGINNINGS = Set.of("BEGIN", "START TRANSACTION");

    /** Whether they need to be outside depends on more than their text: the server is asked. */
    private static final Set<String> UNCERTAIN = Set.of("DROP SUBSCRIPTION", "ALTER SUBSCRIPTION");

    private static final Pattern COPY_TO_CLIENT = Pattern.compile("(?is)\\bto\\s+std(out|in)\\b");
    private static final Pattern TRANSACTION_END = Pattern.compile("(?i)\\b(commit|rollback)\\b");

    private final String text;
    private final Mode mode;
    private final List<Statement> statements;
    private final List<StatementTraits> traits = new ArrayList<>();
    private final SplitProblem problem;
    private final boolean whole;

    private ScriptPieces(String text, boolean standardStrings, Mode mode) {
        this.text = text;
        this.mode = mode;
        Split split = Splitter.split(text, standardStrings);
        this.problem = split.problem();
        this.statements = split.statements();
        for (Statement statement : statements) {
            traits.add(
                    statement.kind() == Statement.Kind.SQL
                            ? StatementTraits.of(text.subSequence(statement.start(), statement.end()))
                            : null);
        }
        this.whole = needsOneMessage();
    }

    /** @param standardStrings the server's {@code standard_conforming_strings} when the script is sent */
    public static ScriptPieces of(String text, boolean standardStrings, Mode mode) {
        return new ScriptPieces(text, standardStrings, mode);
    }

    /** For a server as it is set up since PostgreSQL 9.1. */
    public static ScriptPieces of(String text, Mode mode) {
        return of(text, true, mode);
    }

    private boolean needsOneMessage() {
        if (problem != null || controlsTransaction()) {
            return true;
        }
        if (mode == Mode.IMPLICIT && isSeveral() && traits.stream().anyMatch(ScriptPieces::isSavepoint)) {
            return true; // Refused in an implicit transaction, and not in the one we would begin.
        }
        return text.contains(STRINGS) || text.toLowerCase(java.util.Locale.ROOT).contains(STRINGS);
    }

    private static boolean isSavepoint(StatementTraits each) {
        return each != null && SAVEPOINTS.contains(each.tag());
    }

    private boolean controlsTransaction() {
        return traits.stream().anyMatch(t -> t != null && t.controlsTransaction());
    }

    String text() {
        return text;
    }

    Mode mode() {
        return mode;
    }

    List<Statement> statements() {
        return statements;
    }

    StatementTraits traits(int index) {
        return traits.get(index);
    }

    /** Whether the script is sent as the one message its tool makes of it. */
    public boolean isWhole() {
        return whole;
    }

    boolean isSeveral() {
        return statements.size() > 1;
    }

    /** Whether all of it is kept or nothing. */
    public boolean isTransactional() {
        if (controlsTransaction()) {
            return false;
        }
        if (mode == Mode.IN_TRANSACTION || statements.size() != 1 || traits.getFirst() == null) {
            return true;
        }
        StatementTraits only = traits.getFirst();
        boolean mayCommit = only.tag().equals("CALL")
                || only.tag().equals("DO") && TRANSACTION_END.matcher(text).find();
        return only.outsideOnly() == null && !mayCommit;
    }

    /**
     * Why a tool that sends the script as one message would fail on it, whatever is in the database: the place and a
     * sentence, or nothing.
     *
     * @param advice what to do about a statement that must be alone, a sentence; may be empty
     */
    public Optional<String> refusal(String tool, String scriptName, String advice) {
        LineIndex lines = new LineIndex(text);
        if (text.startsWith("\uFEFF")) {
            return Optional.of(scriptName + ", line 1: the file begins with a byte-order mark, which " + tool
                    + " sends along and PostgreSQL takes for a syntax error. Save it as UTF-8 without one.");
        }
        if (text.indexOf('\0') >= 0) {
            return place(scriptName, lines, text.indexOf('\0'), "a zero byte, which PostgreSQL accepts nowhere in SQL");
        }
        int openedAt = -1;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            StatementTraits each = traits.get(i);
            if (each == null || !statement.commands().isEmpty()) {
                int at = each == null
                        ? statement.start()
                        : statement.commands().getFirst().start();
                return place(
                        scriptName,
                        lines,
                        at,
                        statement.kind() == Statement.Kind.COPY_DATA
                                ? "data lines for COPY, which only psql and Flyway send" + sentence(tool)
                                : "a psql command, which the server does not understand" + sentence(tool));
            }
            Optional<String> found = refusal(statement, each, tool, scriptName, lines, advice);
            if (found.isPresent()) {
                return found;
            }
            if (BEGINNINGS.contains(each.tag())) {
                openedAt = statement.codeStart();
            } else if (each.controlsTransaction()) {
                openedAt = -1;
            }
        }
        return mode == Mode.IMPLICIT && openedAt >= 0
                ? place(
                        scriptName,
                        lines,
                        openedAt,
                        "this transaction is never ended, so under " + tool
                                + " all that follows would be lost with the connection. End the script with COMMIT")
                : Optional.empty();
    }

    private Optional<String> refusal(
            Statement statement, StatementTraits each, String tool, String scriptName, LineIndex lines, String advice) {
        if (each.copiesFromStdin()) {
            return place(
                    scriptName,
                    lines,
                    statement.codeStart(),
                    "COPY … FROM STDIN needs its data sent separately," + " and " + tool
                            + " sends only the script. Write the rows as INSERT, or name a file on the server");
        }
        if (each.tag().equals("COPY")
                && COPY_TO_CLIENT
                        .matcher(text.subSequence(statement.start(), statement.end()))
                        .find()) {
            return place(
                    scriptName,
                    lines,
                    statement.codeStart(),
                    "COPY … TO STDOUT sends rows that " + tool + " does not take");
        }
        boolean outside = each.outsideOnly() != null && !each.controlsTransaction() && !UNCERTAIN.contains(each.tag());
        if (outside && (isSeveral() || mode == Mode.IN_TRANSACTION)) {
            return place(
                    scriptName,
                    lines,
                    statement.codeStart(),
                    each.outsideOnly()
                            + (mode == Mode.IMPLICIT
                                    ? ", and " + tool
                                            + " sends a script of several statements as one. Give it a migration of"
                                            + " its own"
                                    : ", and " + tool + " runs this script in one")
                            + (advice.isEmpty() ? "" : ". " + advice));
        }
        return Optional.empty();
    }

    private static String sentence(String tool) {
        return ": " + tool + " sends the script to the server as it is";
    }

    private static Optional<String> place(String scriptName, LineIndex lines, int offset, String what) {
        return Optional.of(scriptName + ", line " + lines.line(offset) + ": " + what + ".");
    }
}
