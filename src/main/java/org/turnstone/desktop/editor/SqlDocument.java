package org.turnstone.desktop.editor;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fxmisc.richtext.model.EditableStyledDocument;
import org.fxmisc.richtext.model.Paragraph;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.Replacement;
import org.fxmisc.richtext.model.RichTextChange;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.TextOps;
import org.reactfx.EventSource;
import org.reactfx.EventStream;
import org.reactfx.Subscription;
import org.reactfx.Suspendable;
import org.reactfx.SuspendableEventStream;
import org.reactfx.SuspendableNo;
import org.reactfx.collection.ListChangeAccumulator;
import org.reactfx.collection.LiveList;
import org.reactfx.collection.LiveListBase;
import org.reactfx.collection.MaterializedListModification;
import org.reactfx.collection.QuasiListModification;
import org.reactfx.collection.SuspendableList;
import org.reactfx.collection.UnmodifiableByDefaultLiveList;
import org.reactfx.util.Tuple3;
import org.reactfx.value.SuspendableVal;
import org.reactfx.value.Val;

/**
 * RichTextFX's document with two differences. Colours change no text, so nobody who listens to the text hears of them: each
 * colouring would make caret, selection and undo compare texts. And the whole can become another text at once, which
 * costs nothing, where replacing all of it would have both texts written out.
 */
final class SqlDocument implements EditableStyledDocument<Collection<String>, String, Collection<String>> {
    private static final List<String> PLAIN = List.of();

    /** How RichTextFX makes pieces of text. */
    private static final TextOps<String, Collection<String>> SEGMENTS = SegmentOps.styledTextOps();

    private final class Lines extends LiveListBase<Paragraph<Collection<String>, String, Collection<String>>>
            implements UnmodifiableByDefaultLiveList<Paragraph<Collection<String>, String, Collection<String>>> {
        @Override
        public Paragraph<Collection<String>, String, Collection<String>> get(int index) {
            return document.getParagraph(index);
        }

        @Override
        public int size() {
            return document.getParagraphCount();
        }

        @Override
        protected Subscription observeInputs() {
            return lineChanges.subscribe(changes -> {
                var all = new ListChangeAccumulator<Paragraph<Collection<String>, String, Collection<String>>>();
                changes.forEach(all::add);
                notifyObservers(all.asListChange());
            });
        }
    }

    private ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> document = of("");
    /** The text written out, as long as it is that; null when nobody has asked. */
    private String written;

    private final EventSource<List<RichTextChange<Collection<String>, String, Collection<String>>>> changes =
            new EventSource<>();
    private final EventSource<Void> otherText = new EventSource<>();
    private final EventSource<List<QuasiListModification<Paragraph<Collection<String>, String, Collection<String>>>>>
            lineChanges = new EventSource<>();
    private final SuspendableEventStream<List<RichTextChange<Collection<String>, String, Collection<String>>>> heard =
            changes.pausable();
    private final SuspendableVal<String> text =
            Val.create(this::write, otherText).suspendable();
    private final SuspendableVal<Integer> length =
            Val.create(() -> document.length(), otherText).suspendable();
    private final SuspendableList<Paragraph<Collection<String>, String, Collection<String>>> lines =
            new Lines().suspendable();
    private final SuspendableNo beingUpdated = new SuspendableNo();

    SqlDocument() {
        // The streams come after the properties, so that they are heard before them, and the lines before both.
        Suspendable.combine(text, length, heard, lines).suspendWhen(beingUpdated);
    }

    /** A text without colours; any thread may ask. */
    static ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> of(String text) {
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        var builder =
                new ReadOnlyStyledDocumentBuilder<Collection<String>, String, Collection<String>>(SEGMENTS, PLAIN);
        int begin = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', begin)) {
            builder.addParagraph(lines.substring(begin, end), PLAIN);
            begin = end + 1;
        }
        return builder.addParagraph(lines.substring(begin), PLAIN).build();
    }

    /** Becomes another text. Nobody hears of that but those who look at lines, because nobody edited anything. */
    void show(ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> other, String text) {
        var before = document;
        document = other;
        written = text;
        beingUpdated.suspendWhile(() -> {
            otherText.push(null);
            lineChanges.push(
                    List.of(QuasiListModification.create(0, before.getParagraphs(), other.getParagraphCount())));
        });
    }

    /** The text, if somebody had it written out already; else null. */
    String written() {
        return written;
    }

    private String write() {
        if (written == null) {
            StringBuilder all = new StringBuilder(document.length());
            for (var line : document.getParagraphs()) {
                all.append(line.getText()).append('\n');
            }
            all.setLength(document.length());
            written = all.toString();
        }
        return written;
    }

    // What RichTextFX asks

    @Override
    public Val<String> textProperty() {
        return text;
    }

    @Override
    public String getText() {
        return text.getValue();
    }

    @Override
    public Val<Integer> lengthProperty() {
        return length;
    }

    @Override
    public int getLength() {
        return length.getValue();
    }

    @Override
    public int length() {
        return length.getValue();
    }

    @Override
    public LiveList<Paragraph<Collection<String>, String, Collection<String>>> getParagraphs() {
        return lines;
    }

    @Override
    public ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> snapshot() {
        return document;
    }

    @Override
    public EventStream<List<RichTextChange<Collection<String>, String, Collection<String>>>> multiRichChanges() {
        return heard;
    }

    @Override
    public SuspendableNo beingUpdatedProperty() {
        return beingUpdated;
    }

    @Override
    public boolean isBeingUpdated() {
        return beingUpdated.get();
    }

    @Override
    public Position position(int major, int minor) {
        return document.position(major, minor);
    }

    @Override
    public Position offsetToPosition(int offset, Bias bias) {
        return document.offsetToPosition(offset, bias);
    }

    @Override
    public StyledDocument<Collection<String>, String, Collection<String>> concat(
            StyledDocument<Collection<String>, String, Collection<String>> that) {
        return document.concat(that);
    }

    @Override
    public StyledDocument<Collection<String>, String, Collection<String>> subSequence(int start, int end) {
        return document.subSequence(start, end);
    }

    // What RichTextFX does

    @Override
    public void replace(
            int start, int end, StyledDocument<Collection<String>, String, Collection<String>> replacement) {
        var inserted = ReadOnlyStyledDocument.from(replacement);
        document.replace(start, end, inserted).exec((after, change, lines) -> {
            document = after;
            written = null;
            beingUpdated.suspendWhile(() -> {
                otherText.push(null);
                // What RichTextFX says was inserted is a copy, which would be written out once more.
                changes.push(List.of(new RichTextChange<>(change.getPosition(), change.getRemoved(), inserted)));
                lineChanges.push(List.of(trimmed(lines)));
            });
        });
    }

    @Override
    public void replaceMulti(List<Replacement<Collection<String>, String, Collection<String>>> replacements) {
        document.replaceMulti(replacements).exec((after, rich, lines) -> {
            document = after;
            written = null;
            beingUpdated.suspendWhile(() -> {
                otherText.push(null);
                changes.push(rich);
                lineChanges.push(lines.stream().map(SqlDocument::trimmed).toList());
            });
        });
    }

    private void coloured(
            Tuple3<
                            ReadOnlyStyledDocument<Collection<String>, String, Collection<String>>,
                            RichTextChange<Collection<String>, String, Collection<String>>,
                            MaterializedListModification<Paragraph<Collection<String>, String, Collection<String>>>>
                    change) {
        document = change.get1();
        beingUpdated.suspendWhile(() -> lineChanges.push(List.of(trimmed(change.get3()))));
    }

    private static QuasiListModification<Paragraph<Collection<String>, String, Collection<String>>> trimmed(
            MaterializedListModification<Paragraph<Collection<String>, String, Collection<String>>> change) {
        var less = change;
        try {
            less = change.trim();
        } catch (IndexOutOfBoundsException e) {
            // ReactFX cannot trim everything; what is not trimmed is right as well.
            less = change;
        }
        return QuasiListModification.create(less.getFrom(), less.getRemoved(), less.getAddedSize());
    }

    private static UnaryOperator<ReadOnlyStyledDocument<Collection<String>, String, Collection<String>>> each(
            UnaryOperator<Paragraph<Collection<String>, String, Collection<String>>> line) {
        return part -> part.mapParagraphs(line);
    }

    @Override
    public void setStyle(int from, int to, Collection<String> style) {
        coloured(document.replace(from, to, each(line -> line.restyle(style))));
    }

    @Override
    public void setStyle(int line, Collection<String> style) {
        coloured(document.replaceParagraph(line, each -> each.restyle(style)));
    }

    @Override
    public void setStyle(int line, int from, int to, Collection<String> style) {
        coloured(document.replace(line, from, to, each(part -> part.restyle(style))));
    }

    @Override
    public void setStyleSpans(int from, StyleSpans<? extends Collection<String>> spans) {
        Position[] at = {spans.position(0, 0)};
        coloured(document.replace(from, from + spans.length(), each(line -> {
            Position end = at[0].offsetBy(line.length(), Bias.Backward);
            var own = spans.subView(at[0], end);
            at[0] = end.offsetBy(1, Bias.Forward);
            return line.restyle(0, own);
        })));
    }

    @Override
    public void setStyleSpans(int line, int from, StyleSpans<? extends Collection<String>> spans) {
        setStyleSpans(position(line, from).toOffset(), spans);
    }

    @Override
    public void setParagraphStyle(int line, Collection<String> style) {
        coloured(document.replaceParagraph(line, each -> each.setParagraphStyle(style)));
    }
}
