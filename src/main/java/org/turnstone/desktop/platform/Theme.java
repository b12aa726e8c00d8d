package org.turnstone.desktop.platform;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.Window;

/** Light or dark: as the system is until somebody says otherwise. Every window gets our one style sheet. */
public final class Theme {
    private static final String SHEET =
            Theme.class.getResource("/org/turnstone/desktop/desktop.css").toExternalForm();

    private final ReadOnlyObjectWrapper<ColorScheme> scheme = new ReadOnlyObjectWrapper<>(ColorScheme.LIGHT);
    private boolean chosen;

    /** Takes the system's scheme and follows it; on the JavaFX thread. */
    public void install() {
        Fonts.load();
        var preferences = Platform.getPreferences();
        show(preferences.getColorScheme());
        preferences.colorSchemeProperty().subscribe(system -> {
            if (!chosen) {
                show(system);
            }
        });
        Window.getWindows().forEach(this::dress);
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::dress);
            }
        });
    }

    public ReadOnlyObjectProperty<ColorScheme> schemeProperty() {
        return scheme.getReadOnlyProperty();
    }

    public boolean isDark() {
        return scheme.get() == ColorScheme.DARK;
    }

    public void toggle() {
        choose(isDark() ? ColorScheme.LIGHT : ColorScheme.DARK);
    }

    /** Keeps to one scheme, whatever the system does. */
    public void choose(ColorScheme wanted) {
        chosen = true;
        show(wanted);
    }

    /** Gives a scene our style sheet; windows that open by themselves get it without asking. */
    public void dress(Scene scene) {
        if (!scene.getStylesheets().contains(SHEET)) {
            scene.getStylesheets().add(SHEET);
        }
        scene.getPreferences().setColorScheme(scheme.get());
    }

    private void dress(Window window) {
        if (window.getScene() != null) {
            dress(window.getScene());
        }
    }

    private void show(ColorScheme wanted) {
        scheme.set(wanted);
        Application.setUserAgentStylesheet(
                wanted == ColorScheme.DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        Window.getWindows().forEach(this::dress);
    }
}
