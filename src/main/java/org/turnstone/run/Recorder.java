package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.Redaction;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptStatement;
import org.turnstone.format.ScriptText;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.StatementTraits;

/** Turns what a format and its connection do into events and results, and ends the run when somebody cancels it. */
final class Recorder implements ScriptObserver, RunConnection.Watch {
    /** PostgreSQL's own code for a statement that was cancelled. */
    static final String CANCELLED = "57014";

    /** The one for a lock that was not had in time. */
    static final String LOCK_NOT_AVAILABLE = "55P03";

    private final RunListener listener;
    private final Cancellation cancellation;
    private final Redaction redaction;
    /** Null when the run counts. */
    private final Rehearsal rehearsal;

    private RunConnection run;
    /** Null when nobody looks at what statements do beside their results. */
    private ImpactObserver observer;

    /** Null when nobody asks the server who stands in the way. */
    private BlockWatch watch;

    private ScratchStatements scratch = ScratchStatements.NONE;

    private final int planned;
    private Direction direction;
    private final List<StepResult> steps = new ArrayList<>();

    private Migration migration;
    private ScriptText script;
    private List<StatementResult> statements = new ArrayList<>();
    private long stepStarted;
    private long statementStarted;
    private long rows = -1;
    private String excuse;
    private ScriptStatement lastShown;
    private String lastText;
    /** The script has ended well, but what it did is not known to be kept yet. */
    private boolean unconfirmed;

    /** What the script did was taken back; a commit after that is not its commit. */
    private boolean rolledBack;

    /** The script at hand has sent something by our connection, and not only by a program of its own. */
    private boolean sent;

    private boolean closing;
    /** How many of the steps no rollback takes back any more. */
    private int kept;

    private int allowedRetries;
    /** Of what is at hand, how often it was tried again. */
    private int retries;

    private List<Blocker> inTheWay = List.of();

    /** The script at hand ends transactions itself, so a rollback may not take back all of what it did. */
    private boolean commitsItself;
    /** The statement being carried out is one that was asked about, not the format's own or a callback's. */
    private boolean observed;
    /** Whether what the script at hand did was, or would have been, one transaction. */
    private boolean inTransaction = true;

    Recorder(
            RunListener listener,
            Cancellation cancellation,
            Redaction redaction,
            Rehearsal rehearsal,
            int planned,
            Direction direction) {
        this.listener = listener;
        this.cancellation = cancellation;
        this.redaction = redaction;
        this.rehearsal = rehearsal;
        this.planned = planned;
        this.direction = direction;
    }

    List<StepResult> steps() {
        return steps;
    }

    /** The migration at which the run stopped, or null when every one that was begun ended well. */
    Migration unfinished() {
        return migration;
    }

    /** Whether the script that was begun last ran in a transaction. */
    boolean ranInTransaction() {
        return inTransaction;
    }

    /** Whether the script that was begun last may have kept some of its work in ways of its own. */
    boolean mayHaveCommitted() {
        return commitsItself;
    }

    @Override
    public void over(RunConnection connection) {
        run = connection;
    }

    /** From now on somebody looks who stands in the way of what is sent. */
    void watch(BlockWatch watching) {
        watch = watching;
    }

    /** Of the migrations from now on, how often one that did not get a lock may be tried again. */
    void allowRetries(int count) {
        allowedRetries = count;
    }

    /** From now on statements are observed. */
    void observe(ImpactObserver watching) {
        observer = watching;
    }

    void setDirection(Direction direction) {
        this.direction = direction;
    }

    @Override
    public void scriptStarted(Migration next, ScriptText text, boolean transactional) {
        confirm();
        inTransaction = transactional;
        if (rehearsal != null) {
            rehearsal.scriptStarted(transactional);
        }
        rolledBack = false;
        sent = false;
        commitsItself = false;
        migration = next;
        script = text;
        statements = new ArrayList<>();
        stepStarted = System.nanoTime();
        listener.on(new RunEvent.StepStarted(new PlannedStep(next, direction), steps.size() + 1, planned));
    }

    @Override
    public boolean statementStarted(ScriptStatement statement) {
        excuse = null;
        rows = -1;
        if (rehearsal != null) {
            String reason = rehearsal.reasonToLeaveOut(statement.sql());
            if (reason != null) {
                interrupted();
                add(result(statement, StatementOutcome.NOT_REHEARSED, null, List.of(), null, reason));
                return false;
            }
        }
        listener.on(new RunEvent.StatementStarted(statement.line(), shown(statement)));
        if (observer != null) {
            amend(observer.started(statement.sql()));
        }
        statementStarted = System.nanoTime();
        observed = true;
        commitsItself |= rehearsal == null && mayCommit(statement.sql());
        return true;
    }

    @Override
    public void statementEnded(ScriptStatement statement, List<String> notices) {
        observed = false;
        answered(null);
        Duration took = since(statementStarted);
        List<String> clean = notices.stream().map(redaction::apply).toList();
        if (excuse != null) {
            undone();
            add(result(statement, StatementOutcome.NOT_REHEARSED, null, clean, null, excuse));
        } else {
            Impact impact = observer == null ? null : observer.ended(took);
            add(result(statement, StatementOutcome.DONE, took, clean, null, null)
                    .with(impact));
        }
    }

    @Override
    public boolean maySendTogether(ScriptStatement statement) {
        return observer == null || observer.isLikeOneBefore(statement.sql());
    }

    @Override
    public void sentTogether(int count) {
        if (observer != null) {
            observer.sentTogether(count);
        }
    }

    private void undone() {
        if (observer != null) {
            amend(observer.undone());
        }
    }

    private void interrupted() {
        if (observer != null) {
            amend(observer.interrupted());
        }
    }

    /** What was found out only now about the statements before. */
    private void amend(Impact impact) {
        if (impact != null) {
            statements.addLast(statements.removeLast().with(impact));
        }
    }

    @Override
    public void statementFailed(ScriptStatement statement, SQLException failure) {
        observed = false;
        answered(failure);
        undone();
        boolean cancelled = cancellation.isRequested();
        StatementError error = cancelled ? null : StatementErrors.of(failure, statement, script, redaction);
        add(result(
                statement,
                cancelled ? StatementOutcome.CANCELLED : StatementOutcome.FAILED,
                since(statementStarted),
                List.of(),
                error,
                null));
        // Outside a transaction, a first statement that failed has done nothing, and a history row that calls the
        // migration failed would only stand in the way of the next attempt.
        closing = !inTransaction && statements.size() == 1 && !commitsItself;
    }

    /** COMMIT and its like; outside a transaction also what can hold one: a DO block, a procedure. */
    private boolean mayCommit(String sql) {
        // Some tools send a script that controls transactions as the one message it is.
        return StatementTraits.holdsSeveralStatements(sql)
                ? Splitter.split(sql).statements().stream().anyMatch(s -> mayCommit(StatementTraits.of(s.text(sql))))
                : mayCommit(StatementTraits.of(sql));
    }

    private boolean mayCommit(StatementTraits traits) {
        return traits.controlsTransaction()
                        && !traits.tag().startsWith("BEGIN")
                        && !traits.tag().startsWith("START")
                || !inTransaction && (traits.tag().equals("DO") || traits.tag().equals("CALL"));
    }

    @Override
    public void scriptEnded(Migration ended) {
        interrupted();
        unconfirmed = true;
        if (run != null && run.isAutoCommit() && sent) {
            confirm(); // There is no commit to wait for.
            kept = steps.size();
        }
    }

    /** What scripts that cannot be rehearsed here sent on scratch. */
    void setScratch(ScratchStatements found) {
        scratch = found;
    }

    @Override
    public void leftToScratch(Migration next, ScriptText text, boolean transactional) {
        scriptStarted(next, text, transactional);
        String reason = "JavaScript runs on scratch only; this is the SQL it sent there";
        for (String sql : scratch.of(next)) {
            rehearsal.leaveOut(sql);
            add(result(text.locate(sql, 1), StatementOutcome.NOT_REHEARSED, null, List.of(), null, reason));
        }
        String remark = scratch.remark(next);
        if (remark != null) {
            ScriptStatement whole = new ScriptStatement(text.name(), text.name(), -1, 1, 0);
            add(result(
                    whole,
                    StatementOutcome.NOT_REHEARSED,
                    null,
                    List.of(),
                    null,
                    "JavaScript runs on scratch only, and there " + remark));
        }
        scriptEnded(next);
    }

    @Override
    public void beforeSending() throws SQLException {
        if (cancellation.isRequested() || closing) {
            throw new SQLException("The run was ended before this statement was sent.", CANCELLED);
        }
        if (!observed) {
            interrupted();
        }
        if (observer != null && observer.broken() != null) {
            throw observer.broken();
        }
        sent = true;
        if (watch != null) {
            watch.sending();
        }
    }

    @Override
    public void answered(SQLException failure) {
        if (watch == null) {
            return;
        }
        if (failure != null && LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
            inTheWay = watch.chain();
        }
        watch.answered();
    }

    /** Whether the script at hand failed for a lock that was not had in time, whatever was said after that. */
    boolean lockNotHad() {
        return statements.stream()
                .map(StatementResult::error)
                .anyMatch(error -> error != null && LOCK_NOT_AVAILABLE.equals(error.sqlState()));
    }

    /** Who stood in the way when a lock was not had; empty when nobody was seen. */
    List<Blocker> inTheWay() {
        return inTheWay;
    }

    @Override
    public boolean triesAgain(SQLException failure) {
        return retries < allowedRetries && mayTryAgain(failure);
    }

    /** Whether what failed has left nothing behind, so that all of it can be carried out once more. */
    private boolean mayTryAgain(SQLException failure) {
        return rehearsal == null
                && failure != null
                && LOCK_NOT_AVAILABLE.equals(failure.getSQLState())
                && !cancellation.isRequested()
                && inTransaction
                && !commitsItself;
    }

    /** What was taken back is as if it had never been begun: it is about to be carried out again. */
    void forgetFailure(String why) {
        retries++;
        if (migration != null) {
            listener.on(new RunEvent.StepEnded(stepResult(StepOutcome.ROLLED_BACK)));
        }
        while (steps.size() > kept) {
            steps.removeLast();
        }
        migration = null;
        unconfirmed = false;
        listener.on(new RunEvent.Remark(why));
    }

    /** How often what is at hand was tried again. */
    int retries() {
        return retries;
    }

    /** The migration at hand, in words. */
    String atHand(Format format) {
        return migration == null ? "The run" : format.label(migration.version(), migration.description());
    }

    @Override
    public boolean mayFailInRehearsal(String sql) {
        return rehearsal != null && rehearsal.mayFail(sql);
    }

    @Override
    public boolean leavesOut(String sql) {
        String reason = rehearsal == null || observed ? null : rehearsal.reasonToLeaveOutOfCallback(sql);
        if (reason != null) {
            remarkNotRehearsed(sql, reason);
        }
        return reason != null;
    }

    /** For what callbacks do, which belongs to no migration's statements. */
    private void remarkNotRehearsed(String sql, String reason) {
        listener.on(new RunEvent.Remark("Not rehearsed in a callback: "
                + shown(sql.strip()).lines().findFirst().orElse("") + " – " + reason + "."));
    }

    @Override
    public boolean absorbs(String sql, SQLException failure) {
        String found = rehearsal.excuse(sql, failure);
        if (found != null && !observed) {
            remarkNotRehearsed(sql, found);
        } else {
            excuse = found;
        }
        return found != null;
    }

    @Override
    public List<String> goneAtCommit() {
        return rehearsal == null ? List.of() : rehearsal.goneAtCommit();
    }

    @Override
    public void wrote(long written) {
        rows = written;
    }

    @Override
    public void committed() {
        if (observer != null) {
            amend(observer.transactionEnded());
        }
        if (inTransaction && !rolledBack) {
            confirm();
            kept = steps.size();
        }
    }

    @Override
    public void rolledBack() {
        rolledBack = true;
        if (observer != null) {
            observer.end();
        }
        if (rehearsal != null) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (int i = kept; i < steps.size(); i++) {
            StepResult step = steps.get(i);
            if (step.outcome() == StepOutcome.DONE) {
                steps.set(i, step.with(StepOutcome.ROLLED_BACK));
                names.add(step.label());
            }
        }
        if (!names.isEmpty()) {
            listener.on(new RunEvent.Remark(
                    "Rolled back with it, being in the same transaction: " + String.join(", ", names) + "."));
        }
    }

    /** What the last script did is kept, or counts as rehearsed. */
    void confirm() {
        if (migration != null && unconfirmed) {
            boolean partly = statements.stream().anyMatch(s -> s.outcome() == StatementOutcome.NOT_REHEARSED);
            end(partly ? StepOutcome.PARTLY_REHEARSED : StepOutcome.DONE);
            retries = 0;
        }
    }

    /** The run stopped. A migration that was begun and not confirmed ends with it. */
    void stop(SQLException reason) {
        if (migration == null) {
            return;
        }
        boolean cancelled = cancellation.isRequested();
        if (unconfirmed && !cancelled && reason != null) {
            // The script went well and the commit did not: a deferred constraint, or a lost connection.
            ScriptStatement commit = new ScriptStatement(
                    script.name(), "commit", -1, script.lines().lines(), 0);
            add(result(
                    commit,
                    StatementOutcome.FAILED,
                    null,
                    List.of(),
                    StatementErrors.of(reason, commit, script, redaction),
                    null));
        }
        Migration stopped = migration;
        end(cancelled ? StepOutcome.CANCELLED : StepOutcome.FAILED);
        migration = stopped;
    }

    /** For a run that goes on with something else after a migration that failed. */
    void goOn() {
        migration = null;
        unconfirmed = false;
        closing = false;
    }

    /** What the server said against the step that ended last, or null. */
    StatementError lastError() {
        return steps.isEmpty()
                ? null
                : steps.getLast().statements().stream()
                        .map(StatementResult::error)
                        .filter(error -> error != null)
                        .findFirst()
                        .orElse(null);
    }

    private void end(StepOutcome outcome) {
        interrupted();
        StepResult step = stepResult(outcome);
        steps.add(step);
        if (!inTransaction) {
            kept = steps.size();
        }
        migration = null;
        unconfirmed = false;
        listener.on(new RunEvent.StepEnded(step));
    }

    private StepResult stepResult(StepOutcome outcome) {
        return new StepResult(
                migration.version(),
                migration.description(),
                script.name(),
                direction,
                outcome,
                since(stepStarted),
                statements);
    }

    private void add(StatementResult result) {
        statements.add(result);
        listener.on(new RunEvent.StatementEnded(result));
    }

    private StatementResult result(
            ScriptStatement statement,
            StatementOutcome outcome,
            Duration took,
            List<String> notices,
            StatementError error,
            String reason) {
        return new StatementResult(
                statement.line(),
                shown(statement),
                outcome,
                took,
                outcome == StatementOutcome.DONE && rows >= 0 ? rows : null,
                notices,
                error,
                reason,
                null);
    }

    /** A script may hold the very password that the run came in with. */
    private String shown(String sql) {
        return redaction.inStatement(sql);
    }

    /** Asked for when a statement starts and again when it has ended. */
    private String shown(ScriptStatement statement) {
        if (statement != lastShown) {
            lastShown = statement;
            lastText = shown(statement.shown());
        }
        return lastText;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
