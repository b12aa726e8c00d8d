package org.turnstone.connection;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as a POSIX shell does, without carrying anything out. */
final class ShellWords {
    private final String text;
    private int at;
    private String variable;

    private ShellWords(String text) {
        this.text = text;
    }

    /** The words of the first command in a line; what follows a raw ; | or &amp; is another's. */
    static List<String> of(String text) throws ConnectionFailure {
        ShellWords words = new ShellWords(text);
        List<String> result = new ArrayList<>();
        while (words.skipSpace()) {
            result.add(words.word());
        }
        if (words.variable != null) {
            throw Findings.bad("The line refers to the shell's variable " + words.variable
                    + ", whose value is not in it. Paste the value.");
        }
        return result;
    }

    private boolean skipSpace() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || isContinuation())) {
            at += isContinuation() ? 2 : 1;
        }
        return at < text.length() && ";|&<>".indexOf(text.charAt(at)) < 0;
    }

    /** A backslash at a line's end: the command goes on in the next. */
    private boolean isContinuation() {
        return text.startsWith("\\\n", at);
    }

    private String word() throws ConnectionFailure {
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == ';' || c == '|' || c == '<' || c == '>') {
                break;
            }
            if (isContinuation()) {
                at += 2;
                continue;
            }
            at++;
            switch (c) {
                case '\'' -> single(word);
                case '"' -> doubled(word);
                case '\\' -> word.append(at < text.length() ? text.charAt(at++) : c);
                case '$' -> dollar(word);
                default -> word.append(c);
            }
        }
        return word.toString();
    }

    private void single(StringBuilder word) throws ConnectionFailure {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw Findings.bad("A ' in the line has no second one. In a shell's '…', a ' itself is written '\\''.");
        }
        word.append(text, at, end);
        at = end + 1;
    }

    private void doubled(StringBuilder word) throws ConnectionFailure {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (text.startsWith("\\\n", at - 1)) {
                at++;
            } else if (c == '\\' && at < text.length() && "\\\"$`".indexOf(text.charAt(at)) >= 0) {
                word.append(text.charAt(at++));
            } else if (c == '$') {
                dollar(word);
            } else {
                word.append(c);
            }
        }
        throw Findings.bad("A \" in the line has no second one. In a shell's \"…\", a \" itself is written \\\".");
    }

    /** A whole word that is one variable tells nothing; a $ in the middle is most likely a password's own. */
    private void dollar(StringBuilder word) {
        String rest = text.substring(at);
        var name = java.util.regex.Pattern.compile("^(\\{([A-Z_][A-Z0-9_]*)}|([A-Z_][A-Z0-9_]*))(?=[\"\\s]|$)")
                .matcher(rest);
        if (word.isEmpty() && name.find()) {
            variable = name.group(2) != null ? name.group(2) : name.group(3);
        }
        word.append('$');
    }
}
