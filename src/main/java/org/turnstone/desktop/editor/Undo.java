package org.turnstone.desktop.editor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.TextChange;
import org.fxmisc.undo.UndoManager;
import org.fxmisc.undo.UndoManagerFactory;
import org.reactfx.EventSource;

/** What can be undone of one text, and done again. It hears only of that text's changes, whatever is shown meanwhile. */
final class Undo {
    /** Larger changes stay each for itself: putting two together copies both, at every key. */
    private static final int LONGEST_MERGED = 4_000;

    private static final Duration TYPED_TOGETHER = Duration.ofMillis(500);

    private final EventSource<List<PlainTextChange>> changes = new EventSource<>();
    private final UndoManager<List<PlainTextChange>> history;

    /** What is done to undo something: it makes the same change the other way round. */
    Undo(Consumer<List<PlainTextChange>> apply) {
        history = UndoManagerFactory.unlimitedHistoryMultiChangeUM(
                changes, PlainTextChange::invert, apply, Undo::together, TextChange::isIdentity, TYPED_TOGETHER);
    }

    UndoManager<List<PlainTextChange>> history() {
        return history;
    }

    void changed(List<PlainTextChange> made) {
        changes.push(made);
    }

    private static Optional<PlainTextChange> together(PlainTextChange before, PlainTextChange now) {
        return size(before) + size(now) > LONGEST_MERGED ? Optional.empty() : before.mergeWith(now);
    }

    private static int size(PlainTextChange change) {
        return change.getInserted().length() + change.getRemoved().length();
    }
}
