package org.turnstone.sql;

import java.util.List;

/**
 * A script taken apart.
 *
 * @param statements in the order they are carried out, which is the order of the script, except that COPY data comes
 *     right after its COPY (and the {@code \g} that sent it) even when more statements share that line
 * @param problem null when every construct is closed and no command leaves the target
 */
public record Split(List<Statement> statements, SplitProblem problem) {
    public Split {
        statements = List.copyOf(statements);
    }
}
