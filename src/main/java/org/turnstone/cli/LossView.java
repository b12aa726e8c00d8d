package org.turnstone.cli;

import org.turnstone.report.Phrases;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.DataThatGoes;
import org.turnstone.sql.DataLoss;

/** Names the data that is lost with a revert, before anybody is asked whether it may. */
final class LossView {
    private static final int MOST = 20;

    private final Context context;

    LossView(Context context) {
        this.context = context;
    }

    void print(DataThatGoes goes) {
        Page page = context.speech().json ? context.err() : context.out();
        Ink ink = context.ink();
        if (goes.losses().isEmpty()) {
            if (goes.unread().isEmpty() && !context.speech().quiet) {
                page.line("No data is lost that the scripts name.");
            }
        } else {
            page.line(ink.of(Tone.WARNING, "▲ Data that will be lost:"));
            goes.losses().stream().limit(MOST).forEach(loss -> page.line("  · " + words(loss, goes)));
            if (goes.losses().size() > MOST) {
                page.line("  … and " + (goes.losses().size() - MOST) + " more; --json has them all");
            }
        }
        goes.unread()
                .forEach(script -> page.line(ink.of(Tone.WARNING, "▲") + " " + Visible.line(script)
                        + " is not SQL, so what data would be lost is not known. `turnstone dry-run --revert` shows"
                        + " what it sends."));
    }

    private static String words(DataLoss loss, DataThatGoes goes) {
        Long rows = goes.rows().get(loss.name());
        return Visible.line(Phrases.loss(loss))
                + (rows == null ? "" : " (about " + Phrases.number(rows) + " rows there)");
    }
}
