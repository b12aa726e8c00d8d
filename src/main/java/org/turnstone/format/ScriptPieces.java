package org.turnstone.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** The server reads the whole message before the first statement in it can change how strings are read. */
    private static final Pattern STRINGS_OFF = Pattern.compile(
            "standard_conforming_strings['\"]?\\s*(=|,|\\bto\\b)\\s*'?(off|false|no|0|f|n)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final String STRINGS = "standard_conforming_strings";

    private static final Set<String> SAVEPOINTS = Set.of("SAVEPOINT", "RELEASE", "ROLLBACK TO SAVEPOINT");

    private static final Pattern TRANSACTION_END = Pattern.compile("(?i)\\b(commit|rollback)\\b");

    private final String text;
    private final Mode mode;
    private final List<Statement> statements;
    private final List<StatementTraits> traits = new ArrayList<>();
    private final SplitProblem problem;
    private final boolean strings;
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
        this.strings = statements.stream().anyMatch(s -> s.kind() != Statement.Kind.COPY_DATA && switchesStrings(s));
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
        return switchesStrings();
    }

    /** The statements found are then not those the server sees. */
    boolean switchesStrings() {
        return strings;
    }

    private boolean switchesStrings(Statement statement) {
        // The expression is dear, and a script of megabytes is nearly all INSERT.
        for (int i = statement.codeStart(); i < statement.end(); i++) {
            char c = text.charAt(i);
            if ((c == 's' || c == 'S') && text.regionMatches(true, i, STRINGS, 0, STRINGS.length())) {
                return STRINGS_OFF
                        .matcher(text)
                        .region(statement.start(), statement.end())
                        .find();
            }
        }
        return false;
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
        return new ScriptRefusal(this, tool, scriptName, advice).reason();
    }
}
