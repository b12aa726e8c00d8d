package org.turnstone.desktop.shell;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.turnstone.desktop.controls.Labels;

/** What stays of a line of the sidebar where there is no room for words: an icon or two letters, and a mark in a corner. */
final class RailTile extends StackPane {
    private RailTile(Node content, Node mark) {
        getStyleClass().add("rail-tile");
        getChildren().add(content);
        if (mark != null) {
            var ground = new StackPane(mark);
            ground.getStyleClass().add("rail-mark");
            StackPane.setAlignment(ground, Pos.BOTTOM_RIGHT);
            ground.setTranslateX(3);
            ground.setTranslateY(3);
            getChildren().add(ground);
        }
    }

    static RailTile ofIcon(Node icon, Node mark) {
        return new RailTile(icon, mark);
    }

    /** The beginnings of a name, framed. */
    static RailTile ofName(String name, Node mark) {
        var letters = Labels.of(beginnings(name).toUpperCase(Locale.getDefault()), "rail-letters");
        letters.setMinWidth(Region.USE_PREF_SIZE);
        var tile = new RailTile(letters, mark);
        tile.getStyleClass().add("framed");
        return tile;
    }

    /** The beginnings of its first two words, or of the one it has. */
    private static String beginnings(String text) {
        String[] words = text.strip().split("[^\\p{L}\\p{N}]+");
        String all = words.length > 1 && !words[0].isEmpty() && !words[1].isEmpty()
                ? first(words[0]) + first(words[1])
                : text.strip();
        return all.codePoints()
                .limit(2)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String first(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1));
    }
}
