package org.turnstone.desktop.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the window remembers from one start to the next. No secret is in it.
 *
 * @param projects the folders that were opened, in the order they are listed
 * @param project the folder that was looked at last, or null
 * @param connection the profile that was looked at last, or null
 * @param script the migration that was selected last, or null
 * @param window where the window was; null before the first time
 * @param panes sizes of panes, by name: pixels or shares
 * @param theme which theme was chosen
 * @param scale of the whole interface; 1 is as drawn
 * @param trusted the projects' own programs that may be run to learn their settings
 */
public record Settings(
        List<Folder> projects,
        String project,
        String connection,
        String script,
        Place window,
        Map<String, Double> panes,
        Theme.Choice theme,
        double scale,
        List<Trust> trusted) {
    /**
     * A program of a project's own that may be run as long as it is as it was.
     *
     * @param folder the project's
     * @param sha256 of the program's bytes
     */
    public record Trust(String folder, String program, String sha256) {
        boolean isWhole() {
            return folder != null && program != null && sha256 != null;
        }
    }

    /**
     * A project that was opened once, and what it was then.
     *
     * @param connection the profile that was looked at last with it, or null
     */
    public record Folder(String path, String name, String format, String connection) {
        private Folder with(String newConnection) {
            return new Folder(path, name, format, newConnection);
        }
    }

    /** A window's bounds. */
    public record Place(double x, double y, double width, double height, boolean maximized) {
        boolean isUsable() {
            return width >= 100 && height >= 100 && width < 100_000 && height < 100_000;
        }
    }

    private static final int MOST_PROJECTS = 60;
    private static final double SMALLEST = 0.7;
    private static final double LARGEST = 2.5;

    public static final Settings DEFAULT = new Settings(null, null, null, null, null, null, null, 1, null);

    /** Takes what a file holds, and puts right what makes no sense in it. */
    public Settings {
        projects = projects == null
                ? List.of()
                : projects.stream()
                        .filter(each -> each != null && each.path() != null)
                        .limit(MOST_PROJECTS)
                        .toList();
        panes = panes == null ? Map.of() : withoutNonsense(panes);
        window = window == null || !window.isUsable() ? null : window;
        theme = theme == null ? Theme.Choice.SYSTEM : theme;
        trusted = trusted == null
                ? List.of()
                : trusted.stream()
                        .filter(each -> each != null && each.isWhole())
                        .toList();
        scale = scale > 0 ? Math.clamp(scale, SMALLEST, LARGEST) : 1;
    }

    private static Map<String, Double> withoutNonsense(Map<String, Double> panes) {
        Map<String, Double> good = new LinkedHashMap<>();
        panes.forEach((name, size) -> {
            if (size != null && Double.isFinite(size) && size > 0) {
                good.put(name, size);
            }
        });
        return Map.copyOf(good);
    }

    /** With a project that is listed, as it is now, beside its connection; one that is new comes last. */
    public Settings with(Folder opened) {
        List<Folder> changed = new ArrayList<>(projects);
        Folder now = opened.connection() == null ? opened.with(connectionOf(opened.path())) : opened;
        changed.replaceAll(each -> each.path().equals(opened.path()) ? now : each);
        if (!changed.contains(now)) {
            changed.add(now);
        }
        // The oldest goes where there is no room for another.
        List<Folder> kept = changed.subList(Math.max(0, changed.size() - MOST_PROJECTS), changed.size());
        return new Settings(kept, project, connection, script, window, panes, theme, scale, trusted);
    }

    /** The profile that was looked at last with a listed project; null when there is none. */
    public String connectionOf(String path) {
        return projects.stream()
                .filter(each -> each.path().equals(path))
                .map(Folder::connection)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** With a connection for a project that is listed. */
    public Settings connecting(String path, String newConnection) {
        List<Folder> changed = projects.stream()
                .map(each -> each.path().equals(path) ? each.with(newConnection) : each)
                .toList();
        return new Settings(changed, project, connection, script, window, panes, theme, scale, trusted);
    }

    /** Without a folder. */
    public Settings without(String path) {
        List<Folder> left =
                projects.stream().filter(each -> !each.path().equals(path)).toList();
        return new Settings(left, project, connection, script, window, panes, theme, scale, trusted);
    }

    public Settings lookingAt(String newProject, String newConnection) {
        return new Settings(projects, newProject, newConnection, script, window, panes, theme, scale, trusted);
    }

    public Settings selecting(String newScript) {
        return new Settings(projects, project, connection, newScript, window, panes, theme, scale, trusted);
    }

    public Settings at(Place newWindow) {
        return new Settings(projects, project, connection, script, newWindow, panes, theme, scale, trusted);
    }

    public Settings with(String pane, double size) {
        Map<String, Double> changed = new LinkedHashMap<>(panes);
        changed.put(pane, size);
        return new Settings(projects, project, connection, script, window, changed, theme, scale, trusted);
    }

    public Settings with(Theme.Choice newTheme) {
        return new Settings(projects, project, connection, script, window, panes, newTheme, scale, trusted);
    }

    public Settings scaledBy(double newScale) {
        return new Settings(projects, project, connection, script, window, panes, theme, newScale, trusted);
    }

    /** With a program that may be run as it is now; what was said of it before counts no more. */
    public Settings trusting(Trust given) {
        List<Trust> changed = new ArrayList<>(trusted);
        changed.removeIf(each -> each.program().equals(given.program()));
        changed.add(given);
        return new Settings(projects, project, connection, script, window, panes, theme, scale, changed);
    }

    /** Without what was said of a program. */
    public Settings distrusting(String program) {
        List<Trust> left =
                trusted.stream().filter(each -> !each.program().equals(program)).toList();
        return new Settings(projects, project, connection, script, window, panes, theme, scale, left);
    }
}
