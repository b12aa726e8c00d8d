/** Connections: the list of profiles, the dialog that writes one, passwords asked for and encoded. */
package org.turnstone.desktop.connections;
