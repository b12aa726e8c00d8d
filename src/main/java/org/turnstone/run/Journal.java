package org.turnstone.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The local, append-only record of every run: one file of JSON lines a run, written as things happen, so that a killed
 * Turnstone leaves a trace as well. A journal that cannot be written never stops a run.
 */
public final class Journal {
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());

    /** A run's session, or one that works for it. */
    private static final Pattern APPLICATION = Pattern.compile("turnstone (\\d{8}-\\d{6}-[0-9a-f]{6})( .*)?");

    /** Those of this process that are going on. */
    private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;

    public Journal(Path folder) {
        this.folder = folder;
    }

    /** {@code runs} in the platform's folder for a program's state. */
    public static Journal inDefaultFolder() {
        return new Journal(StateFolder.find().resolve("runs"));
    }

    /** A folder of that name beside this one. */
    Path besides(String name) {
        return folder.toAbsolutePath().resolveSibling(name);
    }

    public Entry begin(String id, RunRequest request) {
        return new Entry(id, request.kind().id(), request.project(), request.target());
    }

    /** What was written so far. */
    public PastRuns past() {
        return new PastRuns(folder);
    }

    Entry begin(String id, Remedy remedy, Project project, Target target) {
        return new Entry(id, remedy.toString(), project, target);
    }

    /** Something done to a target without any project. */
    Entry begin(String id, String what, Target target) {
        return new Entry(id, what, null, target);
    }

    /**
     * Whether a session of this name is what is left of a run of this machine that is over: its process is gone, or it
     * was told to be done.
     */
    boolean isOrphan(String application) {
        Matcher name = APPLICATION.matcher(application == null ? "" : application);
        if (!name.matches() || OPEN.contains(name.group(1))) {
            return false;
        }
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(name.group(1) + ".jsonl"))) {
            JsonNode asked = Json.MAPPER.readTree(lines.readLine());
            long process = asked.path("process").asLong(0);
            return process == ProcessHandle.current().pid()
                    || process != 0
                            && ProcessHandle.of(process)
                                    .filter(ProcessHandle::isAlive)
                                    .filter(other -> Objects.equals(
                                            started(other),
                                            asked.path("processStarted").asString("")))
                                    .isEmpty();
        } catch (IOException | RuntimeException e) {
            return false; // Of another machine or another user: nobody here knows whether it is alive.
        }
    }

    /** A number may be given to another process later. */
    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /** Made by the first that is written or read: a window that opens has to wait for nothing of it. */
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder().build();
    }

    /** One run's lines. */
    public final class Entry implements AutoCloseable {
        private final String id;
        private final Path file;
        private BufferedWriter out;

        private Entry(String id, String kind, Project project, Target target) {
            this.id = id;
            file = folder.resolve(id + ".jsonl");
            OPEN.add(id);
            try {
                Files.createDirectories(folder);
                out = Files.newBufferedWriter(file);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "The run is not journalled: {0}", e.getMessage());
            }
            write(
                    "asked",
                    "run",
                    id,
                    "kind",
                    kind,
                    "project",
                    project == null ? null : project.root().toString(),
                    "name",
                    project == null ? null : project.name(),
                    "target",
                    target == null ? null : target.name(),
                    "process",
                    ProcessHandle.current().pid(),
                    "processStarted",
                    started(ProcessHandle.current()));
        }

        public void on(RunEvent event) {
            switch (event) {
                case RunEvent.Started e ->
                    write(
                            "started",
                            "target",
                            e.target(),
                            "steps",
                            e.plan().size(),
                            "plan",
                            ExactPlan.of(e.plan()).steps());
                case RunEvent.WaitingForLock e -> write("waiting", "holder", e.holder());
                case RunEvent.Blocked e -> write("blocked", "chain", e.chain());
                case RunEvent.Unblocked e -> write("unblocked", "waited", e.waited());
                case RunEvent.TestStepStarted e -> write("test", "title", e.title());
                case RunEvent.TestStepEnded e -> write("tested", "step", e.step());
                case RunEvent.StepStarted e ->
                    write(
                            "step",
                            "script",
                            e.step().migration().scriptName(),
                            "direction",
                            e.step().direction());
                case RunEvent.StatementStarted e -> write("statement", "line", e.line());
                case RunEvent.StatementEnded e -> {
                    // The result holds them all; a line each would only double a large script.
                }
                case RunEvent.StepEnded e ->
                    write(
                            "stepped",
                            "script",
                            e.step().script(),
                            "outcome",
                            e.step().outcome());
                case RunEvent.TryingAgain e -> {
                    // The remark beside it says so, and why.
                }
                case RunEvent.Remark e -> write("remark", "text", e.text());
                case RunEvent.Ended e -> write("ended", "result", e.result());
            }
        }

        /** The run did not begin. */
        void refused(Exception why) {
            write("refused", "reason", why.getMessage());
        }

        void on(List<RowChange> changes) {
            write("wrote", "rows", changes);
        }

        private void write(String what, Object... pairs) {
            if (out == null) {
                return;
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("at", Instant.now());
            line.put("event", what);
            for (int i = 0; i < pairs.length; i += 2) {
                line.put((String) pairs[i], pairs[i + 1]);
            }
            try {
                out.write(Json.MAPPER.writeValueAsString(line));
                out.newLine();
                out.flush();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "The journal {0} cannot be written on: {1}", file, e.getMessage());
                close();
            }
        }

        @Override
        public void close() {
            OPEN.remove(id);
            if (out != null) {
                try {
                    out.close();
                } catch (IOException e) {
                    LOG.log(Level.WARNING, "The journal {0} cannot be closed: {1}", file, e.getMessage());
                }
                out = null;
            }
        }
    }
}
