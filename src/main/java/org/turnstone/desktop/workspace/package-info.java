/** Which projects and targets are open, and where every migration stands. */
package org.turnstone.desktop.workspace;
