package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.Target;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.RunOutcome;
import org.turnstone.testing.TestServer;

/** Writing a migration, clicked and typed through in the window. */
class EditorJourneyTest {
    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();

    @Test
    void writeWithCompletionSeeTheErrorFixItTryItSaveAndRehearse() throws Exception {
        Target target = TestServer.freshDatabase();
        desk.with("V1__customers.sql", "create table customers (id bigint primary key, name text not null);\n");
        desk.open(Desk.realEngine(), "V1__customers.sql", target);

        ui.press(KeyCode.CONTROL, KeyCode.N);
        ui.until("its name is asked for", () -> ui.sees("#new-name"));
        ui.type("customers note");
        ui.until("its files are named", () -> ui.sees("V2__customers_note.sql") && ui.sees("U2__customers_note.sql"));
        ui.press(KeyCode.ENTER);
        ui.until(
                "it is there to be written",
                () -> text().equals("-- customers note\n\n") && desk.editor().isFocused());
        assertThat(desk.project().resolve("U2__customers_note.sql")).exists();

        ui.type("alter table cust");
        ui.until("the table is offered", () -> ui.sees("#completion"));
        ui.press(KeyCode.ENTER);
        ui.until("it is written", () -> text().endsWith("alter table customers"));
        ui.type(" ad column note text;\n");
        ui.until("the mistake is underlined", () -> styleAt(2, 22).contains("error-mark"));
        assertThat(styleAt(2, 26)).doesNotContain("error-mark");
        assertThat(ui.sees(".gutter-error")).isTrue();
        assertThat(ui.sees("#wrong-SQL")).isTrue();

        // Behind the misspelt word.
        ui.onFx(() -> {
            desk.editor().moveTo(2, "alter table customers ad".length());
            return true;
        });
        ui.type("d");
        ui.until("nothing is wrong any more", () -> !ui.sees(".gutter-error") && !ui.sees("#wrong-SQL"));

        ui.press(KeyCode.CONTROL, KeyCode.END);
        ui.type("select 7 as seven;");
        ui.press(KeyCode.ESCAPE);
        ui.onFx(() -> {
            desk.editor().selectRange(3, 0, 3, 17);
            return true;
        });
        ui.until("the button says what it runs", () -> ui.text("#run-piece-SQL").contains("selection"));
        ui.press(KeyCode.CONTROL, KeyCode.ENTER);
        ui.until("the rows are there", () -> ui.sees("#scratch-rows-SQL"));
        assertThat(rows()).containsExactly(List.of("7"));

        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("it is saved", () -> model().areas().migration().unsaved() == null);
        assertThat(Files.readString(desk.project().resolve("V2__customers_note.sql")))
                .isEqualTo("-- customers note\n\nalter table customers add column note text;\nselect 7 as seven;");
        ui.click("#dry-run");
        desk.awaitRun(RunOutcome.SUCCEEDED);
    }

    @Test
    void whatTheToolWouldRefuseIsSaidInTheDialogAndNothingIsWritten() throws Exception {
        desk.with("V1__a.sql", "select 1;\n");
        desk.with("V2__b.sql", "select 2;\n");
        var pretend = new PretendEngine();
        Target target = PretendEngine.target("shop-local");
        desk.open(pretend, "V2__b.sql", target);
        ui.click("#migrate");
        ui.until("both have run", () -> ui.sees("#new-migration-SQL"));

        ui.click("#new-migration-SQL");
        ui.until("its name is asked for", () -> ui.sees("#new-name"));
        assertThat(disabled("#new-create")).isTrue();
        ui.type("c");
        ui.until("it can be made", () -> !disabled("#new-create"));
        fill("#new-version", "2");
        ui.until(
                "the version is taken",
                () -> ui.sees("#new-problem") && problem().contains("taken by V2__b.sql"));
        assertThat(disabled("#new-create")).isTrue();
        fill("#new-version", "1.5");
        ui.until("it would come too late", () -> problem().contains("comes before 2"));
        fill("#new-version", "30");
        ui.until("it can be made", () -> !disabled("#new-create"));
        ui.click("#new-revertible");
        ui.until("one file is left", () -> !ui.sees("U30__c.sql") && ui.sees("V30__c.sql"));
        // Somebody else is faster.
        desk.with("V30__c.sql", "select 30;\n");
        ui.click("#new-create");
        ui.until("that is said", () -> problem().contains("is taken by V30__c.sql"));
        assertThat(Files.readString(desk.project().resolve("V30__c.sql"))).isEqualTo("select 30;\n");
        ui.press(KeyCode.ESCAPE);
        ui.until("the dialog is gone", () -> !ui.sees("#new-name"));
    }

    private String problem() {
        return ui.text("#new-problem");
    }

    private boolean disabled(String id) {
        return ui.onFx(() -> desk.find(id).isDisabled());
    }

    @Test
    void anErrorThatTheCheckAndARunFindIsSaidOnce() throws Exception {
        desk.with("V1__a.sql", "selec 1;\n");
        desk.open(new PretendEngine(), "V1__a.sql", null);
        ui.until("the check says it", () -> ui.sees("#wrong-SQL"));
        ui.click("#run-script-SQL");
        ui.until("the run says it", () -> ui.sees("#scratch-answer-SQL"));
        ui.until("nobody else does", () -> !ui.sees("#wrong-SQL"));
        assertThat(ui.sees(".gutter-error")).isTrue();
    }

    @Test
    void aScriptInJavaScriptSaysWhyItIsNotRunInParts() throws Exception {
        desk.with("V1__a.js", "exports.up = function(knex) {};\n");
        desk.open(new PretendEngine(), "V1__a.js", null);
        ui.until("it is no SQL", () -> ui.sees("Script"));
        assertThat(disabled("#run-script-SQL")).isTrue();
        assertThat(disabled("#run-piece-SQL")).isTrue();
        assertThat(ui.sees("#script-problem-SQL")).isFalse();
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        ui.until("the key is answered", () -> ui.sees("#script-problem-SQL"));
    }

    @Test
    void replacingAllIsOneThingToUndoAndSavingForgetsNothing() throws Exception {
        desk.with("V1__a.sql", "select a1;\nselect a2;\nselect 'a3';\n");
        desk.open(new PretendEngine(), "V1__a.sql", null);
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.H);
        ui.until("the bar is there", () -> ui.sees("#replace"));
        fill("#find", "a(\\d)");
        ui.click("#find-regex");
        ui.until("three are found", () -> ui.text("#find-count").equals("3 found"));
        fill("#replace", "b$1");
        ui.click("#replace-all");
        ui.until("all are replaced", () -> text().equals("select b1;\nselect b2;\nselect 'b3';\n"));
        ui.press(KeyCode.ESCAPE);
        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("it is saved", () -> model().areas().migration().unsaved() == null);
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(text()).isEqualTo("select a1;\nselect a2;\nselect 'a3';\n");
    }

    @Test
    void whatAnotherProgramWroteIsNoticed() throws Exception {
        desk.with("V1__a.sql", "select 1;\n");
        desk.open(new PretendEngine(), "V1__a.sql", null);
        touch("V1__a.sql", "select 2;\n");
        ui.until("it is shown", () -> text().equals("select 2;\n"));
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.HOME);
        ui.type("-- mine\n");
        touch("V1__a.sql", "select 2;\nselect 3;\nselect 4;\n");
        ui.until("it is said", () -> ui.sees("#compare-outside-SQL"));
        assertThat(text()).isEqualTo("-- mine\nselect 2;\n");
        ui.click("#compare-outside-SQL");
        ui.until("both are side by side", () -> ui.sees("#outside-lines"));
        ui.until("both can be kept", () -> ui.sees("#outside-merge"));
        ui.press(KeyCode.ENTER);
        ui.until("both are there", () -> text().equals("-- mine\nselect 2;\nselect 3;\nselect 4;\n"));
        ui.until("nothing is said any more", () -> !ui.sees("#compare-outside-SQL"));

        touch("V1__a.sql", "select 9;\n");
        ui.until("it is said again", () -> ui.sees("#compare-outside-SQL"));
        ui.click("#compare-outside-SQL");
        ui.until("both are side by side", () -> ui.sees("#outside-lines"));
        assertThat(ui.sees("#outside-merge")).as("the same lines were changed").isFalse();
        ui.click("#outside-take");
        ui.until("the file's text is there", () -> text().equals("select 9;\n"));
        ui.until("the other is put aside", () -> ui.sees("#aside-SQL"));
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.Z);
        ui.until("and one undo away", () -> text().startsWith("-- mine\nselect 2;"));
        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("it is saved", () -> model().areas().migration().unsaved() == null);
        assertThat(Files.readString(desk.project().resolve("V1__a.sql"))).startsWith("-- mine\nselect 2;");
    }

    @Test
    void wordsAreFoundInAllScriptsAndGoneTo() throws Exception {
        desk.with("V1__a.sql", "select 1;\r\nselect 'a needle';\r\n");
        desk.with("U1__a.sql", "-- nothing\n\n\n  -- NEEDLE\n");
        desk.with("V2__b.sql", "select 2;\n");
        desk.with("beforeMigrate.sql", "select 3; -- needle\n");
        desk.open(new PretendEngine(), "V2__b.sql", null);
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        ui.until("words are asked for", () -> ui.sees("#search-words"));
        ui.type("needle");
        awaitFound();
        ui.press(KeyCode.ENTER);
        ui.until(
                "the first is gone to",
                () -> text().startsWith("select 1;") && desk.editor().isFocused());
        assertThat(ui.onFx(() -> desk.editor().getCaretPosition())).isEqualTo("select 1;\nselect 'a ".length());

        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        awaitFound();
        ui.press(KeyCode.DOWN);
        ui.press(KeyCode.ENTER);
        ui.until(
                "the script that reverts is in front",
                () -> model().areas().migration().partProperty().get() == org.turnstone.desktop.migration.Part.REVERT
                        && ((CodeArea) desk.find("#editor-REVERT")).getCurrentParagraph() == 3);

        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        awaitFound();
        ui.press(KeyCode.DOWN);
        ui.press(KeyCode.DOWN);
        ui.press(KeyCode.ENTER);
        ui.until(
                "a callback is shown too",
                () -> text().startsWith("select 3;") && desk.editor().isFocused());
        ui.type("x");
        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("and can be saved", () -> model().areas().migration().unsaved() == null);
        assertThat(Files.readString(desk.project().resolve("beforeMigrate.sql")))
                .isEqualTo("select 3; -- xneedle\n");
        assertThat(text()).startsWith("select 3;");
        ui.onFx(() -> model().areas().timeline().selectScript("V2__b.sql"));
        ui.until("a migration is shown again", () -> text().startsWith("select 2;"));
    }

    private void awaitFound() {
        ui.until(
                "they are found",
                () -> ui.sees("#search-state") && ui.text("#search-state").equals("3 places in 3 scripts"));
    }

    @Test
    void theFormatterHasItsKeyAndLettersKeepTheirSize() throws Exception {
        desk.with("V1__a.sql", "select a,b from t where x=1;");
        desk.open(new PretendEngine(), "V1__a.sql", null);
        ui.click("#editor-SQL");
        ui.press(KeyCode.ALT, KeyCode.SHIFT, KeyCode.F);
        ui.until("it is laid out", () -> text().contains("\n"));
        assertThat(text().replaceAll("\\s+", "")).isEqualToIgnoringCase("selecta,bfromtwherex=1;");
        ui.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(text()).isEqualTo("select a,b from t where x=1;");

        double usual =
                ui.onFx(() -> model().areas().migration().fontSizeProperty().get());
        ui.press(KeyCode.CONTROL, KeyCode.EQUALS);
        ui.until(
                "letters grew",
                () -> model().areas().migration().fontSizeProperty().get() == usual + 1);
        desk.close();
        desk.open(new PretendEngine(), "V1__a.sql", null);
        ui.until(
                "they are remembered",
                () -> model().areas().migration().fontSizeProperty().get() == usual + 1);
        // Others begin with what is remembered.
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.MINUS);
        ui.until(
                "they are as before",
                () -> model().areas().migration().fontSizeProperty().get() == usual);
    }

    private void fill(String field, String text) {
        desk.act(() -> ((javafx.scene.control.TextField) desk.find(field)).setText(text));
    }

    private void touch(String name, String text) throws IOException {
        desk.with(name, text);
        // Two writes within the clock's grain must be told apart here, too.
        Files.setLastModifiedTime(
                desk.project().resolve(name), FileTime.from(Instant.now().plusSeconds(text.length() + text.charAt(7))));
    }

    @SuppressWarnings("unchecked")
    private List<List<String>> rows() {
        return ui.onFx(() -> List.copyOf(((TableView<List<String>>) desk.find("#scratch-rows-SQL")).getItems()));
    }

    private java.util.Collection<String> styleAt(int line, int column) {
        return ui.onFx(() -> desk.editor().getParagraphLength(line) > column
                ? desk.editor().getStyleOfChar(line, column)
                : List.of());
    }

    private String text() {
        return ui.onFx(() -> desk.editor().getText());
    }

    private ShellModel model() {
        return desk.model();
    }
}
