/** From one snapshot to another in SQL: what is dropped, renamed, changed and created, and in which order. */
package org.turnstone.schema.inverse;
