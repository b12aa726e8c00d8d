package org.turnstone.connection.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command's line into words, without a shell: spaces part words, {@code '…'} keeps everything inside as it is,
 * {@code "…"} keeps spaces, and a backslash before a space, a quote or a backslash stands for that character; any other
 * backslash is one. Nothing else is special: no variables, no pipes, no {@code ~}. Who wants those writes
 * {@code sh -c '…'}.
 */
final class CommandLine {
    private static final String ESCAPABLE = " \t\"'\\";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;

    private CommandLine(String line) {
        this.line = line;
    }

    static List<String> words(String line) throws ProfileProblem {
        CommandLine reading = new CommandLine(line);
        reading.read();
        if (reading.words.isEmpty()) {
            throw new ProfileProblem("The command that prints the password is empty.");
        }
        return reading.words;
    }

    private void read() throws ProfileProblem {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != '\'' && c == '\\' && i + 1 < line.length() && ESCAPABLE.indexOf(line.charAt(i + 1)) >= 0) {
                add(line.charAt(++i));
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                word = word == null ? new StringBuilder() : word;
            } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
                end();
            } else {
                add(c);
            }
        }
        if (quote != 0) {
            throw new ProfileProblem("The command that prints the password has a " + quote + " that is not closed.");
        }
        end();
    }

    private void add(char c) {
        word = word == null ? new StringBuilder() : word;
        word.append(c);
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }
}
