/**
 * Flyway's conventions. What is pending, what a script's statements are, what is valid and what a history row holds is
 * decided by flyway-core itself; this package hands it its connection and adds what its free edition lacks.
 */
package org.turnstone.format.flyway;
