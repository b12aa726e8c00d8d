package org.turnstone.desktop.platform;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Scene;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/** Light or dark: as the system is until somebody says otherwise. Every window gets our one style sheet. */
public final class Theme {
    private static final String SHEET =
            Theme.class.getResource("/org/turnstone/desktop/desktop.css").toExternalForm();
    private static final double LETTERS = 13;

    /** Whose word counts. */
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private final ReadOnlyObjectWrapper<ColorScheme> scheme = new ReadOnlyObjectWrapper<>(ColorScheme.LIGHT);
    private final ReadOnlyObjectWrapper<Choice> choice = new ReadOnlyObjectWrapper<>(Choice.SYSTEM);
    private final ChangeListener<ColorScheme> onSystem = (preference, before, system) -> {
        if (choiceProperty().get() == Choice.SYSTEM) {
            show(system);
        }
    };
    private final ListChangeListener<Window> onWindows = change -> {
        while (change.next()) {
            change.getAddedSubList().forEach(this::dress);
        }
    };
    private double scale = 1;

    /** Takes the system's scheme and follows it; on the JavaFX thread. */
    public void install() {
        install(Choice.SYSTEM);
    }

    /** Shows what was chosen once; on the JavaFX thread. */
    public void install(Choice wanted) {
        Fonts.load();
        choose(wanted);
        // The toolkit lives as long as the program: it must not keep a theme, and all that was drawn with it, as long.
        Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(onSystem));
        Window.getWindows().forEach(this::dress);
        Window.getWindows().addListener(new WeakListChangeListener<>(onWindows));
    }

    public ReadOnlyObjectProperty<ColorScheme> schemeProperty() {
        return scheme.getReadOnlyProperty();
    }

    /** Whether the system decides, or somebody did. */
    public ReadOnlyObjectProperty<Choice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    public boolean isDark() {
        return scheme.get() == ColorScheme.DARK;
    }

    public void toggle() {
        choose(isDark() ? ColorScheme.LIGHT : ColorScheme.DARK);
    }

    /** Keeps to one scheme, whatever the system does. */
    public void choose(ColorScheme wanted) {
        choose(wanted == ColorScheme.DARK ? Choice.DARK : Choice.LIGHT);
    }

    public void choose(Choice wanted) {
        choice.set(wanted);
        show(
                switch (wanted) {
                    case SYSTEM -> system();
                    case LIGHT -> ColorScheme.LIGHT;
                    case DARK -> ColorScheme.DARK;
                });
    }

    private static ColorScheme system() {
        ColorScheme wanted = Platform.getPreferences().getColorScheme();
        return wanted == null ? ColorScheme.LIGHT : wanted;
    }

    /** What opens in windows of its own, such as menus, has letters of this size from now on. */
    public void scale(double wanted) {
        scale = wanted;
        Window.getWindows().forEach(this::dress);
    }

    /** Gives a scene our style sheet; windows that open by themselves get it without asking. */
    public void dress(Scene scene) {
        if (!scene.getStylesheets().contains(SHEET)) {
            scene.getStylesheets().add(SHEET);
        }
        scene.getPreferences().setColorScheme(scheme.get());
    }

    private void dress(Window window) {
        if (window.getScene() == null) {
            return;
        }
        dress(window.getScene());
        if (window instanceof PopupWindow && window.getScene().getRoot() != null) {
            window.getScene().getRoot().setStyle(scale == 1 ? "" : "-fx-font-size: " + LETTERS * scale + "px;");
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
