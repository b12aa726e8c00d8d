package org.turnstone.run;

/** Hears what happens during a run, on the run's own thread. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);
}
