package org.turnstone.bench;

import javafx.event.Event;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.turnstone.desktop.editor.SqlEditor;

/** The SQL editor beside RichTextFX's own code area, which has no colours, no line numbers and knows no SQL. */
final class EditorBenchmark implements Benchmark {
    private static final String PEER = "plain CodeArea";

    private interface Work {
        long[] measure(CodeArea area, FxStage stage) throws Exception;
    }

    private final String title;
    private final String text;
    private final Work work;

    private EditorBenchmark(String title, String text, Work work) {
        this.title = title;
        this.text = text;
        this.work = work;
    }

    static Benchmark typing(int megabytes) {
        return new EditorBenchmark(
                "type a character in a " + megabytes + " MB file", script(megabytes), (area, stage) -> {
                    String words = "select name, price from items where price > 0;\n";
                    int[] at = {0};
                    FxStage.onFx(() -> place(area));
                    return stage.measure(96, 288, () -> {
                        char next = words.charAt(at[0]++ % words.length());
                        Event.fireEvent(
                                area,
                                next == '\n' ? FxStage.pressed(KeyCode.ENTER) : FxStage.typed(String.valueOf(next)));
                    });
                });
    }

    static Benchmark enter(int megabytes) {
        return new EditorBenchmark("press Enter in a " + megabytes + " MB file", script(megabytes), (area, stage) -> {
            FxStage.onFx(() -> place(area));
            return stage.measure(40, 150, () -> Event.fireEvent(area, FxStage.pressed(KeyCode.ENTER)));
        });
    }

    static Benchmark scrolling(int megabytes) {
        return new EditorBenchmark(
                "scroll a " + megabytes + " MB file by three lines", script(megabytes), (area, stage) -> {
                    FxStage.onFx(() -> place(area));
                    return stage.measure(60, 300, () -> area.scrollYBy(3 * 20));
                });
    }

    static Benchmark opening(int megabytes) {
        String text = script(megabytes);
        return new Opening("open " + megabytes + " MB", text);
    }

    static Benchmark longLine() {
        return new Opening("open a single line of 1 MB", "select '" + "x, ".repeat(350_000) + "';");
    }

    static Benchmark longestStep(int megabytes) {
        return new LongestStep("longest step while " + megabytes + " MB are opened", script(megabytes));
    }

    static Benchmark pasting() {
        String line = "select '" + "x, ".repeat(350_000) + "';";
        return new EditorBenchmark("paste a line of 1 MB into a 1 MB file", script(1), (area, stage) -> {
            FxStage.onFx(() -> {
                var content = new ClipboardContent();
                content.putString(line);
                Clipboard.getSystemClipboard().setContent(content);
                return place(area);
            });
            long[] nanos = new long[5];
            for (int i = -1; i < nanos.length; i++) {
                int before = FxStage.onFx(area::getLength);
                long took = stage.measureUntil(area::paste, () -> area.getLength() > before);
                if (i >= 0) {
                    nanos[i] = took;
                }
                FxStage.onFx(() -> {
                    area.undo();
                    return true;
                });
            }
            return nanos;
        });
    }

    /** In the middle, where a line begins. */
    private static boolean place(CodeArea area) {
        int line = area.getParagraphs().size() / 2;
        area.moveTo(line, 0);
        area.showParagraphAtCenter(line);
        area.requestFocus();
        return true;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String peer() {
        return PEER;
    }

    @Override
    public long[] ours() throws Exception {
        SqlEditor[] editor = new SqlEditor[1];
        try (FxStage stage = FxStage.show(() -> {
            editor[0] = editor();
            return new StackPane(editor[0].node());
        })) {
            FxStage.onFx(() -> {
                editor[0].load(text);
                return true;
            });
            FxStage.until(() -> !editor[0].isOpening());
            Thread.sleep(1500);
            return work.measure((CodeArea) editor[0].focusTarget(), stage);
        }
    }

    @Override
    public long[] theirs() throws Exception {
        CodeArea[] area = new CodeArea[1];
        try (FxStage stage = FxStage.show(() -> {
            area[0] = new CodeArea();
            return new StackPane(new VirtualizedScrollPane<>(area[0]));
        })) {
            FxStage.onFx(() -> {
                area[0].replaceText(text);
                area[0].getUndoManager().forgetHistory();
                return true;
            });
            Thread.sleep(1500);
            return work.measure(area[0], stage);
        }
    }

    static SqlEditor editor() {
        return new SqlEditor(
                new org.turnstone.desktop.editor.LexerHighlighter(),
                "SQL",
                org.turnstone.desktop.platform.Messages.ofDefaultLocale());
    }

    /** A script such as people write: tables, functions, comments, data. */
    static String script(int megabytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < megabytes << 20; i++) {
            text.append("""
                -- table number %1$d, which belongs to the others
                CREATE TABLE app.items_%1$d (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    name text NOT NULL DEFAULT 'it''s number %1$d',
                    price numeric(12, 2) CHECK (price >= 0)
                );
                CREATE FUNCTION app.touch_%1$d() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN
                    -- when it changed last
                    NEW.updated_at := now();
                    RETURN NEW;
                END
                $body$;
                INSERT INTO app.items_%1$d (name, price) VALUES ('one', 1.50), ('two', 2.75), ('three', 0);

                """.formatted(i));
        }
        return text.toString();
    }

    /** How long the JavaFX thread works until a text is there and drawn. */
    private record Opening(String title, String text) implements Benchmark {
        private static final int TIMES = 7;

        @Override
        public String peer() {
            return PEER;
        }

        @Override
        public long[] ours() throws Exception {
            return each((stage, pane) -> {
                SqlEditor[] editor = new SqlEditor[1];
                return stage.measureUntil(
                        () -> {
                            editor[0] = editor();
                            pane.getChildren().setAll(editor[0].node());
                            editor[0].load(text);
                        },
                        () -> !editor[0].isOpening());
            });
        }

        @Override
        public long[] theirs() throws Exception {
            return each((stage, pane) -> stage.measureUntil(() -> openPlain(pane, text), () -> true));
        }

        private static long[] each(Open open) throws Exception {
            var pane = new StackPane();
            long[] nanos = new long[TIMES];
            try (FxStage stage = FxStage.show(() -> pane)) {
                for (int i = -2; i < TIMES; i++) {
                    long took = open.once(stage, pane);
                    if (i >= 0) {
                        nanos[i] = took;
                    }
                }
            }
            return nanos;
        }
    }

    /** For how long the window cannot answer while a text is opened in it. */
    private record LongestStep(String title, String text) implements Benchmark {
        @Override
        public String peer() {
            return PEER;
        }

        @Override
        public long[] ours() throws Exception {
            SqlEditor[] editor = new SqlEditor[1];
            return Opening.each((stage, pane) -> {
                FxStage.onFx(() -> {
                    editor[0] = editor();
                    return pane.getChildren().setAll(editor[0].node());
                });
                return stage.longestStep(() -> editor[0].load(text), () -> !editor[0].isOpening());
            });
        }

        @Override
        public long[] theirs() throws Exception {
            CodeArea[] area = new CodeArea[1];
            return Opening.each((stage, pane) -> {
                FxStage.onFx(() -> {
                    area[0] = new CodeArea();
                    return pane.getChildren().setAll(new VirtualizedScrollPane<>(area[0]));
                });
                return stage.longestStep(
                        () -> {
                            area[0].replaceText(text);
                            area[0].moveTo(0);
                        },
                        () -> true);
            });
        }
    }

    private interface Open {
        long once(FxStage stage, StackPane pane) throws Exception;
    }

    private static void openPlain(StackPane pane, String text) {
        var area = new CodeArea();
        pane.getChildren().setAll(new VirtualizedScrollPane<>(area));
        area.replaceText(text);
        area.moveTo(0);
    }
}
