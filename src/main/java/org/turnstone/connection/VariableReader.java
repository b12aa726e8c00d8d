package org.turnstone.connection;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a line that gives a variable an address, as it stands in a shell's script, a {@code .env} file, PowerShell,
 * Windows' command prompt or a hoster's list of settings.
 */
final class VariableReader {
    private static final Pattern LINE = Pattern.compile("(?s)(?:(export|declare"
            + " -x|set|setenv|ENV|-e|\\$env:)\\s*)?([A-Z_][A-Z0-9_]*)(\\s*=\\s*|:\\s+|\\s+(?=postgres))(.*)");

    private VariableReader() {}

    static boolean recognises(String text) {
        Matcher line = LINE.matcher(text);
        return line.matches()
                && (line.group(1) != null || line.group(2).equals(line.group(2).toUpperCase()));
    }

    static Findings read(String text) throws ConnectionFailure {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw Findings.bad("This line gives no variable a value.");
        }
        String value = value(line.group(1), line.group(4).strip());
        if (value.isBlank()) {
            throw Findings.bad("The variable " + line.group(2) + " is empty there.");
        }
        Findings findings = AddressReader.find(value);
        findings.form = AddressForm.VARIABLE;
        return findings;
    }

    private static String value(String word, String raw) throws ConnectionFailure {
        if ("$env:".equals(word)) {
            return raw.startsWith("'") && raw.endsWith("'") && raw.length() > 1
                    ? raw.substring(1, raw.length() - 1).replace("''", "'")
                    : DotEnv.value(raw);
        }
        if ("set".equals(word)) {
            return raw;
        }
        if (raw.startsWith("'") && raw.contains("'\\''")) {
            List<String> words = ShellWords.of(raw);
            return words.isEmpty() ? "" : words.getFirst();
        }
        // .env and shells agree on everything a URL's line has, except that .env keeps a raw password's $ and \.
        return DotEnv.value(raw.endsWith(";") ? raw.substring(0, raw.length() - 1) : raw);
    }
}
