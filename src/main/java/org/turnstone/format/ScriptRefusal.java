package org.turnstone.format;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.turnstone.sql.LineIndex;
import org.turnstone.sql.Statement;
import org.turnstone.sql.StatementTraits;

/** Why a script fails under a tool that sends it as one message, found before anything runs. */
final class ScriptRefusal {
    private static final Set<String> BEGINNINGS = Set.of("BEGIN", "START TRANSACTION");

    /** Whether they need to be outside depends on more than their text: the server is asked. */
    private static final Set<String> UNCERTAIN = Set.of("DROP SUBSCRIPTION", "ALTER SUBSCRIPTION");

    private static final Pattern COPY_TO_CLIENT = Pattern.compile("(?is)\\bto\\s+std(out|in)\\b");

    /** The driver ends the connection when it can no longer read what the server writes. */
    private static final Pattern UNREADABLE = Pattern.compile("(?is)\\A(?:session\\s+|local\\s+)?(?:"
            + "datestyle\\s*(?:=|to\\b)\\s*(?!['\"]?\\s*iso|default)"
            + "|client_encoding\\s*(?:=|to\\b)\\s*(?!['\"]?\\s*(?:utf-?8|unicode)|default)"
            + "|names\\s+(?!['\"]?\\s*(?:utf-?8|unicode)|default))");

    private final ScriptPieces pieces;
    private final String text;
    private final String tool;
    private final String scriptName;
    private final String advice;

    ScriptRefusal(ScriptPieces pieces, String tool, String scriptName, String advice) {
        this.pieces = pieces;
        this.text = pieces.text();
        this.tool = tool;
        this.scriptName = scriptName;
        this.advice = advice;
    }

    Optional<String> reason() {
        if (text.startsWith("\uFEFF")) {
            return at(
                    0,
                    "the file begins with a byte-order mark, which " + tool + " sends along and PostgreSQL takes for a"
                            + " syntax error. Save it as UTF-8 without one");
        }
        if (text.indexOf('\0') >= 0) {
            return at(text.indexOf('\0'), "a zero byte, which PostgreSQL accepts nowhere in SQL");
        }
        if (pieces.switchesStrings()) {
            return Optional.empty();
        }
        Statement open = null;
        for (int i = 0; i < pieces.statements().size(); i++) {
            Statement statement = pieces.statements().get(i);
            StatementTraits traits = pieces.traits(i);
            Optional<String> found =
                    traits == null || !statement.commands().isEmpty() ? foreign(statement) : reason(statement, traits);
            if (found.isPresent()) {
                return found;
            }
            if (BEGINNINGS.contains(traits.tag())) {
                open = statement;
            } else if (traits.controlsTransaction()) {
                open = null;
            }
        }
        return open == null || pieces.mode() == ScriptPieces.Mode.IN_TRANSACTION
                ? Optional.empty()
                : at(
                        open.codeStart(),
                        "this transaction is never ended, so under " + tool + " all that follows would be lost with the"
                                + " connection. End the script with COMMIT");
    }

    /** What is not for the server. */
    private Optional<String> foreign(Statement statement) {
        if (statement.kind() == Statement.Kind.COPY_DATA) {
            return at(statement.start(), "data lines for COPY, while " + tool + " sends only SQL");
        }
        int start = statement.commands().isEmpty()
                ? statement.start()
                : statement.commands().getFirst().start();
        return at(start, "a psql command, while " + tool + " sends the script to the server, which knows none");
    }

    private Optional<String> reason(Statement statement, StatementTraits traits) {
        int start = statement.codeStart();
        if (traits.copiesFromStdin()) {
            return at(
                    start,
                    "COPY … FROM STDIN needs its data sent separately, and " + tool + " sends only the script. Write"
                            + " the rows as INSERT, or name a file on the server");
        }
        if (traits.tag().equals("COPY")
                && COPY_TO_CLIENT
                        .matcher(text.subSequence(start, statement.end()))
                        .find()) {
            return at(start, "COPY … TO STDOUT sends rows that " + tool + " does not take");
        }
        if (traits.tag().equals("SET")
                && UNREADABLE
                        .matcher(text.subSequence(start, statement.end())
                                .toString()
                                .substring(3)
                                .strip())
                        .find()) {
            return at(
                    start,
                    "Turnstone reads the server's answers in ISO dates and UTF-8 only, and cannot go on after this."
                            + " Set it for a function or a role instead, or run this migration with " + tool);
        }
        boolean outside =
                traits.outsideOnly() != null && !traits.controlsTransaction() && !UNCERTAIN.contains(traits.tag());
        if (!outside) {
            return Optional.empty();
        }
        if (pieces.mode() == ScriptPieces.Mode.IN_TRANSACTION) {
            return at(start, traits.outsideOnly() + ", and " + tool + " runs this script in one" + then());
        }
        return pieces.isSeveral()
                ? at(
                        start,
                        traits.outsideOnly() + ", and " + tool + " sends a script of several statements as one. Give it"
                                + " a migration of its own" + then())
                : Optional.empty();
    }

    private String then() {
        return advice.isEmpty() ? "" : ". " + advice;
    }

    private Optional<String> at(int offset, String what) {
        return Optional.of(scriptName + ", line " + new LineIndex(text).line(offset) + ": " + what + ".");
    }
}
