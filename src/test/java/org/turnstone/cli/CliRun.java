package org.turnstone.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.EnvironmentAddress;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Provenance;
import org.turnstone.connection.Redaction;
import org.turnstone.connection.Surroundings;
import org.turnstone.connection.Target;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One command line, carried out on a terminal made of memory. */
final class CliRun {
    /** An address whose password has everything in it that could slip through. */
    static final String SECRET_URL = "postgresql://anna:s3cr%2Fet%20p%40ss@db:5432/shop";

    static final String SECRET = "s3cr/et p@ss";

    final FakeEngine engine = new FakeEngine();
    final Map<String, String> environment = new HashMap<>();
    final List<List<String>> windows = new ArrayList<>();
    byte[] input = {};
    String typed;
    boolean interactive;
    boolean unicode = true;
    boolean display;
    int width = 80;
    int exitCode;
    String out;
    String err;

    private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();

    CliRun run(String... arguments) {
        outBytes.reset();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input),
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                environment,
                interactive,
                () -> width,
                unicode,
                display,
                () -> typed);
        Wiring wiring = new Wiring(
                () -> engine,
                naming -> {
                    Surroundings around = Surroundings.system(naming.environment());
                    return naming.url() == null
                            ? EnvironmentAddress.find(around, naming.project())
                            : EnvironmentAddress.of(naming.url(), new Provenance("--url"), around, naming.project());
                },
                secret -> Redaction.of(secret)::apply,
                windows::add);
        exitCode = new Cli(wiring, terminal).run(arguments);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return this;
    }

    /** What has been printed on standard output up to now, while the command is at work. */
    String outSoFar() {
        return outBytes.toString(StandardCharsets.UTF_8);
    }

    /** What was printed on standard output, which must be one JSON document and nothing else. */
    JsonNode json() {
        return new JsonMapper().readTree(out);
    }

    String all() {
        return out + err;
    }

    static Target target(String url) throws ConnectionFailure {
        return Addresses.targetOf(Addresses.parse(url), Limits.DEFAULT);
    }
}
