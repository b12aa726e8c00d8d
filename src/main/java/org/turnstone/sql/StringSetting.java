package org.turnstone.sql;

/**
 * What the server's {@code standard_conforming_strings} is at a place in a script: switched on, a backslash in a plain
 * string is a backslash. A script may switch it, and taking a transaction back switches it back.
 *
 * @param now what holds here
 * @param afterCommit what holds when the transaction ends well: SET LOCAL is forgotten then
 * @param afterRollback what holds when it does not
 * @param initial what RESET returns to
 */
record StringSetting(
        boolean now, boolean afterCommit, boolean afterRollback, boolean initial, boolean insideTransaction) {
    static StringSetting initially(boolean standard) {
        return new StringSetting(standard, standard, standard, standard, false);
    }

    StringSetting set(boolean standard) {
        return new StringSetting(
                standard, standard, insideTransaction ? afterRollback : standard, initial, insideTransaction);
    }

    // Outside a transaction the server ignores it; but a script without BEGIN mostly runs inside the tool's own.
    StringSetting setLocally(boolean standard) {
        return new StringSetting(standard, afterCommit, afterRollback, initial, insideTransaction);
    }

    StringSetting begin() {
        return new StringSetting(now, afterCommit, afterCommit, initial, true);
    }

    StringSetting commit() {
        return new StringSetting(afterCommit, afterCommit, afterCommit, initial, false);
    }

    StringSetting rollback() {
        return new StringSetting(afterRollback, afterRollback, afterRollback, initial, false);
    }
}
