package org.turnstone.sql;

import java.util.Set;

/** psql's commands, as far as they change what the text around them means. */
final class PsqlCommand {
    private static final Set<String> SENDING =
            Set.of("g", "gx", "gset", "gexec", "gdesc", "crosstabview", "watch", "parse", "sendpipeline");
    private static final Set<String> TAKING_THE_LINE = Set.of("!", "copy", "ef", "ev", "h", "help", "sf", "sv");

    private PsqlCommand() {}

    /** Where the command that starts there ends: at the end of the line, or before the next backslash. */
    static int end(CharSequence text, int start, int limit) {
        int position = start + 1;
        while (position < limit && text.charAt(position) != '\\' && !Characters.isSpace(text.charAt(position))) {
            position++;
        }
        boolean wholeLine = TAKING_THE_LINE.contains(name(text, start, position));
        char quote = 0;
        int end = position;
        for (; position < limit && !Characters.isLineEnd(text.charAt(position)); position++) {
            char c = text.charAt(position);
            if (quote == 0 && c == '\\' && !wholeLine) {
                break;
            }
            if (c == '\\'
                    && quote == '\''
                    && position + 1 < limit
                    && !Characters.isLineEnd(text.charAt(position + 1))) {
                position++;
            } else if (quote == 0 && (c == '\'' || c == '"' || c == '`')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            if (!Characters.isSpace(c)) {
                end = position + 1;
            }
        }
        return end;
    }

    private static String name(CharSequence text, int start, int end) {
        return end - start > 20 ? "" : text.subSequence(start + 1, end).toString();
    }

    /** The command's name, without the backslash; empty for {@code \\}. */
    static String name(CharSequence text, Token token) {
        int end = token.start() + 1;
        while (end < token.end() && !Characters.isSpace(text.charAt(end)) && text.charAt(end) != '\\') {
            end++;
        }
        return name(text, token.start(), end);
    }

    /** Whether psql sends the statement before it, as it does at a semicolon. */
    static boolean sends(String name) {
        return SENDING.contains(name);
    }

    static boolean discards(String name) {
        return name.equals("r") || name.equals("reset");
    }

    static boolean connects(String name) {
        return name.equals("c") || name.equals("connect");
    }

    /** Whether data lines follow: {@code \copy … from stdin}. */
    static boolean awaitsData(CharSequence text, int start, int end) {
        return end - start > 5
                && Characters.isWord(text, start, start + 5, "\\copy")
                && Lexer.awaitsData(text.subSequence(start + 1, end));
    }

    /** Whether it is {@code \;} or {@code \:}, which stand for the character without the backslash. */
    static boolean isEscaped(CharSequence text, Token token) {
        return token.end() - token.start() == 2
                && (text.charAt(token.start() + 1) == ';' || text.charAt(token.start() + 1) == ':');
    }
}
