/** What is shown while no project is open. */
package org.turnstone.desktop.start;
