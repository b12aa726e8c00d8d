package org.turnstone.schema;

import java.util.List;

/**
 * What turns a schema back into what it was. It is a claim until it has been tried: up, down, compared.
 *
 * @param statements in the order in which they have to run, each ending without a semicolon
 * @param losses what stays lost although the schema is as before, in sentences
 * @param missing what has no exact inverse, in sentences; where there is any, nothing may be offered
 */
public record DerivedRevert(List<String> statements, List<String> losses, List<String> missing) {
    public DerivedRevert {
        statements = List.copyOf(statements);
        losses = List.copyOf(losses);
        missing = List.copyOf(missing);
    }

    /** Whether it may be offered, once it is proven. */
    public boolean isComplete() {
        return missing.isEmpty();
    }
}
