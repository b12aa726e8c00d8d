package org.turnstone.connection;

/** Where a part of an address came from, in words: {@code DATABASE_URL in .env, line 3}. */
public record Provenance(String words) {
    /** Nobody named the part; it is what libpq takes then. */
    public static final Provenance DEFAULT = new Provenance("default");

    /** Nobody named the part, and there is no default for it. */
    public static final Provenance NONE = new Provenance("not given");

    @Override
    public String toString() {
        return words;
    }
}
