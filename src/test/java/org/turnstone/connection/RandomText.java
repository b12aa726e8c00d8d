package org.turnstone.connection;

import java.util.Random;

/** Strings as nobody would think them up: everything that has a meaning somewhere, and a little of everything else. */
final class RandomText {
    private static final String SPECIAL = "@:/?#%&=+ \t\n\r'\"\\`$!*()[]{}<>,;^|~-._";
    private static final String[] LOOK_ALIKE = {
        "%41",
        "%2F",
        "%25",
        "%zz",
        "://",
        "postgresql://",
        "@host",
        "${HOME}",
        "$(id)",
        "\\n",
        "''",
        "\"\"",
        "#x",
        " #",
        "&password=",
        "?host=",
        "export ",
        "\u00a0",
        "\u00ad",
        "ﬁ",
        "ä",
        "a\u0308",
        "пар",
        "סי",
        "🔑",
        "\u200d",
        "\u2019"
    };
    private final Random random;

    RandomText(long seed) {
        random = new Random(seed);
    }

    /** At least one character, and no NUL. */
    String next() {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 12);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                case 2 -> text.append((char) ('!' + random.nextInt(94)));
                case 3 -> text.append(LOOK_ALIKE[random.nextInt(LOOK_ALIKE.length)]);
                default -> text.appendCodePoint(codePoint());
            }
        }
        return text.toString();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private int codePoint() {
        int c = 1 + random.nextInt(random.nextBoolean() ? 0x7FF : Character.MAX_CODE_POINT);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 'x' : c;
    }
}
