/**
 * Knex: its folder, its two tables, its row lock. Migrations in JavaScript run through the project's own knex, in a Node
 * process of their own; SQL beside them is run here.
 */
package org.turnstone.format.knex;
