/** Words in all scripts of a project. */
package org.turnstone.desktop.search;
