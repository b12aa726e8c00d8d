/** Throw-away PostgreSQL servers and databases. */
package org.turnstone.scratch;
