package org.turnstone.desktop.shell;

import org.turnstone.desktop.platform.Icons;

/**
 * Something the palette can do or go to.
 *
 * @param detail where it is, in a smaller tone; empty for nothing
 * @param hint its shortcut, or what kind of thing it is
 * @param place whether it is a place to go to, not something to do
 */
public record PaletteItem(Icons icon, String text, String detail, String hint, boolean place, Runnable run) {}
