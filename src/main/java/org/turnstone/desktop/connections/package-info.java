/** Pasting a connection, and encoding a password for one. */
package org.turnstone.desktop.connections;
