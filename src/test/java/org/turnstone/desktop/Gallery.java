package org.turnstone.desktop;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.connections.ConnectionModel;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Settings;
import org.turnstone.desktop.platform.SettingsFile;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import org.turnstone.format.SeveralProjects;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Blocker;
import org.turnstone.run.Journal;
import org.turnstone.run.Outlook;
import org.turnstone.run.PastRuns;
import org.turnstone.run.SampleProject;

/** Draws the window with made-up projects in both themes, so that somebody can look at it. */
public final class Gallery {
    /** A picture: how the window is brought to where it is interesting. */
    record Scenery(
            String name, int width, int height, Consumer<Room> prepare, Consumer<Room> act, Consumer<Room> then) {
        /** Nothing to do, and so nothing to wait for. */
        static final Consumer<Room> NOTHING = room -> {};

        Scenery(String name, int width, int height, Consumer<Room> prepare, Consumer<Room> act) {
            this(name, width, height, prepare, act, NOTHING);
        }

        Scenery(String name, int width, int height, Consumer<Room> prepare) {
            this(name, width, height, prepare, NOTHING);
        }
    }

    /** A window and what is behind it. */
    record Room(
            DesktopWiring wiring,
            PretendEngine engine,
            Path folder,
            RecordedChoosers choosers,
            WatchedBackground background) {
        ShellModel model() {
            return wiring.model();
        }
    }

    private final Theme theme;
    private final Path folder;

    private final Messages messages;

    Gallery(Theme theme, Path folder, Messages messages) {
        this.theme = theme;
        this.folder = folder;
        this.messages = messages;
    }

    static List<Scenery> all() {
        return List.of(
                new Scenery("editor-errors", 1440, 900, Gallery::shop, room -> {
                    write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), MISTAKES);
                    room.model().areas().workspace().refresh();
                    room.model().areas().timeline().selectScript("V20260318101500__orders_status_enum.sql");
                }),
                new Scenery("new-migration", 1440, 900, Gallery::shop, room -> {
                    room.model().newMigration();
                    drafting(room).nameProperty().set("add note to orders");
                }),
                new Scenery(
                        "new-migration-refused",
                        1000,
                        700,
                        Gallery::shop,
                        room -> {
                            room.model().newMigration();
                            drafting(room)
                                    .nameProperty()
                                    .set("a note that goes on and on for longer than any name of a migration ought"
                                            + " to, and then some more");
                        },
                        room -> drafting(room).versionProperty().set("20260203090000")),
                new Scenery("search", 1440, 900, Gallery::shop, room -> searching(room, "order_items", false)),
                new Scenery("search-small", 1000, 700, Gallery::fiveHundred, room -> searching(room, "note", false)),
                new Scenery("search-wrong", 1000, 700, Gallery::shop, room -> searching(room, "order(", true)),
                new Scenery("editor-check-menu", 1000, 700, Gallery::shop, Gallery::checkedOnTarget, room -> {
                    select(room);
                    ((javafx.scene.control.MenuButton) find(room, "check-where-SQL")).show();
                }),
                new Scenery(
                        "editor-outside",
                        1440,
                        900,
                        Gallery::shop,
                        Gallery::outside,
                        room -> compareOutside(room, true)),
                new Scenery(
                        "editor-outside-meet",
                        1000,
                        700,
                        Gallery::shop,
                        Gallery::outside,
                        room -> compareOutside(room, false)),
                new Scenery(
                        "editor-outside-notice",
                        1000,
                        700,
                        Gallery::shop,
                        Gallery::outside,
                        room -> writtenOutside(room, true)),
                new Scenery(
                        "new-migration-begin",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().newMigration()),
                new Scenery("editor-find", 1000, 700, Gallery::editing, room -> {
                    select(room);
                    later(200, () -> editorKey(room, "H"));
                }),
                new Scenery("editor-completion", 1440, 900, Gallery::editing, room -> {
                    select(room);
                    later(150, () -> {
                        var area = (org.fxmisc.richtext.CodeArea) find(room, "editor-SQL");
                        area.insertText(0, "SELECT o.id, order_items. FROM orders o JOIN order_items ON true;\n");
                        area.moveTo(25);
                        area.requestFocus();
                        javafx.event.Event.fireEvent(
                                area,
                                new javafx.scene.input.KeyEvent(
                                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        javafx.scene.input.KeyCode.SPACE,
                                        false,
                                        true,
                                        false,
                                        false));
                    });
                }),
                new Scenery("editor-card", 1000, 700, Gallery::editing, room -> {
                    select(room);
                    later(200, () -> {
                        ((org.fxmisc.richtext.CodeArea) find(room, "editor-SQL")).moveTo(1, 8);
                        editorKey(room, "F1");
                    });
                }),
                new Scenery("editor-scratch", 1000, 700, Gallery::editing, room -> {
                    select(room);
                    later(300, () -> click(room, "run-script-SQL"));
                }),
                new Scenery("editor-said-once", 1440, 900, Gallery::editing, room -> {
                    write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), MISTAKES);
                    select(room);
                    later(900, () -> click(room, "run-script-SQL"));
                }),
                new Scenery("editor-code", 1000, 700, Gallery::shop, room -> {
                    String name = "V20260319080000__orders_get_a_status_of_their_own_and_lose_the_old_one.js";
                    write(room.folder().resolve(name), "exports.up = function(knex) {\n};\n");
                    room.model().areas().workspace().refresh();
                    later(400, () -> room.model().areas().timeline().selectScript(name));
                }),
                new Scenery("main", 1440, 900, Gallery::shop, room -> {
                    room.model().areas().timeline().selectScript("V20260318094210__order_items_not_null.sql");
                    room.model().dryRun();
                }),
                new Scenery(
                        "main-small",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().dryRun()),
                new Scenery(
                        "main-rail",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().toggleSidebar()),
                new Scenery("main-large", 1440, 900, Gallery::shop, room -> {
                    room.model().scale(1);
                    room.model().scale(1);
                }),
                new Scenery("palette", 1000, 700, Gallery::shop, room -> {
                    room.model().palette(false);
                    room.model().areas().shelf().palette().queryProperty().set("rev la");
                }),
                new Scenery(
                        "palette-places",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().palette(true)),
                new Scenery("palette-nothing", 1000, 700, Gallery::shop, room -> {
                    room.model().palette(false);
                    room.model().areas().shelf().palette().queryProperty().set("qqzz");
                }),
                new Scenery("start-again", 1000, 700, room -> {}),
                new Scenery(
                        "dry-detail",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().dryRun(),
                        room -> {
                            table(room, "statements").getSelectionModel().select(2);
                            table(room, "statements").sort();
                        }),
                new Scenery(
                        "dry-detail-small",
                        1000,
                        700,
                        room -> {
                            shop(room);
                            write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), HEAVY);
                        },
                        room -> room.model().dryRun(),
                        room -> table(room, "statements").getSelectionModel().select(0)),
                new Scenery(
                        "dry-locks",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().dryRun(),
                        room -> chip(room, "Locks")),
                new Scenery(
                        "dry-many",
                        1440,
                        900,
                        Gallery::fiveHundred,
                        room -> room.model().dryRun()),
                new Scenery("blocked", 1440, 900, Gallery::shop, room -> {
                    write(room.folder().resolve("V20260318094210__order_items_not_null.sql"), BLOCKED);
                    room.model().migrate();
                }),
                new Scenery("blocked-small", 1000, 700, Gallery::shop, room -> {
                    write(room.folder().resolve("V20260318094210__order_items_not_null.sql"), BLOCKED);
                    room.model().migrate();
                }),
                new Scenery("blocked-many-small", 1000, 700, Gallery::shop, room -> {
                    queued(room, BLOCKED.replace("blocked", "blocked by many"));
                    room.model().runs().dryRunRevert();
                    room.model().runs().testKeeping();
                }),
                new Scenery("report-written", 1000, 700, Gallery::shop, room -> {
                    room.choosers().file = room.folder().resolveSibling("shop-status.html");
                    room.wiring().view().actions().report.runIfEnabled();
                }),
                new Scenery("queue", 1440, 900, Gallery::shop, Gallery::queued),
                new Scenery("queue-small", 1000, 700, Gallery::shop, Gallery::queued),
                new Scenery(
                        "queue-held",
                        1000,
                        700,
                        Gallery::shop,
                        Gallery::queued,
                        room -> room.model().areas().run().cancel()),
                new Scenery("start", 1440, 900, room -> {}),
                new Scenery("start-small", 1000, 700, room -> {}),
                new Scenery(
                        "scratch",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().test()),
                new Scenery(
                        "scratch-small",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().test()),
                new Scenery(
                        "scratch-open",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().test(),
                        room -> {
                            var lists = differences(room, "proof");
                            lists.getFirst().open(1);
                            lists.getFirst().open(3);
                        }),
                new Scenery(
                        "scratch-failed",
                        1440,
                        900,
                        Gallery::unproven,
                        room -> room.model().test()),
                new Scenery(
                        "scratch-failed-small",
                        1000,
                        700,
                        Gallery::unproven,
                        room -> room.model().test()),
                new Scenery("compare", 1440, 900, Gallery::comparing, Gallery::compare),
                new Scenery("compare-all", 1440, 900, Gallery::comparing, room -> {
                    room.model().areas().compare().onlyDifferencesProperty().set(false);
                    compare(room);
                }),
                new Scenery("compare-small", 1000, 700, Gallery::comparing, Gallery::compare),
                new Scenery("compare-same", 1000, 700, Gallery::shop, room -> {
                    room.model().areas().compare().enter("shop-local");
                    room.model().areas().compare().compare(PretendEngine.target("shop-local"));
                }),
                new Scenery("compare-down", 1000, 700, Gallery::shop, room -> {
                    room.model().areas().compare().enter("unreachable");
                    room.model().areas().compare().compare(PretendEngine.target("unreachable"));
                }),
                new Scenery("impact-tab", 1440, 900, Gallery::shop, Gallery::rehearsed, room -> {
                    tab(room, "Impact");
                    room.model().panelProperty().set(false);
                    table(room, "impact").getSelectionModel().select(1);
                }),
                new Scenery(
                        "impact-tab-small", 1000, 700, Gallery::shop, Gallery::rehearsed, room -> tab(room, "Impact")),
                new Scenery(
                        "recalled",
                        1440,
                        900,
                        Gallery::recalled,
                        room -> room.model()
                                .areas()
                                .timeline()
                                .selectScript("V20260318094210__order_items_not_null.sql"),
                        room -> {
                            tab(room, "Impact");
                            room.model().togglePanel();
                        }),
                new Scenery(
                        "recalled-small",
                        1000,
                        700,
                        Gallery::recalled,
                        room -> {},
                        room -> room.model().togglePanel()),
                new Scenery("impact-none", 1000, 700, Gallery::shop, room -> tab(room, "Impact")),
                new Scenery("difference-tab", 1440, 900, Gallery::unproven, Gallery::tested, room -> {
                    room.model().proofProperty().set(false);
                    tab(room, "Difference");
                    differences(room, "difference").getFirst().open(0);
                    differences(room, "difference").getFirst().open(2);
                }),
                new Scenery("difference-none", 1000, 700, Gallery::shop, room -> tab(room, "Difference")),
                new Scenery("revert-none", 1000, 700, Gallery::shop, room -> tab(room, "Revert")),
                new Scenery(
                        "revert-offered",
                        1440,
                        900,
                        Gallery::shop,
                        room -> tab(room, "Revert"),
                        room -> click(room, "derive-revert")),
                new Scenery(
                        "revert-offered-small",
                        1000,
                        700,
                        Gallery::shop,
                        room -> tab(room, "Revert"),
                        room -> click(room, "derive-revert")),
                new Scenery(
                        "revert-nothing",
                        1000,
                        700,
                        room -> {
                            shop(room);
                            write(
                                    room.folder().resolve("V20260317163000__customer_email_index.sql"),
                                    "DROP TABLE discounts;");
                        },
                        room -> tab(room, "Revert"),
                        room -> click(room, "derive-revert")),
                new Scenery(
                        "revert-deriving",
                        1000,
                        700,
                        room -> {
                            shop(room);
                            write(room.folder().resolve("V20260317163000__customer_email_index.sql"), ENDLESS);
                        },
                        room -> tab(room, "Revert"),
                        room -> click(room, "derive-revert")),
                new Scenery("error", 1440, 900, Gallery::shop, room -> {
                    write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), BROKEN);
                    room.model().migrate();
                }),
                new Scenery("running", 1440, 900, Gallery::shop, room -> {
                    write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), ENDLESS);
                    room.model().migrate();
                }),
                new Scenery(
                        "no-target",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().areas().workspace().connect(null)),
                new Scenery(
                        "unreachable",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().areas().workspace().connect(PretendEngine.target("unreachable"))),
                new Scenery("connection", 1440, 900, Gallery::connecting, Gallery::connection),
                new Scenery("connection-small", 1000, 700, Gallery::connecting, Gallery::connection),
                new Scenery(
                        "connection-new",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().addConnection()),
                new Scenery(
                        "connection-edit",
                        1000,
                        700,
                        room -> {
                            shop(room);
                            room.model()
                                    .editConnection(PretendAccess.profile(
                                            "shop-staging", "staging.example.com", Environment.STAGING));
                        },
                        room -> click(room, "connection-more")),
                new Scenery("connection-paste", 1440, 900, Gallery::shop, room -> {
                    room.choosers().clipboard =
                            "DATABASE_URL=postgres://deploy:p@ss#w/rd%@db1.example.com,db2.example.com/shop?schema=app&x=1";
                    room.model().paste();
                }),
                new Scenery("connection-wrong", 1000, 700, Gallery::connecting, room -> {
                    connection(room);
                    connection(room, "db.example.com:54", "54x2").test();
                }),
                new Scenery("connection-down", 1440, 900, Gallery::connecting, room -> {
                    connection(room);
                    connection(room, "down.example.com", "5432").test();
                }),
                new Scenery("connection-odd-password", 1000, 700, Gallery::connecting, room -> {
                    connection(room);
                    room.model()
                            .areas()
                            .connections()
                            .connection()
                            .address()
                            .passwordProperty()
                            .set("\uFB01ne\u00A0👩‍💻");
                }),
                new Scenery("connection-no-keychain", 1440, 900, Gallery::shop, room -> {
                    room.model().addConnection();
                    var model = room.model().areas().connections().connection();
                    model.sourceProperty().set(org.turnstone.desktop.connections.SourceKind.AWS);
                }),
                new Scenery(
                        "prompt",
                        1000,
                        700,
                        Gallery::shop,
                        room -> profiles(room).connect(profiles(room).profile("shop-prod"))),
                new Scenery("profiles-damaged", 1000, 700, Gallery::shop),
                new Scenery(
                        "remove",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().removeConnection(profiles(room).profile("shop-test"))),
                new Scenery("encode", 1000, 700, room -> room.model().open(ShellModel.Dialog.ENCODE), room -> {
                    room.model()
                            .areas()
                            .connections()
                            .encode()
                            .passwordProperty()
                            .set("p@ss:w#rd/ü%41 'x'");
                    click(room, "password-eye");
                }),
                new Scenery(
                        "plan", 1000, 700, Gallery::shop, room -> room.model().revertSome()),
                new Scenery("production", 1440, 900, Gallery::rehearsedProduction, room -> {
                    room.model().migrate();
                    ((javafx.scene.control.TextField) find(room, "plan-typed")).setText("sho");
                }),
                new Scenery("production-small", 1000, 700, Gallery::rehearsedProduction, room -> {
                    room.engine().outlook(busy());
                    room.model().migrate();
                }),
                new Scenery(
                        "production-unrehearsed",
                        1000,
                        700,
                        Gallery::production,
                        room -> room.model().migrate()),
                new Scenery(
                        "production-revert",
                        1440,
                        900,
                        Gallery::production,
                        room -> room.model().revertSome()),
                new Scenery(
                        "production-refused",
                        1000,
                        700,
                        room -> shop(room, PretendEngine.target("shop-prod")),
                        room -> room.model().migrate()),
                new Scenery("production-failed", 1440, 900, Gallery::production, room -> {
                    write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), MISTAKES);
                    room.model().areas().workspace().refresh();
                    room.model().migrate();
                    click(room, "plan-rehearse");
                }),
                new Scenery("production-bar", 1000, 700, Gallery::production),
                new Scenery(
                        "staging",
                        1000,
                        700,
                        room -> clean(room, PretendEngine.target("shop-staging")),
                        room -> room.model().migrate()),
                new Scenery(
                        "applied",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().areas().timeline().selectScript("V20260312080000__audit_trail.sql")),
                new Scenery(
                        "choice",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model()
                                .areas()
                                .workspace()
                                .fail(new SeveralProjects(
                                        room.folder(),
                                        List.of(
                                                new SeveralProjects.Candidate(
                                                        room.folder().resolve("services/billing"), "Flyway", 84),
                                                new SeveralProjects.Candidate(
                                                        room.folder()
                                                                .resolve(
                                                                        "services/a-service-with-a-long-name/src/main/resources/db"),
                                                        "Flyway",
                                                        1),
                                                new SeveralProjects.Candidate(
                                                        room.folder().resolve("apps/web"), "Prisma", 160))))),
                new Scenery(
                        "remedy",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model().propose(new Remedy.Repair(), "Repair the history: 20260312080000")),
                new Scenery(
                        "remedy-production",
                        1000,
                        700,
                        Gallery::production,
                        room -> room.model().propose(new Remedy.Repair(), "Repair the history: 20260312080000")),
                new Scenery(
                        "remedy-refused",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().propose(new Remedy.MarkApplied("3"), "Mark as applied: 3")),
                new Scenery("trust", 1000, 700, Gallery::computed),
                new Scenery(
                        "untrusted",
                        1000,
                        700,
                        Gallery::computed,
                        room -> {},
                        room -> room.model().closeDialog()),
                new Scenery(
                        "problem-changed",
                        1440,
                        900,
                        Gallery::shop,
                        room -> room.model()
                                .areas()
                                .timeline()
                                .selectScript("V20260311150000__customer_preferences.sql")),
                new Scenery(
                        "problem-failed",
                        1000,
                        700,
                        Gallery::failed,
                        room -> room.model()
                                .areas()
                                .timeline()
                                .selectScript("V20260317163000__customer_email_index.sql")),
                new Scenery("lock-taken", 1000, 700, Gallery::shop, room -> {
                    room.engine().outlook(busy());
                    room.model().areas().workspace().refresh();
                }),
                new Scenery("take-over", 1000, 700, Gallery::unrecorded),
                new Scenery(
                        "take-over-choose",
                        1440,
                        900,
                        Gallery::unrecorded,
                        room -> room.model().propose(room.model().offers().takeOver())),
                new Scenery(
                        "take-over-chosen",
                        1000,
                        700,
                        Gallery::unrecorded,
                        room -> room.model().propose(room.model().offers().takeOver()),
                        room -> ((javafx.scene.control.ComboBox<?>) find(room, "remedy-version"))
                                .getSelectionModel()
                                .select(0)),
                new Scenery(
                        "unlock",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().propose(room.model().offers().unlock())),
                new Scenery("many", 1000, 700, Gallery::many),
                new Scenery("thousands", 1440, 900, Gallery::thousands),
                new Scenery("thousands-small", 1000, 700, Gallery::thousands, room -> {
                    list(room).scrollTo(7000);
                    room.model().areas().timeline().selectScript("V4321__step_4321.sql");
                }),
                new Scenery("timeline-menu", 1440, 900, Gallery::shop, room -> {
                    list(room).requestFocus();
                    list(room)
                            .fireEvent(new javafx.scene.input.ContextMenuEvent(
                                    javafx.scene.input.ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                                    0,
                                    0,
                                    0,
                                    0,
                                    true,
                                    null));
                }),
                new Scenery(
                        "empty-filter",
                        1000,
                        700,
                        Gallery::shop,
                        room -> room.model().areas().timeline().searchProperty().set("nothing is called this")));
    }

    /** Draws one picture; on the JavaFX thread, and with pulses in between. */
    Room open(Stage stage, Scenery scenery, ColorScheme scheme) throws IOException {
        theme.choose(scheme);
        Path project = Files.createDirectories(
                folder.resolve(scenery.name() + "-" + scheme).resolve("shop"));
        var engine = new PretendEngine();
        engine.journal(new Journal(
                Files.createDirectories(project.resolveSibling("settings")).resolve("runs")));
        var choosers = new RecordedChoosers();
        FxThread fx = FxThread.platform();
        Path settings = Files.createDirectories(project.resolveSibling("settings"));
        var access = scenery.name().contains("no-keychain")
                ? PretendAccess.without(settings, PretendAccess::enter)
                : PretendAccess.in(settings, PretendAccess::enter);
        if (scenery.name().contains("damaged")) {
            write(access.store().file(), "[profiles.shop-prod]\nhost = \"db.example.com\nport = 5432\n");
        } else if (!scenery.name().startsWith("start")) {
            PretendAccess.shops(access);
        }
        var background = new WatchedBackground(fx);
        var file = SettingsFile.in(settings);
        if (scenery.name().matches("main.*|palette.*|start-again")) {
            file.change(before -> earlier(project, before));
            EarlierRuns.in(settings.resolve("runs"), project);
        }
        var wiring = new DesktopWiring(
                new DesktopStart(engine, null, null, false, new SampleProject()),
                theme,
                new DesktopWiring.Outside(
                        fx,
                        background,
                        choosers,
                        access,
                        (written, status, run) -> {},
                        messages,
                        Memory.of(file, background),
                        new PastRuns(settings.resolve("runs"))));
        var scene = new Scene(wiring.view().node(), scenery.width(), scenery.height());
        wiring.view().actions().listenIn(scene);
        theme.dress(scene);
        stage.setScene(scene);
        stage.setWidth(scenery.width());
        stage.setHeight(scenery.height());
        stage.show();
        return new Room(wiring, engine, project, choosers, background);
    }

    /** What was opened at earlier starts: one of it is gone. */
    private Settings earlier(Path project, Settings before) {
        Settings after = before;
        for (var each : List.of(
                new Settings.Folder(project.toString(), "shop", "Flyway", null),
                new Settings.Folder(folder.toString(), "billing", "Prisma", null),
                new Settings.Folder(folder.resolve("settings").toString(), "legacy-api", "Knex", null),
                new Settings.Folder(folder.getParent().toString(), "warehouse", "sqlx", null))) {
            after = after.with(each);
        }
        return after;
    }

    static BufferedImage picture(Scene scene) {
        WritableImage image = scene.snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        result.setRGB(0, 0, width, height, pixels, 0, width);
        return result;
    }

    static void write(BufferedImage image, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static void shop(Room room) {
        shop(room, PretendEngine.target("shop-local"));
    }

    private static void shop(Room room, Target target) {
        room.engine().clock(LocalDateTime.of(2026, 1, 14, 9, 11));
        applied(room, target, "20260114000000", "customers", "CREATE TABLE customers (id bigint);", 44, null, 9, 11);
        applied(
                room,
                target,
                "20260203085500",
                "trial_discounts",
                "CREATE TABLE discounts (id int);",
                12,
                MigrationState.REVERTED,
                9,
                15);
        applied(room, target, "20260203090000", "orders", "CREATE TABLE orders (id bigint);", 21, null, 9, 11);
        applied(room, target, "20260310120000", "payments", "CREATE TABLE payments (id bigint);", 1200, null, 14, 1);
        applied(
                room,
                target,
                "20260311150000",
                "customer_preferences",
                "CREATE TABLE customer_preferences (id bigint);",
                12,
                MigrationState.CHANGED,
                14,
                2);
        applied(
                room,
                target,
                "20260312080000",
                "audit_trail",
                "CREATE TABLE audit_trail (id bigint);",
                38,
                null,
                14,
                2);
        script(
                room,
                "20260317163000",
                "customer_email_index",
                "CREATE INDEX CONCURRENTLY customers_email_idx ON customers (lower(email));\n");
        script(room, "20260318094210", "order_items_not_null", NOT_NULL);
        script(
                room,
                "20260318101500",
                "orders_status_enum",
                "CREATE TYPE order_status AS ENUM ('new', 'paid', 'sent');\n");
        write(
                room.folder().resolve("U20260318094210__order_items_not_null.sql"),
                "ALTER TABLE order_items ALTER COLUMN price DROP NOT NULL;\n");
        write(room.folder().resolve("U20260318101500__orders_status_enum.sql"), "DROP TYPE order_status;\n");
        write(room.folder().resolve("U20260312080000__audit_trail.sql"), "DROP TABLE audit_trail;\n");
        look(room, target);
    }

    private static ProfilesModel profiles(Room room) {
        return room.model().areas().connections().profiles();
    }

    private static void connecting(Room room) {
        shop(room);
        room.model().addConnection();
    }

    private static void connection(Room room) {
        var model = room.model().areas().connections().connection();
        model.address()
                .read("postgres://deploy:p%40ss%3Aw%23rd%2F%C3%BC%2541@db.example.com:5432/shop?sslmode=verify-full");
        model.address().settle();
        model.nameProperty().set("shop-prod");
        model.environmentProperty().set(Environment.PRODUCTION);
        click(room, "connection-password-eye");
        model.test();
    }

    private static ConnectionModel connection(Room room, String host, String port) {
        var model = room.model().areas().connections().connection();
        model.address().hostProperty().set(host);
        model.address().portProperty().set(port);
        return model;
    }

    private static org.turnstone.desktop.migration.NewMigrationModel drafting(Room room) {
        return room.model().areas().migration().drafting();
    }

    private static void searching(Room room, String words, boolean regex) {
        room.model().searchScripts();
        room.model().search().regexProperty().set(regex);
        room.model().search().wordsProperty().set(words);
    }

    private static void checkedOnTarget(Room room) {
        room.model().areas().timeline().selectScript("V20260317163000__customer_email_index.sql");
        room.model().areas().migration().checkOnTarget(true);
    }

    private static void outside(Room room) {
        room.model().areas().timeline().selectScript("V20260318094210__order_items_not_null.sql");
    }

    /** Another program writes the file in which somebody writes. */
    private static void writtenOutside(Room room, boolean apart) {
        var script = room.model().areas().migration().script(org.turnstone.desktop.migration.Part.SQL);
        var area = (org.fxmisc.richtext.CodeArea) find(room, "editor-SQL");
        area.insertText(0, "-- reviewed by anna\n");
        if (!apart) {
            int at = area.getText().indexOf("SET price = 0");
            area.replaceText(at, at + 13, "SET price = 1");
        }
        write(
                room.folder().resolve("V20260318094210__order_items_not_null.sql"),
                NOT_NULL.replace("price IS NULL;", "price IS NULL AND ordered_at < now() - interval '90 days';")
                        .replace("            RETURN NEW;", "            RETURN NEW; -- as it is")
                        .replace(
                                "NEW.updated_at := now();",
                                "NEW.updated_at := now(); NEW.updated_by := current_user;"));
        script.lookAgain();
    }

    private static void compareOutside(Room room, boolean apart) {
        writtenOutside(room, apart);
        later(250, () -> room.model().areas().migration().compareOutside(org.turnstone.desktop.migration.Part.SQL));
    }

    private static void editing(Room room) {
        shop(room);
        write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), ODD);
        room.model().areas().workspace().refresh();
    }

    private static void select(Room room) {
        room.model().areas().timeline().selectScript("V20260318101500__orders_status_enum.sql");
    }

    private static void later(int milliseconds, Runnable work) {
        var pause = new javafx.animation.PauseTransition(javafx.util.Duration.millis(milliseconds));
        pause.setOnFinished(event -> work.run());
        pause.play();
    }

    /** Presses a key with Ctrl in the editor, with the first word selected. */
    private static void editorKey(Room room, String key) {
        var area = (org.fxmisc.richtext.CodeArea) find(room, "editor-SQL");
        area.requestFocus();
        if (!key.startsWith("F")) {
            area.selectRange(0, 6);
        }
        javafx.event.Event.fireEvent(
                area,
                new javafx.scene.input.KeyEvent(
                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                        "",
                        "",
                        javafx.scene.input.KeyCode.getKeyCode(key),
                        false,
                        true,
                        false,
                        false));
    }

    private static void production(Room room) {
        clean(room, PretendEngine.target("shop-prod"));
    }

    /** With nothing that the tool would refuse to go on with. */
    private static void clean(Room room, Target target) {
        shop(room, target);
        for (StatusEntry each : room.engine().history(target.name())) {
            if (each.state() == MigrationState.CHANGED) {
                room.engine()
                        .record(
                                target,
                                new StatusEntry(
                                        each.version(),
                                        each.description(),
                                        each.kind(),
                                        MigrationState.APPLIED,
                                        each.migration(),
                                        each.script(),
                                        each.checksum(),
                                        each.appliedAt(),
                                        each.appliedBy(),
                                        each.duration(),
                                        null));
            }
        }
    }

    private static void rehearsedProduction(Room room) {
        production(room);
        try {
            Project project = room.engine().open(room.folder());
            room.engine()
                    .run(
                            org.turnstone.run.RunRequest.dryRun(project, PretendEngine.target("shop-prod")),
                            event -> {},
                            new org.turnstone.run.Cancellation());
        } catch (org.turnstone.format.ProjectProblem | org.turnstone.connection.ConnectionFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outlook busy() {
        var blocker = new Blocker(
                4711,
                "report_nightly",
                "psql",
                "10.0.0.7",
                "idle in transaction",
                Duration.ofMinutes(48),
                null,
                List.of(),
                false);
        return new Outlook(
                "server process 4712 (prisma), user deploy, for 3 s",
                false,
                44L << 30,
                java.util.Map.of(),
                List.of(blocker),
                true,
                Duration.ofMillis(12));
    }

    private static javafx.scene.Node find(Room room, String id) {
        // What is inside of a scrolled pane is there only after that pane was dressed.
        room.wiring().view().node().applyCss();
        room.wiring().view().node().layout();
        return room.wiring().view().node().lookup("#" + id);
    }

    private static void click(Room room, String id) {
        var node = find(room, id);
        if (node instanceof javafx.scene.control.ToggleButton toggle) {
            toggle.fire();
        } else {
            ((javafx.scene.control.ButtonBase) node).fire();
        }
    }

    private static void look(Room room, Target target) {
        try {
            Project project = room.engine().open(room.folder());
            room.model().areas().workspace().look(project, target);
        } catch (org.turnstone.format.ProjectProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static void applied(
            Room room,
            Target target,
            String version,
            String name,
            String sql,
            int ms,
            MigrationState state,
            int hour,
            int minute) {
        Path file = script(room, version, name, sql + "\n");
        int month = Integer.parseInt(version.substring(4, 6));
        // As in the pictures: what was written in one month was deployed in one go.
        var day = LocalDateTime.of(2026, month, month == 3 ? 12 : 3, hour, minute);
        var entry = new StatusEntry(
                version,
                name.replace('_', ' '),
                Migration.Kind.VERSIONED,
                state == null ? MigrationState.APPLIED : state,
                null,
                file.getFileName().toString(),
                "-1827364",
                day,
                "anna",
                Duration.ofMillis(ms),
                state == MigrationState.CHANGED ? "file edited after it ran" : null);
        room.engine().record(target, entry);
    }

    private static void many(Room room) {
        Target target = PretendEngine.target("a-target-with-a-name-that-is-much-too-long-for-its-place");
        for (int i = 1; i <= 300; i++) {
            String name = i % 7 == 0
                    ? "a_description_that_goes_on_and_on_because_somebody_wrote_a_whole_sentence_about_it"
                    : "step_" + i;
            String version =
                    String.format("2026%02d%02d%02d", 1 + i / 28 % 12, 1 + i % 28, i % 60) + String.format("%04d", i);
            MigrationState[] states = MigrationState.values();
            if (i < 280) {
                applied(
                        room,
                        target,
                        version,
                        name,
                        "SELECT " + i + ";",
                        i,
                        i % 9 == 0 ? states[i / 9 % states.length] : null,
                        1,
                        1);
            } else {
                script(room, version, name, "SELECT " + i + ";\n".repeat(40));
            }
        }
        write(room.folder().resolve("R__order_summary.sql"), "CREATE OR REPLACE VIEW v AS SELECT 1;");
        look(room, target);
    }

    private static javafx.scene.control.TableView<?> table(Room room, String id) {
        return (javafx.scene.control.TableView<?>) find(room, id);
    }

    private static void chip(Room room, String words) {
        room.wiring().view().node().lookupAll(".chip").stream()
                .map(javafx.scene.control.ToggleButton.class::cast)
                .filter(chip -> chip.getText().startsWith(words))
                .forEach(javafx.scene.control.ToggleButton::fire);
    }

    private static List<org.turnstone.desktop.difference.DifferenceList> differences(Room room, String within) {
        return find(room, within).lookupAll(".difference").stream()
                .map(org.turnstone.desktop.difference.DifferenceList.class::cast)
                .toList();
    }

    private static void tab(Room room, String words) {
        var tabs = (javafx.scene.control.TabPane) room.wiring().view().node().lookup(".migration-tabs");
        tabs.getTabs().stream()
                .filter(tab -> tab.getText().startsWith(words))
                .forEach(tab -> tabs.getSelectionModel().select(tab));
    }

    private static void rehearsed(Room room) {
        room.model().areas().timeline().selectScript("V20260318094210__order_items_not_null.sql");
        room.model().dryRun();
    }

    /** A migrate that does not end, and what is to follow it. */
    private static void queued(Room room) {
        queued(room, ENDLESS);
    }

    private static void queued(Room room, String sql) {
        write(room.folder().resolve("V20260317163000__customer_email_index.sql"), sql);
        room.model().migrate();
        room.model().dryRun();
        room.model().test();
        room.model()
                .areas()
                .run()
                .start(org.turnstone.run.RunRequest.dryRun(
                                room.model()
                                        .areas()
                                        .workspace()
                                        .projectProperty()
                                        .get(),
                                PretendEngine.target("a-target-with-a-name-that-is-much-too-long-for-its-place"))
                        .to("20260318101500"));
    }

    /** A project whose settings are computed. */
    private static void computed(Room room) {
        write(room.folder().resolve("knexfile.js"), "module.exports = compute();\n");
        shop(room);
    }

    /** A migration that failed half way. */
    private static void failed(Room room) {
        Target target = PretendEngine.target("shop-local");
        shop(room);
        applied(
                room,
                target,
                "20260317163000",
                "customer_email_index",
                "CREATE INDEX CONCURRENTLY customers_email_idx ON customers (lower(email));",
                44,
                MigrationState.FAILED,
                9,
                11);
        look(room, target);
    }

    /** A database that was there before the project. */
    private static void unrecorded(Room room) {
        shop(room);
        room.model().areas().workspace().connect(PretendEngine.target("shop-test"));
    }

    /** What a dry run of an earlier start saw, of which one script is another one now, and the database, too. */
    private static void recalled(Room room) {
        shop(room);
        try {
            Project project = room.engine().open(room.folder());
            room.engine()
                    .run(
                            org.turnstone.run.RunRequest.dryRun(project, PretendEngine.target("shop-local")),
                            event -> {},
                            new org.turnstone.run.Cancellation());
        } catch (org.turnstone.format.ProjectProblem | org.turnstone.connection.ConnectionFailure e) {
            throw new IllegalStateException(e);
        }
        write(room.folder().resolve("V20260318094210__order_items_not_null.sql"), NOT_NULL + "-- and more\n");
        room.model().areas().shelf().recent().load();
        room.model().areas().workspace().refresh();
    }

    private static void tested(Room room) {
        room.model().test();
        room.model().areas().timeline().selectScript("V20260318094210__order_items_not_null.sql");
    }

    private static void compare(Room room) {
        room.model().areas().compare().enter("shop-test");
        room.model().areas().compare().compare(PretendEngine.target("shop-test"));
    }

    /** The other database is two behind, has one that is changed, and one whose file nobody has. */
    private static void comparing(Room room) {
        Target other = PretendEngine.target("shop-test");
        shop(room);
        for (StatusEntry entry : room.engine().history("shop-local")) {
            boolean behind = entry.script().contains("audit") || entry.script().contains("payments");
            if (!behind) {
                room.engine().record(other, entry);
            }
        }
        room.engine()
                .record(
                        other,
                        new StatusEntry(
                                "20260101000000",
                                "somebody tried something here and never told anybody about it",
                                Migration.Kind.VERSIONED,
                                MigrationState.MISSING,
                                null,
                                "V20260101000000__somebody_tried_something.sql",
                                null,
                                LocalDateTime.of(2026, 1, 1, 3, 4),
                                "anna",
                                null,
                                "ran here, but its file is gone"));
    }

    /** One of the revert scripts drops an index too much. */
    private static void unproven(Room room) {
        shop(room);
        write(
                room.folder().resolve("U20260318094210__order_items_not_null.sql"),
                "ALTER TABLE order_items ALTER COLUMN price DROP NOT NULL;\nDROP INDEX order_items_order_idx;\n");
    }

    private static void fiveHundred(Room room) {
        shop(room);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append(i % 50 == 7 ? "ALTER TABLE order_items ALTER COLUMN id TYPE bigint;\n" : "")
                    .append("UPDATE order_items SET note = 'a note that goes on for a while: number ")
                    .append(i)
                    .append("' WHERE id = ")
                    .append(i)
                    .append(";\n");
        }
        write(room.folder().resolve("V20260318101500__orders_status_enum.sql"), text.toString());
    }

    private static javafx.scene.control.ListView<?> list(Room room) {
        return (javafx.scene.control.ListView<?>) find(room, "timeline");
    }

    /** Ten thousand, over ten years, more of them as time goes on; names of two hundred characters among them. */
    private static void thousands(Room room) {
        Target target = PretendEngine.target("shop-local");
        String[] people = {"anna", "deploy", "migrations_owner_of_the_shop"};
        for (int i = 1; i <= 10_000; i++) {
            String name = i % 40 == 0 ? "words_".repeat(33) + "x" + i : "step_" + i;
            String script = "V" + i + "__" + name + ".sql";
            var at = LocalDateTime.of(2016, 1, 1, 8, 0).plusMinutes((long) (Math.sqrt(i / 9_990.0) * 5_400_000));
            if (i > 9_990 || i == 4321) {
                script(room, "" + i, name, "SELECT " + i + ";\n");
            }
            if (i <= 9_990) {
                room.engine()
                        .record(
                                target,
                                new StatusEntry(
                                        "" + i,
                                        name.replace('_', ' '),
                                        Migration.Kind.VERSIONED,
                                        i % 2500 == 0 ? MigrationState.CHANGED : MigrationState.APPLIED,
                                        null,
                                        script,
                                        "-1827364",
                                        at,
                                        people[i % 3],
                                        Duration.ofMillis(i % 700),
                                        i % 2500 == 0 ? "file edited after it ran" : null));
            }
        }
        look(room, target);
    }

    private static Path script(Room room, String version, String name, String sql) {
        Path file = room.folder().resolve("V" + version + "__" + name + ".sql");
        write(file, sql);
        return file;
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final String NOT_NULL = """
        -- every order item must name its order and have a price
        UPDATE order_items SET price = 0 WHERE price IS NULL;

        ALTER TABLE order_items ALTER COLUMN price SET NOT NULL;
        ALTER TABLE order_items
            ADD CONSTRAINT order_items_price_positive
            CHECK (price >= 0) NOT VALID;

        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.updated_at := now();
            RETURN NEW;
        END $$;
        CREATE TRIGGER order_items_touch BEFORE UPDATE ON order_items
            FOR EACH ROW EXECUTE FUNCTION touch();

        """;

    private static final String HEAVY = """
        ALTER TABLE order_items ALTER COLUMN id TYPE bigint;
        """;

    private static final String BLOCKED = """
        UPDATE order_items SET price = 0 WHERE price IS NULL;
        ALTER TABLE order_items ALTER COLUMN price SET NOT NULL /* blocked pg_sleep */;
        """;

    private static final String ENDLESS = """
        SELECT 1;
        SELECT pg_sleep(600);
        """;

    private static final String MISTAKES = """
        -- what an order went through
        CREATE TYPE order_status AS ENUM ('new', 'paid', 'sent');
        ALTER TABLE orders ADD COLUMN status order_status NOT NULL DEFAULT 'new';

        UPDATE orders SET status = 'paid'
            WHERE no_such IS NOT NULL AND (ordered_at < now() - interval '3 days');

        SELEC count(*) FROM orders;
        """;

    private static final String ODD = """
        SELECT id, email, name
        FROM customers
        WHERE name <> 'a\u202Eb\u200Bc\u00A0d' -- an invisible sign or two
          AND email LIKE '%@example.com';

        -- SELECT and Select are found too
        """ + "INSERT INTO blobs VALUES ('" + "0123456789abcdef".repeat(600) + "');\n";

    private static final String BROKEN = """
        CREATE TYPE order_status AS ENUM ('new', 'paid', 'sent');
        ALTER TABLE orders ADD COLUMN status order_status NOT NULL DEFAULT 'new';

        UPDATE orders SET status = 'paid' WHERE no_such IS NOT NULL;
        """;
}
