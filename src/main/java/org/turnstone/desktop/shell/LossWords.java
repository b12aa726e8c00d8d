package org.turnstone.desktop.shell;

import java.util.List;
import java.util.Map;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.sql.DataLoss;

/** What goes, in words. */
final class LossWords {
    private static final int MOST = 6;

    private final Messages messages;
    private final int most;

    LossWords(Messages messages) {
        this(messages, MOST);
    }

    /** @param most so many are named in one line; the others are counted */
    LossWords(Messages messages, int most) {
        this.messages = messages;
        this.most = most;
    }

    /** All of them in one line; how many rows there are where that is known. */
    String all(List<DataLoss> losses, Map<String, Long> rows) {
        return messages.some(
                messages.text("loss.and"),
                losses.stream().map(loss -> one(loss, rows)).toList(),
                most);
    }

    private String one(DataLoss loss, Map<String, Long> rows) {
        String words = messages.text("loss." + loss.kind(), loss.name(), String.valueOf(loss.column()));
        Long count = rows.get(loss.name());
        return count == null ? words : messages.text("loss.rows", words, Words.count(count));
    }
}
