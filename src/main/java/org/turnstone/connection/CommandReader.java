package org.turnstone.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a pasted {@code PGPASSWORD=… psql -h db -U me shop}. */
final class CommandReader {
    private static final Set<String> PROGRAMS =
            Set.of("psql", "psql.exe", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "createdb", "vacuumdb");
    private static final Map<String, String> OPTIONS = Map.of(
            "-h",
            "host",
            "--host",
            "host",
            "-p",
            "port",
            "--port",
            "port",
            "-U",
            "user",
            "--username",
            "user",
            "-d",
            "dbname",
            "--dbname",
            "dbname");
    /** Options that have a value which says nothing about the address. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-c",
            "--command",
            "-f",
            "--file",
            "-v",
            "--set",
            "--variable",
            "-o",
            "--output",
            "-F",
            "--field-separator",
            "-P",
            "--pset",
            "-R",
            "--record-separator",
            "-T",
            "--table-attr",
            "-L",
            "--log-file");

    private final Findings findings = new Findings(AddressForm.COMMAND);
    private final List<String> positional = new ArrayList<>();

    private CommandReader() {}

    /** Whether one of the first words is psql or a sister of it. */
    static boolean recognises(String text) {
        return java.util.Arrays.stream(text.strip().split("\\s+")).anyMatch(CommandReader::isProgram);
    }

    private static boolean isProgram(String word) {
        return !word.contains("=")
                && !word.contains("://")
                && PROGRAMS.contains(word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1));
    }

    static Findings read(String text) throws ConnectionFailure {
        List<String> words = ShellWords.of(text);
        CommandReader reader = new CommandReader();
        int at = 0;
        for (; at < words.size() && !isProgram(words.get(at)); at++) {
            reader.takeVariable(words.get(at));
        }
        reader.takeArguments(words.subList(Math.min(at + 1, words.size()), words.size()));
        return reader.findings;
    }

    private void takeVariable(String word) {
        int equals = word.indexOf('=');
        String keyword = equals < 0 ? null : EnvironmentNames.keyword(word.substring(0, equals));
        if (keyword != null) {
            findings.parts.set(keyword, word.substring(equals + 1));
        }
    }

    private void takeArguments(List<String> words) throws ConnectionFailure {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.equals("-")) {
                positional.add(word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = equals > 0 ? word.substring(0, equals) : word;
            if (!word.startsWith("--") && word.length() > 2 && OPTIONS.containsKey(word.substring(0, 2))) {
                take(OPTIONS.get(word.substring(0, 2)), word.substring(2));
            } else if (OPTIONS.containsKey(option)) {
                String value = equals > 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(++i) : "";
                take(OPTIONS.get(option), value);
            } else if (WITH_VALUE.contains(option) && equals < 0) {
                i++;
            }
        }
        if (!positional.isEmpty() && !findings.parts.has("dbname")) {
            take("dbname", positional.removeFirst());
        }
        if (!positional.isEmpty() && !findings.parts.has("user")) {
            take("user", positional.getFirst());
        }
    }

    private void take(String keyword, String value) throws ConnectionFailure {
        if (keyword.equals("dbname") && (value.contains("://") || value.indexOf('=') >= 0)) {
            Findings inner = AddressReader.find(value);
            findings.add(inner);
        } else {
            findings.parts.set(keyword, value);
        }
    }
}
