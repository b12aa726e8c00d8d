package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** Cuts a text's pieces at its line ends, so that each paragraph gets the styles of its own. */
final class LineStyles {
    private static final Collection<String> PLAIN = List.of();

    private LineStyles() {}

    /** The spans of every line of the text, in order. A mark line is wavy from its mark to its end. */
    static List<StyleSpans<Collection<String>>> of(String text, List<Highlighter.Piece> pieces, Mark mark) {
        List<StyleSpans<Collection<String>>> lines = new ArrayList<>();
        int begin = 0;
        int next = 0;
        for (int number = 1; begin <= text.length(); number++) {
            int found = text.indexOf('\n', begin);
            int end = found < 0 ? text.length() : found;
            while (next < pieces.size() && pieces.get(next).end() <= begin) {
                next++;
            }
            StyleSpans<Collection<String>> spans = line(begin, end, next, pieces);
            lines.add(mark != null && mark.line() == number ? marked(spans, text.substring(begin, end), mark) : spans);
            begin = end + 1;
        }
        return lines;
    }

    private static StyleSpans<Collection<String>> line(int begin, int end, int first, List<Highlighter.Piece> pieces) {
        var builder = new StyleSpansBuilder<Collection<String>>();
        int at = begin;
        for (int i = first; i < pieces.size() && pieces.get(i).begin() < end; i++) {
            Highlighter.Piece piece = pieces.get(i);
            int from = Math.max(at, piece.begin());
            int to = Math.min(end, piece.end());
            if (to > from) {
                if (from > at) {
                    builder.add(PLAIN, from - at);
                }
                builder.add(List.of(piece.style()), to - from);
                at = to;
            }
        }
        if (end > at || at == begin) {
            builder.add(PLAIN, end - at);
        }
        return builder.create();
    }

    private static StyleSpans<Collection<String>> marked(StyleSpans<Collection<String>> spans, String line, Mark mark) {
        int indent = line.length() - line.stripLeading().length();
        int from = Math.clamp(mark.column() - 1, Math.min(indent, line.length()), line.length());
        // A mark behind the last character would not be seen: the whole line then.
        int begin = from >= line.stripTrailing().length() ? Math.min(indent, line.length()) : from;
        int length = Math.max(0, line.stripTrailing().length() - begin);
        if (length == 0) {
            return spans;
        }
        var overlay = new StyleSpansBuilder<Collection<String>>();
        overlay.add(PLAIN, begin);
        overlay.add(List.of("error-mark"), length);
        overlay.add(PLAIN, line.length() - begin - length);
        return spans.overlay(overlay.create(), (below, above) -> {
            List<String> both = new ArrayList<>(below);
            both.addAll(above);
            return both;
        });
    }
}
