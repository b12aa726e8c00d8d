package org.turnstone.sql;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one statement is and asks for, as far as its text alone tells.
 *
 * @param tag the command, such as {@code ALTER TABLE}; empty for no statement
 * @param outsideOnly why PostgreSQL refuses it inside a transaction block, or null when it does not
 * @param controlsTransaction whether it begins or ends a transaction; savepoints do neither
 * @param copiesFromStdin whether data lines go with it
 * @param creates what it creates, by the catalog's names without their schemas; constraints too
 * @param concurrentIndex whether it is CREATE INDEX CONCURRENTLY, which can leave an invalid index behind
 * @param indexName the index it creates, by the catalog's name without its schema, or null
 * @param addsEnumValue the label it adds to an enum, or null
 */
public record StatementTraits(
        String tag,
        String outsideOnly,
        boolean controlsTransaction,
        boolean copiesFromStdin,
        Set<String> creates,
        boolean concurrentIndex,
        String indexName,
        String addsEnumValue) {
    /** Bodies inside bodies are followed this far: each level is read again. */
    private static final int DEEPEST_BODY = 4;

    public StatementTraits {
        creates = Set.copyOf(creates);
    }

    /** Looks at one statement; comments may stand before it, a semicolon may end it. */
    public static StatementTraits of(CharSequence sql) {
        return new StatementReader(sql).traits();
    }

    /** Whether the code holds one of those names, given as the catalog has them, in dollar-quoted bodies too. */
    public static boolean mentions(CharSequence sql, Set<String> foldedNames) {
        return reads(sql, foldedNames::contains);
    }

    /** All names in the code, as the catalog has them, in dollar-quoted bodies too. */
    public static Set<String> names(CharSequence sql) {
        Set<String> names = new HashSet<>();
        reads(sql, name -> {
            names.add(name);
            return false;
        });
        return names;
    }

    /** Reads name after name until one is what was looked for. */
    private static boolean reads(CharSequence sql, Predicate<String> lookedFor) {
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (reads(sql, token, lookedFor, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reads(CharSequence sql, Token token, Predicate<String> lookedFor, int depth) {
        if (Names.isName(token)) {
            return lookedFor.test(Names.name(sql, token));
        }
        if (token.kind() != TokenKind.DOLLAR_STRING || depth == DEEPEST_BODY) {
            return false;
        }
        for (Token inner : Lexer.tokensInside(sql, token)) {
            if (reads(sql, inner, lookedFor, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is more than one statement, empty ones not counted. */
    public static boolean holdsSeveralStatements(CharSequence sql) {
        Lexer lexer = new Lexer(sql);
        boolean found = false;
        boolean ended = false;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            switch (token.kind()) {
                case WHITESPACE, LINE_COMMENT, BLOCK_COMMENT, COPY_DATA -> {}
                case SEMICOLON, META_COMMAND -> ended = found;
                default -> {
                    if (ended) {
                        return true;
                    }
                    found = true;
                }
            }
        }
        return false;
    }
}
