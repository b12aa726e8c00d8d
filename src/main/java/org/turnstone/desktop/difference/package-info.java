/** How two schemas differ, drawn: a line an object, and the statements that make it before and after. */
package org.turnstone.desktop.difference;
