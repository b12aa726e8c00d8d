package org.turnstone.cli;

import java.time.Duration;
import org.turnstone.report.Cells;
import org.turnstone.report.Look;
import org.turnstone.report.Phrases;
import org.turnstone.report.SchemaLines;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.Blocker;
import org.turnstone.run.Direction;
import org.turnstone.run.PlannedStep;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunListener;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StepResult;
import org.turnstone.run.TestStep;

/** Tells about a run while it goes: a line a migration, and on a terminal one more that moves. */
final class Progress implements RunListener, AutoCloseable {
    /** A page of them tells enough on a terminal. */
    private static final int MOST_DETAILS = 60;

    private final Context context;
    private final RunKind kind;
    private final Ink ink;
    private final Page page;
    private final LiveLine live;
    private boolean toldToWait;
    /** The process that was last said to be in the way. */
    private int toldAbout = -1;

    private String step = "";
    private int tests;

    Progress(Context context, RunKind kind) {
        this.context = context;
        this.kind = kind;
        this.ink = context.ink();
        this.page = context.speech().json ? context.err() : context.out();
        boolean moves = context.terminal().interactive() && !context.speech().json && !context.speech().quiet;
        this.live = new LiveLine(page, moves ? context.width() : 0);
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> begin(started);
            case RunEvent.WaitingForLock waiting -> waiting(waiting);
            case RunEvent.Blocked blocked -> blocked(blocked);
            case RunEvent.Unblocked _ -> unblocked();
            case RunEvent.TestStepStarted test -> live.show(Visible.line(test.title()));
            case RunEvent.TestStepEnded test -> tested(test.step());
            case RunEvent.StepStarted started -> stepStarted(started);
            case RunEvent.StatementStarted statement ->
                live.show(step + " · " + Visible.line(Phrases.firstLine(statement.sql())));
            case RunEvent.StatementEnded statement -> statementEnded(statement.statement());
            case RunEvent.StepEnded ended -> stepEnded(ended.step());
            // The remark beside it says so, and why.
            case RunEvent.TryingAgain _ -> {}
            case RunEvent.Remark remark -> say(ink.of(Tone.WARNING, "•") + " " + Visible.line(remark.text()));
            case RunEvent.Ended _ -> live.close();
        }
    }

    private void begin(RunEvent.Started started) {
        String where = started.target() == null
                ? ""
                : " · " + started.target().database() + " on "
                        + started.target().server() + " · PostgreSQL "
                        + started.target().version();
        String work = onScratch() ? "" : " · " + Phrases.count(started.plan().size(), "migration");
        say(ink.bold(kind.title()) + Visible.line(where + work));
    }

    private void waiting(RunEvent.WaitingForLock waiting) {
        String holder = waiting.holder() == null ? "Somebody else" : Visible.line(waiting.holder());
        String text = holder + " holds the migration lock; waiting";
        if (!toldToWait) {
            toldToWait = true;
            say(ink.of(Tone.WARNING, "•") + " " + text + ".");
        }
        live.show(text);
    }

    private void blocked(RunEvent.Blocked blocked) {
        Blocker root = blocked.root();
        String text = "Waits for a lock: " + Visible.line(root.label()) + " has it";
        if (toldAbout != root.pid()) {
            toldAbout = root.pid();
            say(ink.of(Tone.WARNING, "•") + " " + text + ".");
        }
        live.show(text);
    }

    /** Who comes next into the way is news again. */
    private void unblocked() {
        toldAbout = -1;
        live.show(step.isEmpty() ? kind.title() : step);
    }

    private void stepStarted(RunEvent.StepStarted started) {
        PlannedStep planned = started.step();
        step = "[" + started.number() + "/" + started.of() + "] "
                + (planned.direction() == Direction.DOWN ? "revert " : "")
                + Visible.line(planned.migration().label());
        live.show(step);
    }

    private void stepEnded(StepResult ended) {
        // A test runs every migration several times; its own steps are what it tells.
        if (onScratch() && !context.speech().verbose) {
            return;
        }
        String name = ended.version() == null
                ? ended.description()
                : ended.version() + "  " + Phrases.orDash(ended.description());
        say(ink.symbol(Look.of(ended.outcome())) + " " + (ended.direction() == Direction.DOWN ? "revert " : "")
                + Visible.line(name) + "  "
                + ink.faint(Phrases.count(ended.statements().size(), "statement") + ", "
                        + Phrases.duration(ended.duration())));
    }

    private void statementEnded(StatementResult statement) {
        statement.notices().forEach(notice -> say("    " + ink.faint(Visible.line(notice))));
        if (context.speech().verbose) {
            say("    " + ink.symbol(Look.of(statement.outcome())) + " line " + statement.line() + "  "
                    + Cells.fit(Visible.line(Phrases.firstLine(statement.sql())), 60) + "  "
                    + ink.faint(Phrases.duration(statement.duration())));
        }
    }

    private void tested(TestStep test) {
        tests++;
        String objects = test.objects() < 0
                ? ""
                : ", " + Phrases.objects(test.objectsBefore(), test.objects())
                        + (test.objects() == 1 ? " object" : " objects");
        Duration took = test.duration();
        say("%2d. %s %s: %s"
                        .formatted(
                                tests,
                                ink.symbol(Look.of(test)),
                                Visible.line(test.title()),
                                Visible.line(test.result()))
                + ink.faint(objects + ", " + Phrases.duration(took)));
        test.details().stream()
                .limit(MOST_DETAILS)
                .forEach(detail -> say("      " + ink.of(SchemaLines.tone(detail), Visible.line(detail))));
        if (test.details().size() > MOST_DETAILS) {
            say("      " + ink.faint("… and " + (test.details().size() - MOST_DETAILS) + " more; --json has them all"));
        }
    }

    private boolean onScratch() {
        return kind == RunKind.TEST || kind == RunKind.DIFF;
    }

    private void say(String line) {
        if (!context.speech().quiet) {
            live.print(line);
        }
    }

    @Override
    public void close() {
        live.close();
    }
}
