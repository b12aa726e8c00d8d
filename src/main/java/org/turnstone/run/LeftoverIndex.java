package org.turnstone.run;

/**
 * An index that a broken CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY left behind: no query uses it, every write
 * has to fill it, and a unique one may refuse rows.
 *
 * @param index qualified, as PostgreSQL writes it
 * @param table qualified, as PostgreSQL writes it
 * @param definition what would build it
 * @param copy whether it is a copy that REINDEX CONCURRENTLY made of another index
 */
public record LeftoverIndex(String index, String table, String definition, boolean copy) {}
