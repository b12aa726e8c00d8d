/** The catalogs' answers: one query a kind of object, all in one message, put together to objects without OIDs. */
package org.turnstone.schema.read;
