/** What every area needs of JavaFX and of the machine: threads, theme, icons, words, choosers. */
package org.turnstone.desktop.platform;
