package org.turnstone.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.Remedy;
import tools.jackson.databind.json.JsonMapper;

/**
 * The local, append-only record of every run: one file of JSON lines a run, written as things happen, so that a killed
 * Turnstone leaves a trace as well. A journal that cannot be written never stops a run.
 */
public final class Journal {
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    /** One run's lines. */
    public final class Entry implements AutoCloseable {
        private final Path file;
        private BufferedWriter out;

        private Entry(String id, String kind, Project project, Target target) {
            file = folder.resolve(id + ".jsonl");
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
                    project.root().toString(),
                    "name",
                    project.name(),
                    "target",
                    target == null ? null : target.name());
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
                out.write(JSON.writeValueAsString(line));
                out.newLine();
                out.flush();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "The journal {0} cannot be written on: {1}", file, e.getMessage());
                close();
            }
        }

        @Override
        public void close() {
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
