package org.turnstone.run;

import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;

/** Who is in whose way in a database, and what can be done about it. Everything but looking is journalled. */
public interface LockDoctor {
    /** Looks, and changes nothing. */
    LockReport look(Target target) throws ConnectionFailure;

    /**
     * Cancels the statement that a session is carrying out.
     *
     * @return what came of it, in a sentence
     * @throws RunRefused when there is no such session, or this role may not
     */
    String cancel(Target target, int pid) throws ConnectionFailure, RunRefused;

    /**
     * Ends a session; what it had not committed is rolled back.
     *
     * @return what came of it, in a sentence
     * @throws RunRefused when there is no such session, or this role may not
     */
    String terminate(Target target, int pid) throws ConnectionFailure, RunRefused;

    /**
     * Drops an index that a broken build left, without keeping anybody waiting.
     *
     * @param index as {@link LeftoverIndex#index()} calls it
     * @return what came of it, in a sentence
     * @throws RunRefused when it is none of those any more
     */
    String dropLeftover(Target target, String index) throws ConnectionFailure, RunRefused;
}
