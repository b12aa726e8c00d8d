/** The window: bars, sidebar, panes, actions. */
package org.turnstone.desktop.shell;
