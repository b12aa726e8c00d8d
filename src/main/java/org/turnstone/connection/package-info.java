/** Who and where a database is, how it is entered, and the session a run works in. */
package org.turnstone.connection;
