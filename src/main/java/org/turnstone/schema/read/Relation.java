package org.turnstone.schema.read;

/** Attributes that several readers speak of. */
final class Relation {
    static final String COLUMNS = "column order";
    static final String INHERITED = "inherited";

    private Relation() {}
}
