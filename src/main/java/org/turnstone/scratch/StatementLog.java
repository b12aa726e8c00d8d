package org.turnstone.scratch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is sent to one scratch database from a moment on, as the server's log has it. */
public final class StatementLog {
    /** One statement, and the {@code application_name} of the session that sent it. */
    public record Entry(String application, String sql) {}

    /** {@link ServerSettings} has the prefix. Lines that go on begin with a tab. */
    private static final Pattern LINE = Pattern.compile(
            "\\S+ \\S+ \\S+ \\[\\d+] (?:\\[(.*?)] \\[(.*?)] )?[A-Z]+: {2}(?:(?:statement|execute [^:]*): )?(.*)");

    private static final Pattern SENT = Pattern.compile(".*?] LOG: {2}(?:statement|execute [^:]*): .*");

    private final Path file;
    private final String database;
    private final long start;

    private StatementLog(Path file, String database, long start) {
        this.file = file;
        this.database = database;
        this.start = start;
    }

    static StatementLog from(Path file, String database) throws IOException {
        return new StatementLog(file, database, Files.size(file));
    }

    /** In the order the server got them. */
    public List<Entry> entries() throws IOException {
        List<Entry> result = new ArrayList<>();
        String application = null;
        StringBuilder sql = null;
        for (String line : text().split("\n")) {
            if (line.startsWith("\t")) {
                if (sql != null) {
                    sql.append('\n').append(line, 1, line.length());
                }
                continue;
            }
            if (sql != null) {
                result.add(new Entry(application, sql.toString()));
                sql = null;
            }
            Matcher matcher = LINE.matcher(line);
            if (SENT.matcher(line).matches() && matcher.matches() && database.equals(matcher.group(2))) {
                application = matcher.group(1);
                sql = new StringBuilder(matcher.group(3));
            }
        }
        if (sql != null) {
            result.add(new Entry(application, sql.toString()));
        }
        return result;
    }

    private String text() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(start);
            byte[] bytes = new byte[Math.toIntExact(log.length() - start)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
