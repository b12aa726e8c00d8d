package org.turnstone.format.prisma;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * The order in which Prisma runs migrations: that of {@code localeCompare} in JavaScript
 * (packages/migrate/src/utils/listMigrations.ts), which is not the order of characters. For names of ASCII this is
 * exactly it; for others it is the order of their base letters, which Node may see otherwise in some languages.
 */
final class PrismaNames implements Comparator<String> {
    static final Comparator<String> ORDER = new PrismaNames();

    /** ICU's root collation of ASCII's characters, letters apart from their case. */
    private static final String SEQUENCE = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

    private static final int[] WEIGHTS = new int[128];

    static {
        for (int i = 0; i < SEQUENCE.length(); i++) {
            WEIGHTS[SEQUENCE.charAt(i)] = i + 1;
            WEIGHTS[Character.toUpperCase(SEQUENCE.charAt(i))] = i + 1;
        }
    }

    private PrismaNames() {}

    @Override
    public int compare(String one, String other) {
        String first = base(one);
        String second = base(other);
        int length = Math.min(first.length(), second.length());
        for (int i = 0; i < length; i++) {
            int difference = weight(first.charAt(i)) - weight(second.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        if (first.length() != second.length()) {
            return first.length() - second.length();
        }
        int accents = decomposed(one).length() - decomposed(other).length();
        if (accents != 0) {
            return accents;
        }
        for (int i = 0; i < length; i++) {
            if (first.charAt(i) != second.charAt(i)) {
                return Character.isLowerCase(first.charAt(i)) ? -1 : 1;
            }
        }
        return one.compareTo(other);
    }

    private static String decomposed(String name) {
        return Normalizer.isNormalized(name, Normalizer.Form.NFD)
                ? name
                : Normalizer.normalize(name, Normalizer.Form.NFD);
    }

    private static String base(String name) {
        String decomposed = decomposed(name);
        StringBuilder result = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            if (Character.getType(decomposed.charAt(i)) != Character.NON_SPACING_MARK) {
                result.append(decomposed.charAt(i));
            }
        }
        return result.toString();
    }

    private static int weight(char c) {
        return c < 128 ? WEIGHTS[c] : 128 + Character.toLowerCase(c);
    }

    static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
