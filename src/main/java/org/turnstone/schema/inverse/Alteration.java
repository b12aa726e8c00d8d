package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.List;

/** How an object that is in both snapshots becomes what it has to be. */
final class Alteration {
    /** What may have to happen before others are dropped, such as a default that uses a function. */
    final List<String> first = new ArrayList<>();

    final List<String> statements = new ArrayList<>();
    final List<String> losses = new ArrayList<>();
    final List<String> missing = new ArrayList<>();

    /** Nothing alters it: it has to be dropped and created. */
    boolean anew;

    /** What uses it in a definition has to be dropped meanwhile. */
    boolean retypes;

    boolean isNothing() {
        return first.isEmpty() && statements.isEmpty() && losses.isEmpty() && missing.isEmpty() && !anew;
    }

    void add(String statement) {
        statements.add(statement);
    }
}
