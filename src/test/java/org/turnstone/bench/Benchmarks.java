package org.turnstone.bench;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Runs the measurements and prints a table: {@code mvn -q test-compile exec:exec@bench}. With {@code -Dbench=REGEX} only
 * those whose title matches. Another one is added by a class and a line in {@link #all}.
 */
public final class Benchmarks {
    private Benchmarks() {}

    static List<Benchmark> all() {
        return List.of(
                EditorBenchmark.typing(1),
                EditorBenchmark.enter(1),
                EditorBenchmark.scrolling(1),
                EditorBenchmark.scrolling(10),
                EditorBenchmark.opening(5),
                EditorBenchmark.opening(10),
                EditorBenchmark.longestStep(5),
                EditorBenchmark.longestStep(10),
                EditorBenchmark.longLine(),
                EditorBenchmark.pasting(),
                TimelineBenchmark.scrolling(),
                TimelineBenchmark.jumping(),
                RehearsalBenchmark.altersOn(1),
                RehearsalBenchmark.altersOn(50),
                RehearsalBenchmark.altersOn(500),
                StartBenchmark.plain(),
                StartBenchmark.cached());
    }

    public static void main(String[] args) throws Exception {
        Pattern wanted = Pattern.compile(args.length == 0 || args[0].isEmpty() ? "" : args[0]);
        System.out.printf(
                Locale.ROOT,
                "%s, %s, %d processors, glass.platform=%s%n%n",
                System.getProperty("os.name"),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("glass.platform"));
        System.out.println("| what | ours: 50 / 95 / 99 % in ms | peer | peer: 50 / 95 / 99 % in ms | ratio at 50 % |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (Benchmark benchmark : all()) {
            if (wanted.matcher(benchmark.title()).find()) {
                long[] theirs = benchmark.theirs();
                Percentiles ours = Percentiles.of(benchmark.ours());
                Percentiles peer = theirs.length == 0 ? null : Percentiles.of(theirs);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s |%n",
                        benchmark.title(),
                        ours,
                        benchmark.peer(),
                        peer == null ? "–" : peer,
                        peer == null ? "–" : String.format(Locale.ROOT, "%.2f", ours.p50() / peer.p50()));
            }
        }
        System.exit(0);
    }
}
