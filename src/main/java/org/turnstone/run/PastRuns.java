package org.turnstone.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal holds of past runs. A line that is damaged, or that an older or newer Turnstone wrote, costs what it
 * says and nothing else.
 */
public final class PastRuns {
    /** A run as it looked when it ended, and what was remarked on the way. */
    public record Past(RunResult result, List<String> remarks) {
        public Past {
            remarks = List.copyOf(remarks);
        }
    }

    /** Larger journals are listed, but not shown: they would not fit. */
    private static final long MOST_BYTES = 256L << 20;

    private static final long SMALL_BYTES = 8L << 20;

    /** The run's plan stands among the first lines. */
    private static final int HEAD_LINES = 64;

    private static final int LONGEST_HEAD_LINE = 16 << 20;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]*");
    private static final String ENDING = ".jsonl";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, map -> map.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private final Path folder;

    public PastRuns(Path folder) {
        this.folder = folder;
    }

    /** Those that the journal of this machine's user holds, where the environment says. */
    public static PastRuns of(Map<String, String> environment) {
        return new PastRuns(StateFolder.find(environment).resolve("runs"));
    }

    /** The newest so many, newest first. */
    public List<JournalEntry> list(int most) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        // A run's name begins with the moment it began.
        files.sort(Comparator.comparing((Path file) -> file.getFileName().toString())
                .reversed());
        List<JournalEntry> entries = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(most, files.size()))) {
            entries.add(entry(file));
        }
        // Names tell the second; several runs may begin in one.
        entries.sort(Comparator.comparing((JournalEntry entry) -> second(entry.id()))
                .thenComparing(JournalEntry::begunAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed());
        return entries;
    }

    private static String second(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf('-')));
    }

    /** One run, as {@link #list} has it. */
    public JournalEntry find(String id) throws IOException {
        return entry(file(id));
    }

    /** Whether a journal is so small that it can be read without being asked for. */
    public boolean isSmall(String id) throws IOException {
        return Files.size(file(id)) <= SMALL_BYTES;
    }

    /** One run as it looked when it ended; the failure's message says why it cannot be shown. */
    public Past read(String id) throws IOException {
        Path file = file(id);
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("The journal of run " + id + " is larger than " + (MOST_BYTES >> 20)
                    + " MB and is not read: " + file);
        }
        List<String> remarks = new ArrayList<>();
        RunResult result = null;
        try (BufferedReader lines = reader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = parse(line);
                switch (node == null ? "" : node.path("event").asString("")) {
                    case "remark" -> remarks.add(node.path("text").asString(""));
                    case "ended" -> result = result(node.path("result"));
                    default -> {}
                }
            }
        }
        if (result == null) {
            throw new IOException("The journal does not say how run " + id
                    + " ended: it goes on, was killed, or did not begin. What it holds is in " + file + ".");
        }
        return new Past(result, remarks);
    }

    private Path file(String id) throws IOException {
        Path file = folder.resolve(id + ENDING);
        if (!ID.matcher(id).matches() || !Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    id, null, "There is no run " + id + " in the journal. `turnstone journal list` lists them.");
        }
        return file;
    }

    private static RunResult result(JsonNode node) {
        try {
            RunResult read = JSON.treeToValue(node, RunResult.class);
            boolean whole = read != null && read.kind() != null && read.outcome() != null && read.startedAt() != null;
            return whole ? read : null;
        } catch (JacksonException | NullPointerException e) {
            return null;
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static BufferedReader reader(Path file) throws IOException {
        // What is not UTF-8 is a damaged line, not the end of reading.
        return new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private JournalEntry entry(Path file) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - ENDING.length());
        Head head = new Head();
        Tail tail = Tail.NONE;
        try {
            head.read(file);
            tail = Tail.of(file);
        } catch (IOException e) {
            System.getLogger(PastRuns.class.getName())
                    .log(System.Logger.Level.DEBUG, "a journal cannot be read: " + file, e);
        }
        Instant begun = head.begun == null ? RunIds.begun(id) : head.begun;
        return new JournalEntry(
                id,
                Objects.requireNonNullElse(head.kind, "unknown"),
                tail.outcome(),
                tail.summary(),
                begun,
                tail.at(),
                head.project,
                head.folder,
                head.target,
                head.info,
                head.plan,
                tail.ended() && tail.outcome() != null);
    }

    /** What the first lines say: what was asked, and what came of it as a plan. */
    private static final class Head {
        private Instant begun;
        private String kind;
        private String project;
        private String folder;
        private String target;
        private TargetInfo info;
        private ExactPlan plan;

        void read(Path file) throws IOException {
            try (BufferedReader lines = reader(file)) {
                for (int i = 0; i < HEAD_LINES && plan == null; i++) {
                    String line = bounded(lines);
                    if (line == null) {
                        return;
                    }
                    JsonNode node = parse(line);
                    if (node != null) {
                        take(node);
                    }
                }
            }
        }

        private static String bounded(BufferedReader lines) throws IOException {
            var line = new StringBuilder();
            for (int c = lines.read(); c != '\n'; c = lines.read()) {
                if (c < 0) {
                    return line.isEmpty() ? null : line.toString();
                }
                if (line.length() == LONGEST_HEAD_LINE) {
                    return null;
                }
                line.append((char) c);
            }
            return line.toString();
        }

        private void take(JsonNode node) {
            switch (node.path("event").asString("")) {
                case "asked" -> {
                    begun = instant(node.path("at").asString(null));
                    kind = node.path("kind").asString(null);
                    folder = node.path("project").asString(null);
                    project = node.path("name").asString(null);
                    target = node.path("target").asString(null);
                }
                case "started" -> {
                    try {
                        info = JSON.treeToValue(node.path("target"), TargetInfo.class);
                        plan = new ExactPlan(List.of(JSON.treeToValue(node.path("plan"), ExactPlan.Step[].class)));
                    } catch (JacksonException | NullPointerException e) {
                        // An older Turnstone wrote no plan: then no plan is known to be the same.
                        plan = new ExactPlan(List.of());
                    }
                }
                default -> {}
            }
        }
    }

    /** What the last line says; of a result only its beginning is read, because all of it may be megabytes. */
    private record Tail(Instant at, boolean ended, RunOutcome outcome, String summary) {
        private static final Tail NONE = new Tail(null, false, null, null);
        private static final int CHUNK = 1 << 16;

        static Tail of(Path file) throws IOException {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
                if (!isWhole(open)) {
                    return NONE;
                }
                open.seek(lastLine(open));
                InputStream in = new BufferedInputStream(Channels.newInputStream(open.getChannel()));
                try (JsonParser parser = JSON.createParser(in)) {
                    return read(parser);
                } catch (JacksonException e) {
                    return NONE;
                }
            }
        }

        /** A killed Turnstone leaves half a line. */
        private static boolean isWhole(RandomAccessFile open) throws IOException {
            if (open.length() == 0) {
                return false;
            }
            open.seek(open.length() - 1);
            return open.read() == '\n';
        }

        private static long lastLine(RandomAccessFile open) throws IOException {
            byte[] chunk = new byte[CHUNK];
            // The line break at the very end is not the one before the last line.
            long end = open.length() - 1;
            while (end > 0) {
                int size = (int) Math.min(CHUNK, end);
                open.seek(end - size);
                open.readFully(chunk, 0, size);
                for (int i = size - 1; i >= 0; i--) {
                    if (chunk[i] == '\n') {
                        return end - size + i + 1;
                    }
                }
                end -= size;
            }
            return 0;
        }

        private static Tail read(JsonParser parser) {
            Instant at = null;
            String event = "";
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "at" -> at = instant(parser.getString());
                    case "event" -> event = parser.getString();
                    case "reason" -> {
                        return new Tail(at, false, null, value == JsonToken.VALUE_NULL ? null : parser.getString());
                    }
                    case "result" -> {
                        return ended(at, parser);
                    }
                    case "rows" -> {
                        return new Tail(at, false, event.equals("wrote") ? RunOutcome.SUCCEEDED : null, null);
                    }
                    default -> parser.skipChildren();
                }
            }
            return NONE;
        }

        private static Tail ended(Instant at, JsonParser parser) {
            RunOutcome outcome = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "outcome" -> outcome = outcome(parser.getString());
                    case "summary" -> {
                        return new Tail(at, true, outcome, parser.getString());
                    }
                    default -> parser.skipChildren();
                }
            }
            return new Tail(at, true, outcome, null);
        }

        private static RunOutcome outcome(String name) {
            for (RunOutcome each : RunOutcome.values()) {
                if (each.name().equals(name)) {
                    return each;
                }
            }
            return null;
        }
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            return null;
        }
    }
}
