package org.turnstone.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.turnstone.sql.LexerState.Inside;
import org.turnstone.sql.Statement.Kind;

/** Takes a script apart into its statements, COPY data and psql commands, as {@code psql -f} does. */
public final class Splitter {
    private final CharSequence text;
    private final Lexer lexer;
    private final List<Statement> statements = new ArrayList<>();
    /** COPYs sent whose data has not come yet. */
    private final Deque<Statement> copies = new ArrayDeque<>();

    private SplitProblem problem;

    // The statement under way; -1 while there is none.
    private int start = -1;
    private int codeStart = -1;
    private int end;
    /** The psql commands inside it. */
    private final List<Token> inner = new ArrayList<>();

    private int dataStart = -1;
    private int dataEnd;

    // Where the outermost open parenthesis and BEGIN ATOMIC are, should they never be closed.
    private int parenthesis;
    private int block;
    private int previousCode;
    private int lastStart;

    private Splitter(CharSequence text, boolean standardConformingStrings) {
        this.text = text;
        this.lexer = Lexer.whole(text, standardConformingStrings);
    }

    /** Splits a script for a server as it is set up since PostgreSQL 9.1. */
    public static Split split(CharSequence text) {
        return split(text, true);
    }

    /** Splits a script for a server with that {@code standard_conforming_strings} at the start. */
    public static Split split(CharSequence text, boolean standardConformingStrings) {
        return new Splitter(text, standardConformingStrings).split();
    }

    private Split split() {
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            lastStart = token.start();
            switch (token.kind()) {
                case WHITESPACE -> {}
                case LINE_COMMENT, BLOCK_COMMENT -> comment(token);
                case SEMICOLON -> finish();
                case META_COMMAND -> metaCommand(token);
                case COPY_DATA -> {
                    dataStart = token.start();
                    dataEnd = token.end();
                }
                default -> code(token);
            }
            if (lexer.isAtCopyData() && cutsStatement()) {
                return new Split(statements, problem);
            }
        }
        atEnd();
        return new Split(statements, problem);
    }

    private void comment(Token token) {
        if (start < 0) {
            start = token.start();
        }
        end = token.end();
    }

    private void code(Token token) {
        if (start < 0) {
            start = token.start();
        }
        if (codeStart < 0) {
            codeStart = token.start();
            parenthesis = -1;
            block = -1;
        }
        end = token.end();
        if (lexer.openParentheses() == 0) {
            parenthesis = -1;
        } else if (parenthesis < 0) {
            parenthesis = token.start();
        }
        if (lexer.openBlocks() == 0) {
            block = -1;
        } else if (block < 0) {
            block = previousCode;
        }
        previousCode = token.start();
    }

    private void finish() {
        if (codeStart >= 0) {
            Statement statement = new Statement(Kind.SQL, start, end, codeStart, inner());
            statements.add(statement);
            awaitData(statement);
        }
        forget();
    }

    // A command after the last word is none of the statement's.
    private List<Token> inner() {
        while (!inner.isEmpty() && inner.getLast().end() > end) {
            inner.removeLast();
        }
        return inner;
    }

    private void forget() {
        inner.clear();
        start = -1;
        codeStart = -1;
    }

    private void awaitData(Statement statement) {
        while (copies.size() < lexer.awaitedCopies()) {
            copies.add(statement);
        }
    }

    private void metaCommand(Token token) {
        String name = PsqlCommand.name(text, token);
        if (PsqlCommand.isEscaped(text, token)) {
            if (codeStart >= 0) {
                end = token.end();
                inner.add(token);
            }
        } else if (lexer.awaitedCopies() < copies.size()) {
            data(token.start());
        } else if (!name.isEmpty()) {
            if (PsqlCommand.sends(name)) {
                finish();
            } else if (PsqlCommand.discards(name) || codeStart < 0) {
                forget();
            } else {
                inner.add(token);
            }
            Statement command = new Statement(Kind.META, token.start(), token.end(), token.start());
            statements.add(command);
            awaitData(command);
            if (PsqlCommand.connects(name)) {
                report(SplitProblem.Kind.CONNECT, token.start());
            }
        }
    }

    private boolean cutsStatement() {
        if (codeStart >= 0 || lexer.inside() != Inside.CODE) {
            report(SplitProblem.Kind.COPY_DATA_IN_STATEMENT, codeStart >= 0 ? codeStart : start);
            return true;
        }
        return false;
    }

    // The data belongs right after its COPY, though other statements may stand between them on COPY's line.
    private void data(int emptyAt) {
        boolean empty = dataStart < 0;
        Statement data = new Statement(
                Kind.COPY_DATA, empty ? emptyAt : dataStart, empty ? emptyAt : dataEnd, empty ? emptyAt : dataStart);
        int index = statements.lastIndexOf(copies.remove()) + 1;
        while (index < statements.size() && belongsToCopy(statements.get(index))) {
            index++;
        }
        statements.add(index, data);
        dataStart = -1;
    }

    // Data for another COPY of the same message, or the command that sent it.
    private boolean belongsToCopy(Statement next) {
        return switch (next.kind()) {
            case COPY_DATA -> true;
            case META ->
                PsqlCommand.sends(PsqlCommand.name(text, new Token(TokenKind.META_COMMAND, next.start(), next.end())));
            case SQL -> false;
        };
    }

    private void atEnd() {
        while (!copies.isEmpty()) {
            data(text.length());
        }
        if (codeStart >= 0) {
            while (Characters.isSpace(text.charAt(end - 1))) {
                end--;
            }
            finish();
        }
        switch (lexer.inside()) {
            case PLAIN_STRING, ESCAPE_STRING, BIT_STRING -> report(SplitProblem.Kind.UNTERMINATED_STRING, lastStart);
            case QUOTED_IDENTIFIER -> report(SplitProblem.Kind.UNTERMINATED_IDENTIFIER, lastStart);
            case DOLLAR_STRING -> report(SplitProblem.Kind.UNTERMINATED_DOLLAR_STRING, lastStart);
            case BLOCK_COMMENT -> report(SplitProblem.Kind.UNTERMINATED_COMMENT, lastStart);
            case CODE -> {
                if (lexer.openParentheses() > 0) {
                    report(SplitProblem.Kind.UNBALANCED_PARENTHESIS, parenthesis);
                } else if (lexer.openBlocks() > 0) {
                    report(SplitProblem.Kind.UNTERMINATED_ATOMIC, block);
                }
            }
        }
    }

    private void report(SplitProblem.Kind kind, int offset) {
        if (problem == null) {
            problem = new SplitProblem(kind, offset);
        }
    }
}
