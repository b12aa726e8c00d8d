package org.turnstone.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Target;

/** The real Flyway command, run as its users do: its own program, its own connections. */
public final class FlywayCommand {
    private FlywayCommand() {}

    /** As Flyway wants it. */
    public static String url(Target to) {
        var address = to.address();
        return "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
    }

    /** Runs it in a folder. The password goes by the environment; a null target leaves all to the folder's settings. */
    public static Program.Said run(Path folder, Target to, String... words) throws Exception {
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
        boolean enters = to != null && to.address().password() != null;
        return Program.start(
                        folder,
                        enters
                                ? Map.of(
                                        "FLYWAY_PASSWORD",
                                        to.address().password().reveal())
                                : Map.of(),
                        command)
                .end();
    }
}
