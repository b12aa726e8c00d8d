package org.turnstone.desktop.run;

import org.turnstone.run.StatementResult;

/**
 * A line of the table of statements.
 *
 * @param step what the migration is called
 * @param script the file the statement is in
 */
public record StatementRow(String step, String script, StatementResult statement) {}
