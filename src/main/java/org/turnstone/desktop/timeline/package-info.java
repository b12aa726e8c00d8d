/** The history of a project in a target, pending above and applied below. */
package org.turnstone.desktop.timeline;
