package org.turnstone.desktop;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Settings;

/** Puts the window where it was last, if there is still a screen there, and remembers where it is. */
final class WindowPlace {
    /** So much of a window's top must be on a screen, or nobody could take hold of it. */
    private static final double HANDLE = 80;

    private final Stage stage;
    private final Memory memory;
    private Settings.Place last;

    WindowPlace(Stage stage, Memory memory) {
        this.stage = stage;
        this.memory = memory;
    }

    void restore() {
        last = memory.now().window();
        if (last != null) {
            stage.setWidth(last.width());
            stage.setHeight(last.height());
            if (isOnAScreen(last)) {
                stage.setX(last.x());
                stage.setY(last.y());
            }
            stage.setMaximized(last.maximized());
        }
        for (var bound : new javafx.beans.value.ObservableValue<?>[] {
            stage.xProperty(),
            stage.yProperty(),
            stage.widthProperty(),
            stage.heightProperty(),
            stage.maximizedProperty()
        }) {
            bound.subscribe(now -> follow());
        }
        stage.showingProperty().addListener((showing, before, now) -> {
            if (before && !now && last != null) {
                memory.change(settings -> settings.at(last));
            }
        });
    }

    /** A maximized window remembers the bounds it had before. */
    private void follow() {
        if (!stage.isShowing()) {
            return;
        }
        if (stage.isMaximized() && last != null) {
            last = new Settings.Place(last.x(), last.y(), last.width(), last.height(), true);
        } else if (!stage.isIconified() && !stage.isFullScreen()) {
            last = new Settings.Place(
                    stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
        }
    }

    private static boolean isOnAScreen(Settings.Place place) {
        return Screen.getScreensForRectangle(place.x(), place.y(), place.width(), HANDLE).stream()
                .map(Screen::getVisualBounds)
                .anyMatch(bounds -> handle(bounds, place));
    }

    private static boolean handle(Rectangle2D bounds, Settings.Place place) {
        double left = Math.max(bounds.getMinX(), place.x());
        double right = Math.min(bounds.getMaxX(), place.x() + place.width());
        boolean topIsThere = place.y() >= bounds.getMinY() - 1 && place.y() <= bounds.getMaxY() - HANDLE / 2;
        return right - left >= HANDLE && topIsThere;
    }
}
