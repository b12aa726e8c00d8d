package org.turnstone.bench;

/** Something that is measured, and a peer that does the same in the same run, so that the ratio holds on any machine. */
interface Benchmark {
    /** What is done once, such as {@code type a character in a 1 MB file}. */
    String title();

    /** What the peer is. */
    String peer();

    /** How long every single time took, in nanoseconds; warm-up left out. */
    long[] ours() throws Exception;

    /** The same of the peer; nothing where there is none. */
    long[] theirs() throws Exception;
}
