package org.turnstone.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@DisplayName("The launcher")
class LauncherTest {
    private static final Path SCRIPT = Path.of("packaging/common/bin/turnstone");

    @TempDir
    Path folder;

    private Path launcher;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void unpack() throws IOException {
        launcher = folder.resolve("an installed turnstone/bin/turnstone");
        Files.createDirectories(launcher.getParent());
        Files.createDirectories(folder.resolve("an installed turnstone/lib"));
        Files.copy(SCRIPT, launcher);
        executable(launcher);
        // A PATH without any Java: only what the script itself may call.
        tools = Files.createDirectory(folder.resolve("tools"));
        for (var place : List.of("/usr/bin/readlink", "/bin/readlink")) {
            if (Files.isExecutable(Path.of(place)) && Files.notExists(tools.resolve("readlink"))) {
                Files.createSymbolicLink(tools.resolve("readlink"), Path.of(place));
            }
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("TURNSTONE_JAVA_PLACES", folder.resolve("jvm") + "/*");
    }

    @Test
    @DisplayName("is executable in the source tree, so it is executable in the package")
    void executableInSources() {
        assertThat(SCRIPT).isExecutable();
    }

    @Test
    @DisplayName("takes JAVA_HOME when it is new enough")
    void javaHome() throws Exception {
        java("jvm/newer", "26.0.1");
        environment.put("JAVA_HOME", java("my java", "25.0.3").toString());

        assertThat(run("status", "a project").java()).isEqualTo("my java");
    }

    @Test
    @DisplayName("passes over an old JAVA_HOME and an old java on the PATH")
    void oldDefault() throws Exception {
        environment.put("JAVA_HOME", java("old", "17.0.15").toString());
        environment.put("PATH", java("older", "1.8.0_402").resolve("bin") + ":" + tools);
        java("jvm/temurin 25", "25.0.3");

        assertThat(run("status").java()).isEqualTo("temurin 25");
    }

    @Test
    @DisplayName("takes a java on the PATH through its symbolic links")
    void pathThroughLinks() throws Exception {
        var home = java("jdk", "25");
        var alternatives = Files.createDirectories(folder.resolve("alternatives"));
        Files.createSymbolicLink(
                alternatives.resolve("java"), home.resolve("bin").resolve("java"));
        var bin = Files.createDirectories(folder.resolve("some bin"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of("../alternatives/java"));
        environment.put("PATH", bin + ":" + tools);

        assertThat(run("status").java()).isEqualTo("jdk");
    }

    @Test
    @DisplayName("asks a java that has no release file")
    void noReleaseFile() throws Exception {
        var home = java("shim", "25.0.1");
        Files.delete(home.resolve("release"));
        environment.put("PATH", home.resolve("bin") + ":" + tools);

        assertThat(run("status").java()).isEqualTo("shim");
    }

    @Test
    @DisplayName("takes the newest of the usual places, by number and not by name")
    void newest() throws Exception {
        java("jvm/jdk-9", "9.0.4");
        java("jvm/jdk-25.0.10", "25.0.10");
        java("jvm/jdk-25.0.9", "25.0.9");
        java("jvm/jdk-27-ea", "27-ea");

        assertThat(run("status").java()).isEqualTo("jdk-25.0.10");
    }

    @Test
    @DisplayName("takes an early-access Java only where there is no other")
    void earlyAccess() throws Exception {
        java("jvm/jdk-27-ea", "27-ea");

        assertThat(run("status").java()).isEqualTo("jdk-27-ea");
    }

    @Test
    @DisplayName("says what to install when there is no Java new enough, and exits with 2")
    void none() throws Exception {
        environment.put("JAVA_HOME", folder.resolve("nowhere").toString());
        java("jvm/jdk-24", "24.0.2");

        var outcome = run("status");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("turnstone: Java 25 or newer is needed")
                .contains("install a JDK 25", "JAVA_HOME");
    }

    @Test
    @DisplayName("is found through a chain of symbolic links, from any folder")
    void linked() throws Exception {
        java("jvm/jdk", "25.0.3");
        var first = Files.createSymbolicLink(folder.resolve("first link"), Path.of("an installed turnstone"));
        var second = Files.createSymbolicLink(folder.resolve("ts"), first.resolve("bin/turnstone"));

        var outcome = runScript(second, "status");

        assertThat(outcome.java()).isEqualTo("jdk");
        var classPath = Path.of(outcome.after("-cp").replace("*", ""));
        assertThat(classPath.toRealPath())
                .isEqualTo(folder.resolve("an installed turnstone/lib").toRealPath());
    }

    @Test
    @DisplayName("passes every argument on as it is")
    void arguments() throws Exception {
        java("jvm/jdk", "25.0.3");

        var outcome = run("status", "a b", "*", "$HOME", "", "--url=postgres://u:p%2F@h/d");

        assertThat(outcome.out()).endsWith("status", "a b", "*", "$HOME", "", "--url=postgres://u:p%2F@h/d");
    }

    @Test
    @DisplayName("passes the exit code on")
    void exitCode() throws Exception {
        java("jvm/jdk", "25.0.3");

        assertThat(run("exit", "130").exit()).isEqualTo(130);
    }

    @Test
    @DisplayName("hands on TURNSTONE_OPTS and JAVA_OPTS, and gives way to another garbage collector")
    void options() throws Exception {
        java("jvm/jdk", "25.0.3");
        assertThat(run("status").out()).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

        environment.put("JAVA_OPTS", "-Xmx1g -Done=1");
        environment.put("TURNSTONE_OPTS", "-XX:+UseParallelGC -Dtwo=*");

        assertThat(run("status").out())
                .containsSubsequence("-Xmx1g", "-Done=1", "-XX:+UseParallelGC", "-Dtwo=*", "-cp")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    @DisplayName("lets the window have all of the compiler")
    void desktop() throws Exception {
        java("jvm/jdk", "25.0.3");

        assertThat(run().out()).doesNotContain("-XX:TieredStopAtLevel=1").endsWith("org.turnstone.Main");
        assertThat(run("demo").out()).doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    @DisplayName("says so when lib is not beside bin")
    void halfInstalled() throws Exception {
        java("jvm/jdk", "25.0.3");
        Files.delete(folder.resolve("an installed turnstone/lib"));

        var outcome = run("status");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).singleElement().asString().contains("lib is missing");
    }

    /** A Java installation that only says its name, its arguments, and its version when asked. */
    private Path java(String name, String version) throws IOException {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), """
            IMPLEMENTOR="Nobody"
            JAVA_RUNTIME_VERSION="%s+9-LTS"
            JAVA_VERSION="%s"
            """.formatted(version, version));
        var java = home.resolve("bin/java");
        Files.writeString(java, """
            #!/bin/sh
            if [ "$1" = -version ]; then
              echo 'Picked up JAVA_TOOL_OPTIONS: -Da="b"' >&2
              echo 'openjdk version "%s" 2026-04-21' >&2
              exit 0
            fi
            echo '%s'
            for argument; do printf '%%s\\n' "$argument"; done
            for argument; do case $before in exit) exit "$argument" ;; esac; before=$argument; done
            """.formatted(version, home.getFileName()));
        executable(java);
        return home;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        return runScript(launcher, arguments);
    }

    private Outcome runScript(Path script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(script.toString());
        command.addAll(Arrays.asList(arguments));
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(tools.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    /** What a start ended in. */
    private record Outcome(int exit, List<String> out, List<String> err) {
        /** The name of the Java that was started. */
        String java() {
            assertThat(err).isEmpty();
            assertThat(exit).isZero();
            return out.getFirst();
        }

        String after(String option) {
            return out.get(out.indexOf(option) + 1);
        }
    }
}
