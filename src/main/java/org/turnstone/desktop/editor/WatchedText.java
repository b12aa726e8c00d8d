package org.turnstone.desktop.editor;

import java.util.function.BooleanSupplier;

/** A text that stops being read when it is enough: with some expressions, looking through it takes longer than the universe. */
public final class WatchedText implements CharSequence {
    /** Enough was read. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    private final CharSequence text;
    private final BooleanSupplier enough;
    private int asked;

    /** @param enough asked now and then while the text is read */
    public WatchedText(CharSequence text, BooleanSupplier enough) {
        this.text = text;
        this.enough = enough;
    }

    /** @throws Stopped when it is enough */
    @Override
    public char charAt(int index) {
        if ((++asked & 1023) == 0 && enough.getAsBoolean()) {
            throw new Stopped();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
