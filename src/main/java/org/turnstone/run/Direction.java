package org.turnstone.run;

/** Which way a step goes. */
public enum Direction {
    UP,
    DOWN
}
