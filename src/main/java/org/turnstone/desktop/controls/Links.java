package org.turnstone.desktop.controls;

import javafx.scene.control.Hyperlink;

/** Words that do something. */
public final class Links {
    private Links() {}

    public static Hyperlink of(String text, Runnable action) {
        var link = new Hyperlink(text);
        link.setOnAction(e -> {
            link.setVisited(false);
            action.run();
        });
        return link;
    }
}
