package org.turnstone.cli;

import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Target;
import org.turnstone.run.Engine;

/** What one command has to work with: the engine, the terminal, how to speak, and which secrets to keep. */
final class Context implements AutoCloseable {
    private final Wiring wiring;
    private final Terminal terminal;
    private final Discretion discretion;
    private OutputOptions speech = new OutputOptions();
    private Engine engine;
    private ProfileAccess profiles;

    Context(Wiring wiring, Terminal terminal, List<String> arguments) {
        this.wiring = wiring;
        this.terminal = terminal;
        this.discretion = new Discretion(wiring.redaction());
        // Until the command line is understood: an error in it must already be told the way it asks for.
        speech.json = arguments.contains("--json");
        speech.noColor = arguments.contains("--no-color");
    }

    Wiring wiring() {
        return wiring;
    }

    Terminal terminal() {
        return terminal;
    }

    Discretion discretion() {
        return discretion;
    }

    OutputOptions speech() {
        return speech;
    }

    void speak(OutputOptions options) {
        speech = options;
        Logs.send(discretion, options.verbose);
    }

    Ink ink() {
        return new Ink(terminal.colours() && !speech.noColor);
    }

    /** For results. */
    Page out() {
        return new Page(terminal.out(), terminal.unicode());
    }

    /** For everything that is not the result. */
    Page err() {
        return new Page(terminal.err(), terminal.unicode());
    }

    /** How wide a table may be: as the terminal is; nothing is cut for a pipe. */
    int width() {
        return terminal.interactive() ? terminal.width().get() : Integer.MAX_VALUE;
    }

    Engine engine() {
        if (engine == null) {
            engine = wiring.engine().get();
        }
        return engine;
    }

    /** The target that was named, or null when none was. */
    Target targetIfNamed(TargetOptions options) throws ConnectionFailure, UsageProblem {
        if (options.profile != null) {
            return profiles().target(options);
        }
        String url = options.url != null ? options.url : terminal.environment().get("DATABASE_URL");
        if (options.url != null && url.isBlank()) {
            throw new UsageProblem("--url is empty. It takes postgresql://user:password@host:5432/database.");
        }
        return url == null || url.isBlank() ? null : resolve(url, options);
    }

    /** The profiles, and what obtains their passwords. */
    ProfileAccess profiles() {
        if (profiles == null) {
            profiles = new ProfileAccess(this);
        }
        return profiles;
    }

    Target target(TargetOptions options) throws ConnectionFailure, UsageProblem {
        Target target = targetIfNamed(options);
        if (target == null) {
            throw new UsageProblem("Which database? Name it with --profile NAME, with --url postgresql://user:password@host:5432/database,"
                    + " or in the environment variable DATABASE_URL.");
        }
        return target;
    }

    Target resolve(String url, TargetOptions options) throws ConnectionFailure {
        Target target = wiring.targets().resolve(url.strip(), options.limits(Limits.DEFAULT));
        discretion.learn(target.address().password());
        return target;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
