package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.run.Catalog;

/** The editor in a window of its own, which all tests here share because opening one takes long. */
class SqlEditorTest {
    private static final StackPane ROOM = onceOnFx(StackPane::new);
    private static Stage stage;

    private SqlEditor editor;
    private SqlArea area;

    private static <T> T onceOnFx(Callable<T> work) {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return fx(work);
    }

    @BeforeAll
    static void window() {
        Platform.setImplicitExit(false);
        fx(() -> {
            var theme = new Theme();
            theme.install();
            stage = new Stage();
            var scene = new Scene(ROOM, 800, 600);
            theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            return true;
        });
    }

    @AfterAll
    static void close() {
        fx(() -> {
            stage.close();
            return true;
        });
    }

    @BeforeEach
    void make() {
        fx(() -> {
            editor = new SqlEditor(new LexerHighlighter(), "SQL", Messages.ofDefaultLocale());
            area = (SqlArea) editor.focusTarget();
            ROOM.getChildren().setAll(editor.node());
            area.requestFocus();
            return true;
        });
    }

    @AfterEach
    void nothingWentWrong() throws Throwable {
        WaitForAsyncUtils.checkException();
        WaitForAsyncUtils.clearExceptions();
    }

    // The gutter

    @Test
    void aLineScrolledSidewaysGoesUnderItsNumber() {
        run(() -> editor.load("SELECT 1;\n" + "INSERT INTO t VALUES ('█████████', 2); ".repeat(20) + "\nSELECT 2;\n"));
        settle();
        String before = fx(this::gutterPixels);
        run(() -> area.scrollXToPixel(333));
        settle();
        assertThat(fx(() -> area.getEstimatedScrollX())).isPositive();
        assertThat(fx(this::gutterPixels)).isEqualTo(before);
    }

    private String gutterPixels() {
        var picture = area.snapshot(null, null);
        var pixels = new int[50 * 100];
        picture.getPixelReader()
                .getPixels(0, 0, 50, 100, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels, 0, 50);
        return java.util.Arrays.toString(pixels);
    }

    // What is remembered of each text

    @Test
    void everyTextKeepsWhatCanBeUndoneItsCaretAndItsPlace() {
        String long1 = "select 1;\n".repeat(300);
        run(() -> editor.open("a", long1));
        run(() -> {
            area.moveTo(200, 3);
            area.showParagraphAtTop(190);
            area.replaceText(area.getCaretPosition(), area.getCaretPosition(), "XY");
        });
        settle();
        int top = fx(area::firstVisible);
        String edited = text();
        run(() -> editor.open("b", "select 2;"));
        run(() -> area.replaceText(0, 6, "values"));
        run(area::undo);
        run(area::undo);
        assertThat(text()).isEqualTo("select 2;");

        run(() -> editor.open("a", edited));
        settle();
        assertThat(fx(area::getCurrentParagraph)).isEqualTo(200);
        assertThat(fx(area::getCaretColumn)).isEqualTo(5);
        assertThat(fx(area::firstVisible)).isBetween(top - 1, top + 1);
        run(area::undo);
        assertThat(text()).isEqualTo(long1);
        run(area::redo);
        assertThat(text()).isEqualTo(edited);
        run(() -> editor.open("b", "select 2;"));
        run(area::redo);
        assertThat(text()).isEqualTo("values 2;");
    }

    @Test
    void aTextThatIsAnotherNowStartsAnew() {
        run(() -> editor.open("a", "select 1;"));
        run(() -> area.appendText("-- mine"));
        run(() -> editor.open("b", "select 2;"));
        run(() -> editor.open("a", "select 3;"));
        run(area::undo);
        assertThat(text()).isEqualTo("select 3;");
        run(() -> editor.load("select 4;"));
        run(area::undo);
        assertThat(text()).isEqualTo("select 4;");
    }

    @Test
    void undoingLineEndsKeepsTheColoursInTheirLines() {
        run(() -> editor.load("select 1; -- one\n\nselect 'two';\n"));
        run(() -> area.replaceText(17, 17, "\n\n\n"));
        run(area::undo);
        settle();
        assertThat(fx(() -> area.getStyleOfChar(2, 0))).containsExactly("keyword");
        assertThat(fx(() -> area.getStyleOfChar(2, 8))).containsExactly("string");
        run(() -> area.replaceText(0, 0, "/* "));
        run(area::undo);
        settle();
        assertThat(fx(() -> area.getStyleOfChar(2, 0))).containsExactly("keyword");
    }

    /** Two texts in turn, one of them with lines that are shown in pieces. */
    @Test
    void whateverIsEditedAndUndoneEveryTextIsWhatItShouldBe() {
        String[] pieces = {"", "x", "\n", "select 1;\nselect 2;\n", "0123456789".repeat(700), "\n" + "z".repeat(5_200)};
        for (int seed = 0; seed < 4; seed++) {
            var random = new Random(seed);
            String[] begun = {"select 1;\n\nselect 'two';\n", "a".repeat(11_000) + "\n" + "b".repeat(4_900) + "\nend"};
            String[] texts = begun.clone();
            int[] shown = {0};
            run(() -> editor.open("0", texts[0]));
            for (int i = 0; i < 30; i++) {
                String as = "seed " + seed + ", step " + i;
                run(() -> {
                    int at = shown[0];
                    String before = texts[at];
                    if (random.nextInt(4) == 0) {
                        shown[0] = 1 - at;
                        editor.open(String.valueOf(1 - at), texts[1 - at]);
                    } else if (random.nextInt(4) == 0 && area.isUndoAvailable()) {
                        area.undo();
                        String undone = editor.text();
                        area.redo();
                        assertThat(editor.text()).as(as).isEqualTo(before);
                        area.undo();
                        assertThat(editor.text()).as(as).isEqualTo(undone);
                        texts[at] = undone;
                    } else {
                        int begin = random.nextInt(before.length() + 1);
                        int end = Math.min(before.length(), begin + random.nextInt(random.nextBoolean() ? 3 : 6_000));
                        String piece = pieces[random.nextInt(pieces.length)];
                        Remark place = editor.remark(begin, end, Remark.Level.ERROR, "", "");
                        area.replaceText(place.begin(), place.end(), piece);
                        texts[at] = before.substring(0, begin) + piece + before.substring(end);
                    }
                    assertThat(editor.text()).as(as).isEqualTo(texts[shown[0]]);
                    assertNumbered(as);
                });
            }
            for (int each = 0; each < 2; each++) {
                String as = "seed " + seed + ", text " + each;
                int at = each;
                run(() -> {
                    editor.open(String.valueOf(at), texts[at]);
                    while (area.isUndoAvailable()) {
                        area.undo();
                    }
                    assertThat(editor.text()).as(as).isEqualTo(begun[at]);
                    while (area.isRedoAvailable()) {
                        area.redo();
                    }
                });
            }
            make();
        }
    }

    // Long texts

    @Test
    void aLongTextShowsItsBeginningAtOnceAndAnswersAsIfItWereThere() {
        String text = "select 'some words';\n".repeat(40_000);
        run(() -> editor.open("a", "select 'the one before';"));
        fx(() -> {
            editor.open("long", text);
            assertThat(editor.isOpening()).isTrue();
            assertThat(area.getText()).hasSizeLessThan(text.length()).startsWith("select 'some words';\n");
            assertThat(area.isEditable()).isFalse();
            assertThat(editor.text()).isEqualTo(text);
            editor.goTo(new Mark(30_000, 9));
            editor.mark(new Mark(30_000, 9));
            assertThat(editor.remark(500_000, 500_010, Remark.Level.NOTE, "", null)
                            .begin())
                    .isEqualTo(500_000);
            return true;
        });
        awaitText();
        assertThat(shown()).isEqualTo(text);
        assertThat(fx(area::getCurrentParagraph)).isEqualTo(29_999);
        assertThat(fx(() -> area.isEditable())).isTrue();
        assertThat(fx(() -> editor.remarks().all().getFirst().begin())).isEqualTo(29_999 * 21 + 8);
        until(() -> area.getStyleOfChar(29_999, 0).contains("keyword"));
        run(area::undo);
        assertThat(text()).isEqualTo(text);
    }

    @Test
    void whoGoesToTheEndBeforeItIsThereIsAtTheEndWhenItIs() {
        String text = "select 'some words';\n".repeat(40_000);
        fx(() -> {
            editor.open("long", text);
            assertThat(editor.node().lookup("#opening").isVisible()).isTrue();
            Event.fireEvent(area, key(KeyEvent.KEY_PRESSED, KeyCode.END, true));
            assertThat(area.getCaretPosition()).as("as far as there is text").isEqualTo(area.getLength());
            Event.fireEvent(
                    area, new KeyEvent(KeyEvent.KEY_TYPED, "x", "", KeyCode.UNDEFINED, false, false, false, false));
            assertThat(editor.text()).as("nothing is typed into a part").isEqualTo(text);
            return true;
        });
        awaitText();
        assertThat(fx(() -> editor.node().lookup("#opening").isVisible())).isFalse();
        assertThat(fx(area::getCaretPosition)).isEqualTo(text.length());
        settle();
        assertThat(fx(area::lastVisible)).as("the caret is seen").isEqualTo(40_000);
        type("-- end");
        assertThat(text()).isEqualTo(text + "-- end");
    }

    @Test
    void allThatIsSelectedBeforeItIsThereIsAll() {
        String text = "select 'some words';\n".repeat(40_000);
        fx(() -> {
            editor.open("long", text);
            area.selectAll();
            return true;
        });
        awaitText();
        assertThat(fx(() -> area.getSelection().getLength())).isEqualTo(text.length());
    }

    @Test
    void whatIsShownInPiecesHasTheNumbersOfTheFile() {
        String text = "select 1;\n" + "x".repeat(30_345) + "y\nselect 3;\n";
        run(() -> editor.load(text));
        settle();
        assertThat(fx(() -> area.lines())).isGreaterThan(50);
        assertThat(numbers()).containsExactly("1", "2");
        run(() -> editor.goTo(new Mark(2, 30_346)));
        assertThat(fx(() -> editor.caret())).isEqualTo(text.indexOf('y'));
        run(() -> editor.goTo(new Mark(3, 8)));
        assertThat(fx(() -> editor.caret())).isEqualTo(text.indexOf('3'));
        settle();
        assertThat(numbers()).contains("3", "4");
        fx(() -> {
            int at = text.indexOf('3');
            Remark remark = editor.remark(at, at + 1, Remark.Level.ERROR, "", "");
            assertThat(editor.line(remark)).isEqualTo(3);
            editor.mark(new Mark(2, 30_346));
            assertThat(area.getText(
                            editor.remarks().all().getFirst().begin(),
                            editor.remarks().all().getFirst().end()))
                    .isEqualTo("y");
            return true;
        });
        run(() -> area.insertText(0, "select 0;\n"));
        settle();
        assertThat(numbers()).contains("4", "5");
    }

    /** The numbers in the window that are not empty. */
    private List<String> numbers() {
        return fx(() -> area.lookupAll(".gutter-number").stream()
                .map(node -> ((Text) node).getText())
                .filter(number -> !number.isEmpty())
                .sorted(java.util.Comparator.comparingInt(Integer::parseInt))
                .toList());
    }

    /** What is kept up with every edit is what one would find anew. */
    private void assertNumbered(String as) {
        FileLines anew = FileLines.of(area.getText(), area.page().longLines());
        for (int line = 0; line < area.lines(); line++) {
            assertThat(area.fileLines().inFile(line)).as(as).isEqualTo(anew.inFile(line));
            assertThat(area.fileLines().goesOn(line)).as(as).isEqualTo(anew.goesOn(line));
        }
    }

    @Test
    void whoHasTurnedAwayMeanwhileIsNotShownTheLongText() {
        String text = "select 'some words';\n".repeat(40_000);
        fx(() -> {
            editor.open("long", text);
            editor.open("short", "select 1;");
            return true;
        });
        settle();
        run(() -> editor.open("other", "select 2;"));
        fx(() -> {
            editor.open("long", text);
            editor.open("long", text + "-- more");
            return true;
        });
        awaitText();
        assertThat(text()).endsWith("-- more");
        run(() -> editor.open("short", "select 1;"));
        settle();
        assertThat(shown()).isEqualTo("select 1;");
    }

    // Long lines

    @Test
    void aVeryLongLineIsPastedUndoneAndCopiedAsItIs() {
        String line = "insert into t values ('" + "x😀, ".repeat(170_000) + "');";
        run(() -> editor.load("select 1;\nselect 2;"));
        run(() -> {
            var content = new ClipboardContent();
            content.putString(line + "\r\n");
            Clipboard.getSystemClipboard().setContent(content);
            area.moveTo(10);
            area.paste();
        });
        until(() -> area.lines() > 2);
        assertThat(fx(() -> area.getParagraph(1).length())).isLessThan(LongLines.LONGEST);
        assertThat(text()).isEqualTo("select 1;\n" + line + "\nselect 2;");
        run(() -> {
            area.selectAll();
            area.copy();
        });
        assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("select 1;\n" + line + "\nselect 2;");
        run(area::undo);
        assertThat(text()).isEqualTo("select 1;\nselect 2;");
        run(area::redo);
        settle();
        assertThat(text()).isEqualTo("select 1;\n" + line + "\nselect 2;");
    }

    @Test
    void anEditWhereALongLineIsCutChangesOnlyItself() {
        String line = "0123456789".repeat(1_000);
        run(() -> editor.load(line));
        int end = fx(() -> area.getParagraphLength(0));
        int piece = end - 1;
        // At the end of the first piece, behind the sign.
        run(() -> area.replaceText(end, end, "AB"));
        assertThat(text()).isEqualTo(line.substring(0, piece) + "AB" + line.substring(piece));
        run(area::undo);
        assertThat(text()).isEqualTo(line);
        // Backspace at the beginning of the second, Delete at the end of the first.
        run(() -> area.moveTo(1, 0));
        run(area::deletePreviousChar);
        assertThat(text()).isEqualTo(line.substring(0, piece - 1) + line.substring(piece));
        run(area::undo);
        assertThat(text()).isEqualTo(line);
        run(() -> area.moveTo(0, piece));
        run(area::deleteNextChar);
        assertThat(text()).isEqualTo(line.substring(0, piece) + line.substring(piece + 1));
        run(area::undo);
        // A selection that ends amid the joint.
        run(() -> area.replaceText(piece - 3, end, "C"));
        assertThat(text()).isEqualTo(line.substring(0, piece - 3) + "C" + line.substring(piece));
    }

    @Test
    void aMillionLinesArePastedAndUndone() {
        String lines = "select 1;\n".repeat(1_000_000);
        run(() -> editor.load("-- before\n"));
        run(() -> {
            var content = new ClipboardContent();
            content.putString(lines);
            Clipboard.getSystemClipboard().setContent(content);
            area.moveTo(10);
            area.paste();
        });
        until(() -> area.lines() > 2);
        assertThat(fx(() -> area.lines())).isEqualTo(1_000_002);
        press(KeyCode.ENTER);
        run(area::undo);
        run(area::undo);
        settle();
        assertThat(text()).isEqualTo("-- before\n");
        assertThat(fx(() -> area.getStyleOfChar(0, 0))).contains("comment");
    }

    // Writing

    @Test
    void enterKeepsTheBlockAndAClosingBracketEndsIt() {
        run(() -> editor.load(""));
        run(() -> editor.habits(new Habits("  ", null, false, false, null)));
        type("create table t (");
        press(KeyCode.ENTER);
        type("id int");
        press(KeyCode.ENTER);
        type(");");
        assertThat(text()).isEqualTo("create table t (\n  id int\n);");
        run(() -> editor.load("\tbegin"));
        run(() -> editor.habits(new Habits("\t", null, false, false, null)));
        run(() -> area.moveTo(area.getLength()));
        press(KeyCode.ENTER);
        press(KeyCode.TAB);
        assertThat(text()).isEqualTo("\tbegin\n\t\t\t");
    }

    @Test
    void whatAnotherProgramWroteCanBeUndone() {
        run(() -> editor.open("a", "select 1;\nselect 2;\nselect 3;\n"));
        run(() -> area.moveTo(2, 4));
        run(() -> editor.open("a", "select 1;\nselect 22;\nselect 3;\n"));
        assertThat(text()).isEqualTo("select 1;\nselect 22;\nselect 3;\n");
        assertThat(fx(() -> area.getCurrentParagraph() * 100 + area.getCaretColumn()))
                .isEqualTo(204);
        run(area::undo);
        assertThat(text()).isEqualTo("select 1;\nselect 2;\nselect 3;\n");
    }

    @Test
    void lettersGrowAndShrinkByKeys() {
        double usual = fx(() -> editor.fontSizeProperty().get());
        press(KeyCode.EQUALS, true);
        press(KeyCode.EQUALS, true);
        press(KeyCode.MINUS, true);
        assertThat(fx(() -> editor.fontSizeProperty().get())).isEqualTo(usual + 1);
        assertThat(fx(area::getStyle)).contains(String.valueOf(usual + 1));
        press(KeyCode.DIGIT0, true);
        assertThat(fx(() -> editor.fontSizeProperty().get())).isEqualTo(usual);
    }

    // What is shown of the text

    @Test
    void whatCannotBeSeenIsShownAsASign() {
        run(() -> editor.load("select 1;\u202E -- \u200B\u0007\n"));
        settle();
        until(() -> drawn().contains("\u21C4") && drawn().contains("\u00A4") && drawn().contains("\u2407"));
        assertThat(fx(() -> area.getStyleOfChar(0, 9))).contains("odd");
        assertThat(text()).isEqualTo("select 1;\u202E -- \u200B\u0007\n");
        run(() -> area.moveTo(9));
        run(editor::describe);
        assertThat(said()).contains("U+202E RIGHT-TO-LEFT OVERRIDE");
    }

    @Test
    void theCardSaysWhatIsBehindAName() {
        var orders = new Catalog.Relation(
                "public", "orders", "table", 4711, List.of(new Catalog.Column("id", "bigint", true, "now_id()")));
        var catalog = new Catalog(List.of("public"), List.of(orders), List.of(), List.of(), List.of("public"));
        run(() -> {
            editor.names(() -> new Names(catalog, catalog, List.of()));
            editor.load("select o.id from orders o;");
        });
        settle();
        run(() -> area.moveTo(10));
        run(editor::describe);
        assertThat(said()).contains("bigint").contains("now_id()");
        run(() -> area.moveTo(18));
        run(editor::describe);
        assertThat(said()).contains("orders");
        run(() -> editor.load("select 1;"));
        assertThat(said()).isEmpty();
    }

    @Test
    void findsAnExpressionInTheSelectionAndCounts() {
        run(() -> editor.load("a1 a2\na3 b4\na5\n"));
        settle();
        run(() -> area.selectRange(3, 11));
        run(() -> editor.find(false));
        run(() -> ((TextField) editor.node().lookup("#find")).setText("A(\\d)"));
        run(() -> ((ToggleButton) editor.node().lookup("#find-regex")).fire());
        until(() -> count().equals("4 found"));
        run(() -> area.selectRange(3, 11));
        run(() -> ((ToggleButton) editor.node().lookup("#find-selection")).fire());
        until(() -> count().equals("2 found"));
        run(() -> ((ToggleButton) editor.node().lookup("#find-case")).fire());
        until(() -> count().equals("not found"));
    }

    @Test
    void tabGoesFromWhatIsFoundToWhatItIsToBecomeAndThenToTheRest() {
        run(() -> editor.load("a a\n"));
        run(() -> editor.find(true));
        assertThat(focused()).isEqualTo("find");
        pressFocused(KeyCode.TAB, false);
        assertThat(focused()).isEqualTo("replace");
        pressFocused(KeyCode.TAB, false);
        assertThat(focused()).isEqualTo("find-case");
        pressFocused(KeyCode.TAB, true);
        pressFocused(KeyCode.TAB, true);
        assertThat(focused()).isEqualTo("find");
        for (int i = 0; i < 9; i++) {
            pressFocused(KeyCode.TAB, false);
        }
        assertThat(focused()).isEqualTo("replace-one");
    }

    @Test
    void theMatchPeopleAreAtLooksOtherwiseUntilTheyLeaveIt() {
        run(() -> editor.load("word and word\n"));
        settle();
        run(() -> editor.find(false));
        run(() -> ((TextField) editor.node().lookup("#find")).setText("word"));
        until(() -> count().equals("2 found"));
        press(KeyCode.F3);
        settle();
        assertThat(fx(() -> area.getStyleOfChar(0, 1))).contains("found-here");
        assertThat(fx(() -> area.getStyleOfChar(0, 10))).contains("found").doesNotContain("found-here");
        run(() -> area.moveTo(6));
        settle();
        assertThat(fx(() -> area.getStyleOfChar(0, 1))).contains("found").doesNotContain("found-here");
        assertThat(fx(this::count)).isEqualTo("2 found");
    }

    @Test
    void escClosesWhatPopsUpInTheEditorOneAfterTheOther() {
        run(() -> editor.load("select 1;\u202E\n"));
        settle();
        run(() -> editor.find(false));
        run(() -> area.requestFocus());
        run(() -> editor.complete());
        run(() -> area.moveTo(9));
        run(() -> editor.describe());
        assertThat(said()).isNotEmpty();
        press(KeyCode.ESCAPE);
        assertThat(said()).isEmpty();
        assertThat(fx(() -> editor.node().lookup(".find-bar").isVisible())).isTrue();
        press(KeyCode.ESCAPE);
        assertThat(fx(() -> editor.node().lookup(".find-bar").isVisible())).isFalse();
    }

    private static String focused() {
        return fx(() -> stage.getScene().getFocusOwner().getId());
    }

    private static void pressFocused(KeyCode code, boolean shift) {
        run(() -> Event.fireEvent(
                stage.getScene().getFocusOwner(),
                new KeyEvent(KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "", code, shift, false, false, false)));
    }

    private static KeyEvent key(javafx.event.EventType<KeyEvent> type, KeyCode code, boolean control) {
        return new KeyEvent(type, KeyEvent.CHAR_UNDEFINED, "", code, false, control, false, false);
    }

    private String count() {
        return ((Label) editor.node().lookup("#find-count")).getText();
    }

    /** What the letters in the window say. */
    private String drawn() {
        StringBuilder all = new StringBuilder();
        area.lookupAll(".text").forEach(node -> all.append(((Text) node).getText()));
        return all.toString();
    }

    /** What the card says; empty when there is none. */
    private String said() {
        return fx(() -> {
            StringBuilder all = new StringBuilder();
            editor.node()
                    .lookupAll(".name-card .label")
                    .forEach(node -> all.append(((Label) node).getText()).append(' '));
            return all.toString();
        });
    }

    private void type(String text) {
        for (char c : text.toCharArray()) {
            run(() -> Event.fireEvent(
                    area,
                    new KeyEvent(
                            KeyEvent.KEY_TYPED, String.valueOf(c), "", KeyCode.UNDEFINED, false, false, false, false)));
        }
    }

    private String text() {
        return fx(() -> editor.text());
    }

    private String shown() {
        return fx(() -> area.getText());
    }

    private void press(KeyCode code) {
        press(code, false);
    }

    private void press(KeyCode code, boolean control) {
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            run(() -> Event.fireEvent(area, key(type, code, control)));
        }
    }

    private void awaitText() {
        until(() -> !editor.isOpening());
    }

    /** Waits until what was put off to the next pictures is done. */
    private static void settle() {
        for (int i = 0; i < 2; i++) {
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> {
                ROOM.layout();
                return true;
            });
            WaitForAsyncUtils.sleep(70, TimeUnit.MILLISECONDS);
        }
    }

    private static void until(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> fx(condition));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("waited in vain", e);
        }
    }

    private static void run(Runnable work) {
        fx(() -> {
            work.run();
            return true;
        });
    }

    private static <T> T fx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, work);
    }
}
