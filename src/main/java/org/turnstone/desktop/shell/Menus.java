package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SeparatorMenuItem;

/** The actions as menus: behind one button, or where a system has a bar for menus, in that. */
final class Menus {
    private Menus() {}

    static List<Menu> of(Actions actions) {
        List<Menu> menus = new ArrayList<>();
        for (Actions.Group group : actions.menus()) {
            var menu = new Menu(group.title());
            menu.setMnemonicParsing(false);
            for (List<Action> lines : group.actions()) {
                if (!menu.getItems().isEmpty()) {
                    menu.getItems().add(new SeparatorMenuItem());
                }
                lines.forEach(action -> menu.getItems().add(action.item()));
            }
            menus.add(menu);
        }
        return menus;
    }

    /** Whether menus belong into the system's own bar here. */
    static boolean systemHasABar() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }

    /** A bar that takes no room in the window. */
    static MenuBar systemBar(Actions actions) {
        var bar = new MenuBar(of(actions).toArray(Menu[]::new));
        bar.setUseSystemMenuBar(true);
        return bar;
    }
}
