package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was run can be read back, and a damaged journal costs only what it held. */
class PastRunsTest extends EngineFixture {
    private PastRuns past() {
        return new PastRuns(temporary.resolve("state"));
    }

    @Test
    void aRunIsReadBackAsItWas() throws Exception {
        scripts.with("V1__one.sql", "create table one (id int);\ninsert into one values (1), (2);\n");
        scripts.with("V2__two.sql", "create index concurrently two on one (id);\n");
        RunResult dry = dryRun();
        RunResult done = migrate();
        List<JournalEntry> list = past().list(10);
        assertThat(list).hasSize(2);
        JournalEntry newest =
                list.stream().filter(e -> e.id().equals(done.id())).findFirst().orElseThrow();
        assertThat(newest.runKind()).isEqualTo(RunKind.MIGRATE);
        assertThat(newest.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(newest.summary()).isEqualTo(done.summary());
        assertThat(newest.target()).isEqualTo(target.name());
        assertThat(newest.at()).isEqualTo(done.target());
        assertThat(newest.folder()).isEqualTo(scripts.folder().toString());
        assertThat(newest.begunAt()).isNotNull().isBeforeOrEqualTo(newest.endedAt());
        assertThat(newest.hasResult()).isTrue();
        assertThat(past().read(done.id()).result()).isEqualTo(done);
        assertThat(past().read(dry.id()).result()).isEqualTo(dry);
    }

    @Test
    void aDryRunOfExactlyThisPlanIsKnownAgainAndOfAnotherIsNot() throws Exception {
        scripts.with("V1__one.sql", "create table one (id int);\n");
        RunResult dry = dryRun();
        ExactPlan rehearsed = past().find(dry.id()).plan();
        List<PlannedStep> now = project().migrations().stream()
                .map(m -> new PlannedStep(m, Direction.UP))
                .toList();
        assertThat(ExactPlan.of(now).isSameAs(rehearsed)).isTrue();
        scripts.with("V1__one.sql", "create table one (id bigint);\n");
        assertThat(ExactPlan.of(now).isSameAs(rehearsed)).isFalse();
        Files.delete(now.getFirst().migration().script());
        assertThat(ExactPlan.of(now).isSameAs(ExactPlan.of(now))).isFalse();
    }

    @Test
    void damageCostsOnlyWhatItHeld() throws Exception {
        scripts.with("V1__one.sql", "create table one (id int);\n");
        RunResult dry = dryRun();
        Path folder = temporary.resolve("state");
        Path file = folder.resolve(dry.id() + ".jsonl");
        byte[] good = Files.readAllBytes(file);
        Files.write(folder.resolve("20990101-000000-aaaaaa.jsonl"), new byte[] {'{', (byte) 0xff, '\n', 0, '\n'});
        Files.writeString(folder.resolve("20990101-000001-aaaaaa.jsonl"), "");
        // Half of the last line, as a killed Turnstone leaves it.
        byte[] half = java.util.Arrays.copyOf(good, good.length - 200);
        Files.write(folder.resolve("20990101-000002-aaaaaa.jsonl"), half);
        // A damaged line in the middle.
        String text = new String(good, StandardCharsets.UTF_8);
        int second = text.indexOf('\n') + 1;
        Files.writeString(
                folder.resolve("20990101-000003-aaaaaa.jsonl"),
                text.substring(0, second) + "}{ nonsense\n" + text.substring(second));
        assertThat(past().list(10))
                .extracting(JournalEntry::id)
                .startsWith("20990101-000003-aaaaaa")
                .hasSize(5);
        assertThat(past().find("20990101-000003-aaaaaa").isGood()).isTrue();
        assertThat(past().read("20990101-000003-aaaaaa").result()).isEqualTo(dry);
        assertThat(past().find("20990101-000002-aaaaaa").outcome()).isNull();
        assertThat(past().find("20990101-000002-aaaaaa").runKind()).isEqualTo(RunKind.DRY_RUN);
        for (String unreadable :
                List.of("20990101-000000-aaaaaa", "20990101-000001-aaaaaa", "20990101-000002-aaaaaa")) {
            assertThat(past().find(unreadable).begunAt()).isNotNull();
            assertThatThrownBy(() -> past().read(unreadable))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not say how run");
        }
        assertThat(past().list(2)).hasSize(2);
    }

    @Test
    void anOlderAndANewerTurnstoneAreUnderstoodAsFarAsTheyAgree() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("state"));
        Files.writeString(folder.resolve("20260101-000000-aaaaaa.jsonl"), """
            {"at":"2026-01-01T00:00:00Z","event":"asked","run":"x","kind":"migrate","project":"/p","target":"t"}
            {"at":"2026-01-01T00:00:01Z","event":"started","target":{"name":"t","server":"h:1","database":"d","user":"u","version":"18"},"steps":1}
            {"at":"2026-01-01T00:00:02Z","event":"ended","result":{"id":"x","kind":"MIGRATE","outcome":"SUCCEEDED","summary":"Done.","steps":[{"version":"1","description":"d","script":"s","direction":"UP","outcome":"DONE","duration":"PT1S","statements":[{"line":1,"sql":"select 1","outcome":"DONE","duration":"PT1S"}],"invented":[1,{"x":2}]}],"startedAt":"2026-01-01T00:00:00Z","duration":"PT2S","fromTheFuture":{"a":[1]}}}
            """);
        JournalEntry entry = past().list(1).getFirst();
        assertThat(entry.isGood()).isTrue();
        assertThat(entry.project()).isNull();
        assertThat(entry.plan().isSameAs(entry.plan())).isFalse();
        RunResult result = past().read(entry.id()).result();
        assertThat(result.steps().getFirst().statements().getFirst().notices()).isEmpty();
        assertThat(result.locks()).isEmpty();
        assertThat(result.statementCount()).isEqualTo(1);
    }

    @Test
    void whatDidNotBeginSaysWhy() throws Exception {
        scripts.with("V1__one.sql", "create table one (id int);\n");
        RunRequest request = RunRequest.migrate(project(), target).to("77");
        assertThatThrownBy(() -> run(request)).isInstanceOf(RunRefused.class);
        JournalEntry entry = past().list(1).getFirst();
        assertThat(entry.outcome()).isNull();
        assertThat(entry.hasResult()).isFalse();
        assertThat(entry.summary()).startsWith("There is no migration with version 77");
    }

    @Test
    void aNameIsNoPathAndAnUnknownOneIsSaid() {
        for (String id : List.of("../../etc/passwd", "..", "", "20260101-000000-bbbbbb", "a/b")) {
            assertThatThrownBy(() -> past().read(id))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("There is no run");
        }
    }

    @Test
    void nothingThatWasEverWrittenIsReadAtOnce() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("state"));
        Path large = folder.resolve("20260101-000000-cccccc.jsonl");
        Files.writeString(
                large, "{\"at\":\"2026-01-01T00:00:00Z\",\"event\":\"asked\",\"kind\":\"test\",\"project\":\"/p\"}\n");
        byte[] filler =
                ("{\"event\":\"remark\",\"text\":\"" + "x".repeat(100_000) + "\"}\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50; i++) {
            Files.write(large, filler, StandardOpenOption.APPEND);
        }
        Files.writeString(
                large,
                "{\"at\":\"2026-01-01T00:00:09Z\",\"event\":\"ended\",\"result\":{\"id\":\"x\",\"kind\":\"TEST\",\"outcome\":\"FAILED\",\"summary\":\"s\"}}\n",
                StandardOpenOption.APPEND);
        JournalEntry entry = past().list(1).getFirst();
        assertThat(entry.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(entry.runKind()).isEqualTo(RunKind.TEST);
    }
}
