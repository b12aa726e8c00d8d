/** PostgreSQL script text: tokens, statements and where they stand. No JDBC, no files, no windows. */
package org.turnstone.sql;
