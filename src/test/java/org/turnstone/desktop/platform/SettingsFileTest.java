package org.turnstone.desktop.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.desktop.DirectBackground;

class SettingsFileTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("deep").resolve("settings.json");
    }

    private SettingsFile settings() {
        return new SettingsFile(file());
    }

    private static Settings.Folder project(String name) {
        return new Settings.Folder("/srv/" + name, name, "Flyway", null);
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Settings wanted = Settings.DEFAULT
                .with(project("shop"))
                .lookingAt("/srv/shop", "shop-prod")
                .selecting("V1__one.sql")
                .at(new Settings.Place(-1200, 30, 1440, 900, true))
                .with("sidebar", 260)
                .with(Theme.Choice.DARK)
                .scaledBy(1.25);
        settings().change(before -> wanted);
        assertThat(settings().read()).isEqualTo(new SettingsFile.Contents(wanted, null));
        assertThat(Files.list(file().getParent()).map(f -> f.getFileName().toString()))
                .containsExactlyInAnyOrder("settings.json", "settings.json.lock");
    }

    @Test
    void withoutAFileThereAreDefaults() {
        assertThat(settings().read()).isEqualTo(new SettingsFile.Contents(Settings.DEFAULT, null));
    }

    @Test
    void anUnreadableFileMeansDefaultsAndIsKeptAside() throws Exception {
        settings().change(before -> before.scaledBy(1.5));
        for (String damaged : List.of("", "{\"projects\": [", "[]", "\"x\"", "{\"scale\": {}}")) {
            Files.writeString(file(), damaged);
            var read = settings().read();
            assertThat(read.settings()).isEqualTo(Settings.DEFAULT);
            assertThat(read.damage()).endsWith("settings.json.damaged");
            assertThat(file()).hasContent(damaged);
            settings().change(before -> before.with(project("shop")));
            assertThat(settings().read().damage()).isNull();
            assertThat(file().resolveSibling("settings.json.damaged")).hasContent(damaged);
        }
    }

    @Test
    void nonsenseInItIsPutRight() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), """
            {"scale": -3, "theme": "PINK", "window": {"x": 1, "y": 2, "width": 0, "height": 1e9},
             "panes": {"a": -1, "b": 0.4, "c": null}, "projects": [null, {"name": "x"}, {"path": "/p"}],
             "ofALaterTurnstone": [1, 2]}
            """);
        var read = settings().read();
        assertThat(read.damage()).isNull();
        assertThat(read.settings())
                .isEqualTo(Settings.DEFAULT
                        .with(new Settings.Folder("/p", null, null, null))
                        .with("b", 0.4));
    }

    @Test
    void twoWindowsDoNotUndoEachOthersChanges() throws Exception {
        List<Memory> windows = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            windows.add(Memory.of(settings(), new DirectBackground()));
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Memory own = windows.get(i);
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 10; j++) {
                    String name = number + "-" + j;
                    own.change(before -> before.with(project(name)));
                }
                own.change(before -> before.with("pane" + number, 100 + number));
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Settings all = settings().read().settings();
        assertThat(all.projects()).hasSize(20);
        assertThat(all.panes()).containsKeys("pane0", "pane1");
    }
}
