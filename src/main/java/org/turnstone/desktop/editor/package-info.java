/** The SQL editor, and scripts as bytes. */
package org.turnstone.desktop.editor;
