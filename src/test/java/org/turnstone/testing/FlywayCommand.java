package org.turnstone.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.turnstone.connection.Target;

/** The real Flyway command, run as its users do: its own program, its own connections. */
public final class FlywayCommand {
    /** How it ended, and what it printed. */
    public record Said(int exit, String text) {}

    private FlywayCommand() {}

    /** As Flyway wants it. */
    public static String url(Target to) {
        var address = to.address();
        return "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
    }

    /** Runs it in a folder. The password goes by the environment; a null target leaves all to the folder's settings. */
    public static Said run(Path folder, Target to, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "interop", "flyway-command").toAbsolutePath() + "/*",
                "org.flywaydb.commandline.Main",
                "-skipCheckForUpdate"));
        if (to != null) {
            command.add("-url=" + url(to));
            command.add("-user=" + to.address().user());
        }
        command.addAll(List.of(words));
        Path out = Files.createTempFile("flyway", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        if (to != null && to.address().password() != null) {
            builder.environment().put("FLYWAY_PASSWORD", to.address().password().reveal());
        }
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), Files.readString(out));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(out);
        }
    }
}
