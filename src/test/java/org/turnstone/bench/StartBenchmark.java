package org.turnstone.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** From the start of a JVM to the first laid-out window, by the clock, beside a JavaFX program that shows one label. */
final class StartBenchmark implements Benchmark {
    private static final int TIMES = 5;

    private final boolean cached;

    private StartBenchmark(boolean cached) {
        this.cached = cached;
    }

    /** Without what a package brings along. */
    static Benchmark plain() {
        return new StartBenchmark(false);
    }

    /** With an ahead-of-time cache, as the package has one. */
    static Benchmark cached() {
        return new StartBenchmark(true);
    }

    @Override
    public String title() {
        return cached ? "start to the first window, with the package's cache" : "start to the first window";
    }

    @Override
    public String peer() {
        return "a window with one label";
    }

    @Override
    public long[] ours() throws Exception {
        return measure(List.of());
    }

    @Override
    public long[] theirs() throws Exception {
        return measure(List.of(StartProbe.PEER));
    }

    private long[] measure(List<String> arguments) throws Exception {
        Path state = Files.createTempDirectory("turnstone-bench-");
        Path cache = state.resolve("start.aot");
        String classPath = jars(state);
        if (cached) {
            start(state, "-XX:AOTCacheOutput=" + cache, classPath, arguments);
        }
        String option = cached ? "-XX:AOTCache=" + cache : "-Xshare:auto";
        long[] nanos = new long[TIMES];
        // The first one reads the jars from the disk.
        for (int i = -1; i < TIMES; i++) {
            long took = start(state, option, classPath, arguments);
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        return nanos;
    }

    /** The class path as a package has it: a cache is not made of classes that lie in folders. */
    private static String jars(Path state) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            jars.add(Files.isDirectory(path) ? jar(path, state.resolve("classes-" + jars.size() + ".jar")) : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String jar(Path folder, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar.toString();
    }

    private static long start(Path state, String option, String classPath, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Dglass.platform=" + System.getProperty("glass.platform", "Headless"),
                "-Dprism.order=sw",
                option,
                "-cp",
                classPath,
                StartProbe.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "TURNSTONE_STATE", state.resolve("state").toString(),
                        "TURNSTONE_CONFIG", state.resolve("config").toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES) || !said.contains("shown ")) {
            process.destroy();
            throw new IOException("no window was shown: " + said);
        }
        String millis = said.substring(said.indexOf("shown ") + "shown ".length()).lines().findFirst().orElse("");
        return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis.strip()));
    }
}
