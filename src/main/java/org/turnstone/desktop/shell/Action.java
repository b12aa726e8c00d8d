package org.turnstone.desktop.shell;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import org.turnstone.desktop.platform.Icons;

/**
 * Something the window can do, as menus and shortcuts know it.
 *
 * @param keys its shortcut, or null
 * @param disabled when it makes no sense
 * @param price what it would cost now, in words that may change; null when it costs nothing
 */
public record Action(
        String text,
        Icons icon,
        KeyCombination keys,
        ObservableBooleanValue disabled,
        ObservableValue<String> price,
        Runnable run) {
    /** A line of a menu that does this, and shows its shortcut. */
    public MenuItem item() {
        MenuItem item = passingItem();
        item.setAccelerator(keys);
        return item;
    }

    /** A line of a menu that is made anew whenever it opens: a shortcut of it would go when it does. */
    public MenuItem passingItem() {
        var item = new MenuItem(text, icon == null ? null : icon.icon());
        showPrice(item, text);
        item.disableProperty().bind(disabled);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> run.run());
        return item;
    }

    /** Has a line of a menu say what this costs now, in whatever words it is asked for there. */
    void showPrice(MenuItem item, String words) {
        if (price != null) {
            item.textProperty().bind(price.map(now -> now.isEmpty() ? words : words + " — " + now));
        }
    }

    /** What it would cost now; empty when it costs nothing. */
    public String priceNow() {
        return price == null ? "" : price.getValue();
    }

    /** The shortcut in words; empty when it has none. */
    public String hint() {
        return keys == null ? "" : keys.getDisplayText();
    }

    public void runIfEnabled() {
        if (!disabled.get()) {
            run.run();
        }
    }
}
