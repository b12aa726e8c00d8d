/** Runs as they happen and as they ended. */
package org.turnstone.desktop.run;
