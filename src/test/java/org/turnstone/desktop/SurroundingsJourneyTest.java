package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.Target;
import org.turnstone.desktop.editor.Drafts;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.RunOutcome;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/** What surrounds a script, on the real engine: what was left of it, where its names come from, who checks it. */
class SurroundingsJourneyTest {
    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();

    @Test
    void whatAnEndedTurnstoneLeftIsOfferedKeptOrDropped() throws Exception {
        desk.with("V1__a.sql", "select 1;\n");
        desk.with("V2__b.sql", "select 2;\n");
        left("V1__a.sql", "select 1; -- not saved\n");
        left("V2__b.sql", "select 2; -- nor this\n");
        desk.open(Desk.realEngine(), "V1__a.sql", null);
        ui.until("it is there again", () -> text().equals("select 1; -- not saved\n") && ui.sees("#recovered-SQL"));
        assertThat(Files.readString(desk.project().resolve("V1__a.sql"))).isEqualTo("select 1;\n");
        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("it is saved", () -> model().areas().migration().unsaved() == null);
        assertThat(Files.readString(desk.project().resolve("V1__a.sql"))).isEqualTo("select 1; -- not saved\n");
        ui.until("that is all", () -> !ui.sees("#recovered-SQL"));

        desk.select("V2__b.sql");
        ui.until(
                "the other is there, too", () -> text().equals("select 2; -- nor this\n") && ui.sees("#recovered-SQL"));
        ui.click("#recovered-drop-SQL");
        ui.until("the file's text is back", () -> text().equals("select 2;\n") && !ui.sees("#recovered-SQL"));
        ui.until("what was dropped is put aside", () -> ui.sees("#aside-SQL"));
        assertThat(model().areas().migration().unsaved()).isNull();
        ui.until("nothing is left to be found again", () -> drafts("V1__a.sql", "V2__b.sql") == 0);

        // Long after the script was opened, what is typed is written down as well.
        ui.onFx(() -> {
            desk.editor().requestFocus();
            return true;
        });
        ui.type("x");
        ui.until("what is typed is written down", () -> drafts("V2__b.sql") == 1);
    }

    @Test
    void aNameLeadsToTheMigrationThatMadeIt() throws Exception {
        desk.with("V1__customers.sql", "-- first\ncreate table customers (id bigint, email text not null);\n");
        desk.with("V2__note.sql", "alter table customers add column note text;\n");
        desk.open(Desk.realEngine(), "V2__note.sql", TestServer.freshDatabase());
        ui.until(
                "the database has said what there is",
                () -> model().areas()
                        .migration()
                        .writing()
                        .catalogProperty()
                        .get()
                        .relation(null, "customers")
                        .isPresent());
        ui.click("#editor-SQL");
        moveTo(0, "alter table cust".length());
        ui.awaitWords("No problems found");
        ui.press(KeyCode.CONTROL, KeyCode.F1);
        ui.until("a card says what is behind the name", () -> ui.sees("#name-card"));
        assertThat(ui.reads("email")).isTrue();
        ui.press(KeyCode.ESCAPE);
        ui.until("the card is gone", () -> !ui.sees("#name-card"));
        ui.press(KeyCode.F12);
        ui.until("it was made there", () -> text().startsWith("-- first"));
        ui.until("at this place", () -> ui.onFx(() -> desk.editor().getCurrentParagraph()) == 1);
    }

    @Test
    void theDatabaseThatIsLookedAtIsAskedWhereItCanBe() throws Exception {
        Target target = TestServer.freshDatabase();
        desk.with("V1__customers.sql", "create table customers (id bigint);\n");
        desk.open(Desk.realEngine(), "V1__customers.sql", target);
        ui.click("#migrate");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        try (Database database = new Database(target)) {
            database.execute("create table only_there (id bigint)");
        }
        desk.with("V2__more.sql", "select id from only_there;\nselect nope from customers;\n");
        desk.with("V3__later.sql", "select id from only_there;\n");
        desk.act(() -> model().areas().workspace().refresh());
        ui.until(
                "the next is there",
                () -> ui.onFx(() -> model().areas().timeline().selectScript("V2__more.sql")));
        ui.until("it is checked on scratch", () -> problems().size() == 2);
        ui.assertText("#check-where-SQL", "Checked on: scratch");

        desk.act(() -> model().areas().migration().checkOnTarget(true));
        ui.assertText("#check-where-SQL", "Checked on: " + target.name());
        ui.until(
                "the database knows its own table", () -> problems().equals(List.of("column \"nope\" does not exist")));

        desk.act(() -> model().areas().timeline().selectScript("V3__later.sql"));
        ui.until(
                "it lacks what comes before",
                () -> ui.text("#check-where-SQL").equals("Checked on: scratch")
                        && String.valueOf(model().areas()
                                        .migration()
                                        .writing()
                                        .askedProperty()
                                        .get()
                                        .unfit())
                                .contains("has not run 2"));
        desk.act(() -> model().areas().migration().checkOnTarget(false));
    }

    private List<String> problems() {
        return ui.onFx(() -> {
            var checked =
                    model().areas().migration().writing().checkedProperty().get();
            return checked == null
                    ? List.of()
                    : checked.report().problems().stream().map(p -> p.message()).toList();
        });
    }

    /** Writes down a text as a Turnstone does that ends before it is saved. */
    private void left(String name, String text) throws IOException {
        Path file = desk.project().resolve(name);
        Path folder = Desk.realEngine().workbench().drafts();
        List<Path> before = list(folder);
        new Drafts(folder).keep(file, Files.readAllBytes(file), text);
        for (Path each : list(folder)) {
            if (!before.contains(each)) {
                // There is no such process.
                String owned = each.getFileName().toString();
                Files.move(each, each.resolveSibling(owned.substring(0, owned.indexOf('-')) + "-999999999-1.draft"));
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".draft")).toList();
        }
    }

    private long drafts(String... names) {
        try {
            long count = 0;
            for (String name : names) {
                Path file = desk.project().resolve(name).toAbsolutePath();
                for (Path each : list(Desk.realEngine().workbench().drafts())) {
                    count += Files.readString(each).startsWith(file + "\n") ? 1 : 0;
                }
            }
            return count;
        } catch (IOException e) {
            // It went away while it was looked at.
            return 1;
        }
    }

    private void moveTo(int line, int column) {
        desk.act(() -> desk.editor().moveTo(line, column));
    }

    private String text() {
        return ui.onFx(() -> desk.editor().getText());
    }

    private ShellModel model() {
        return desk.model();
    }
}
