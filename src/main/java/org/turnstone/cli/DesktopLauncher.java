package org.turnstone.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** Opens the window, and comes back when it is closed. */
@FunctionalInterface
public interface DesktopLauncher {
    void open(List<String> arguments) throws UsageProblem;

    /** By name, so that a machine without a display never loads JavaFX. */
    static DesktopLauncher byName() {
        return arguments -> {
            try {
                Class.forName("org.turnstone.desktop.DesktopApplication")
                        .getMethod("main", String[].class)
                        .invoke(null, (Object) arguments.toArray(String[]::new));
            } catch (InvocationTargetException e) {
                throw couldNot(e.getCause());
            } catch (ReflectiveOperationException | LinkageError e) {
                throw couldNot(e);
            }
        };
    }

    private static UsageProblem couldNot(Throwable cause) {
        return new UsageProblem(
                "The window could not be opened: " + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + ". The terminal's commands work without it: turnstone --help");
    }
}
