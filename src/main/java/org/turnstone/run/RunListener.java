package org.turnstone.run;

/** Hears what happens during a run, one event at a time: on the run's own thread, or while that waits for the server. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);
}
