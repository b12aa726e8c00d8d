/** The selected migration: its scripts and what the history holds of it. */
package org.turnstone.desktop.migration;
