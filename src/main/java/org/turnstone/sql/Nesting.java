package org.turnstone.sql;

/**
 * What is open around a place in a statement, innermost first: an immutable stack, which counts equal neighbours instead
 * of listing them. Null is the empty one.
 */
final class Nesting {
    /** What can be open. */
    enum Opener {
        PARENTHESIS,
        /** BEGIN ATOMIC. */
        BLOCK,
        /** A CASE that waits for its END. Followed inside a block only: elsewhere nothing depends on it. */
        CASE
    }

    private final Opener opener;
    private final int count;
    private final Nesting outer;
    private final int parentheses;
    private final int blocks;

    private Nesting(Opener opener, int count, Nesting outer) {
        this.opener = opener;
        this.count = count;
        this.outer = outer;
        this.parentheses = parentheses(outer) + (opener == Opener.PARENTHESIS ? count : 0);
        this.blocks = blocks(outer) + (opener == Opener.BLOCK ? count : 0);
    }

    static Nesting open(Nesting nesting, Opener opener) {
        return nesting != null && nesting.opener == opener
                ? new Nesting(opener, nesting.count + 1, nesting.outer)
                : new Nesting(opener, 1, nesting);
    }

    /** Without the innermost. */
    static Nesting close(Nesting nesting) {
        return nesting.count > 1 ? new Nesting(nesting.opener, nesting.count - 1, nesting.outer) : nesting.outer;
    }

    /** A closing parenthesis also ends what was left open inside it; one too many ends nothing. */
    static Nesting closeParenthesis(Nesting nesting) {
        Nesting inner = nesting != null && nesting.opener == Opener.CASE ? nesting.outer : nesting;
        return innermost(inner) == Opener.PARENTHESIS ? close(inner) : nesting;
    }

    static Opener innermost(Nesting nesting) {
        return nesting == null ? null : nesting.opener;
    }

    static int parentheses(Nesting nesting) {
        return nesting == null ? 0 : nesting.parentheses;
    }

    static int blocks(Nesting nesting) {
        return nesting == null ? 0 : nesting.blocks;
    }

    // By hand and in a loop: the depth is the script's to choose.
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Nesting that)) {
            return false;
        }
        Nesting a = this;
        Nesting b = that;
        while (a != b) {
            if (a == null
                    || b == null
                    || a.opener != b.opener
                    || a.count != b.count
                    || a.parentheses != b.parentheses) {
                return false;
            }
            a = a.outer;
            b = b.outer;
        }
        return true;
    }

    @Override
    public int hashCode() {
        return (opener.ordinal() * 31 + count) * 31 + parentheses * 31 + blocks;
    }
}
