/** Objects as SQL: the statements that create them. */
package org.turnstone.schema.ddl;
