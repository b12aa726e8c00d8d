package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** Puts a line's colours and what lies over them into RichTextFX's words. */
final class LineSpans {
    /** Thousands of spans in one line would be laid out for seconds. */
    private static final int MOST_PIECES = 600;

    private static final Collection<String> PLAIN = List.of();
    /** One list a combination, because a long text has few of them and many spans. */
    private static final Map<List<String>, Collection<String>> KNOWN = new ConcurrentHashMap<>();

    /** A longer line has no colours. */
    private static final int LONGEST_LINE = 20_000;

    private LineSpans() {}

    /** The spans of a line; overlays count from the line's beginning. */
    static StyleSpans<Collection<String>> of(
            String line, Highlighter.Known before, Highlighter highlighter, List<Overlay> overlays) {
        if (line.isEmpty()) {
            return none();
        }
        List<Highlighter.Piece> pieces = line.length() > LONGEST_LINE ? List.of() : highlighter.pieces(line, before);
        var builder = new StyleSpansBuilder<Collection<String>>();
        add(line, pieces, overlays, builder);
        return builder.create();
    }

    private static void add(
            String line,
            List<Highlighter.Piece> pieces,
            List<Overlay> overlays,
            StyleSpansBuilder<Collection<String>> builder) {
        int length = line.length();
        List<Highlighter.Piece> few =
                joined(line, pieces.size() > MOST_PIECES ? pieces.subList(0, MOST_PIECES) : pieces);
        if (overlays.isEmpty()) {
            int at = 0;
            for (Highlighter.Piece piece : few) {
                if (piece.begin() > at) {
                    builder.add(PLAIN, piece.begin() - at);
                }
                builder.add(known(List.of(piece.style())), piece.end() - piece.begin());
                at = piece.end();
            }
            if (at < length) {
                builder.add(PLAIN, length - at);
            }
            return;
        }
        var cuts = new TreeSet<Integer>(List.of(0, length));
        few.forEach(piece -> cuts.addAll(List.of(piece.begin(), piece.end())));
        overlays.forEach(
                over -> cuts.addAll(List.of(Math.clamp(over.begin(), 0, length), Math.clamp(over.end(), 0, length))));
        int from = 0;
        for (int to : cuts) {
            if (to > from) {
                builder.add(styles(from, to, few, overlays), to - from);
                from = to;
            }
        }
    }

    /** The spans of several lines with an end between any two of them. */
    static StyleSpans<Collection<String>> of(List<StyleSpans<Collection<String>>> lines) {
        var builder = new StyleSpansBuilder<Collection<String>>();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                builder.add(PLAIN, 1);
            }
            lines.get(i).forEach(span -> builder.add(span.getStyle(), span.getLength()));
        }
        return builder.create();
    }

    /** The spans of a line with nothing in it. */
    static StyleSpans<Collection<String>> none() {
        var builder = new StyleSpansBuilder<Collection<String>>();
        builder.add(PLAIN, 0);
        return builder.create();
    }

    /** Blanks take the colour of what stands before them: each change of colour costs a node. */
    private static List<Highlighter.Piece> joined(String line, List<Highlighter.Piece> pieces) {
        List<Highlighter.Piece> result = new ArrayList<>(pieces.size());
        for (Highlighter.Piece piece : pieces) {
            Highlighter.Piece last = result.isEmpty() ? null : result.getLast();
            if (last != null && line.substring(last.end(), piece.begin()).isBlank()) {
                result.removeLast();
                if (last.style().equals(piece.style())) {
                    result.add(new Highlighter.Piece(last.begin(), piece.end(), piece.style()));
                    continue;
                }
                result.add(new Highlighter.Piece(last.begin(), piece.begin(), last.style()));
            }
            result.add(piece);
        }
        return result;
    }

    private static Collection<String> styles(int from, int to, List<Highlighter.Piece> pieces, List<Overlay> overlays) {
        List<String> styles = new ArrayList<>(3);
        for (Highlighter.Piece piece : pieces) {
            if (piece.begin() <= from && to <= piece.end()) {
                styles.add(piece.style());
                break;
            }
        }
        for (Overlay over : overlays) {
            if (over.begin() <= from && to <= over.end()) {
                styles.add(over.style());
            }
        }
        return known(styles);
    }

    private static Collection<String> known(List<String> styles) {
        return styles.isEmpty() ? PLAIN : KNOWN.computeIfAbsent(List.copyOf(styles), List::copyOf);
    }
}
