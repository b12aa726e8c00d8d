package org.turnstone.cli;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.ResolvedAddress;
import org.turnstone.connection.Target;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.Engine;

/** What one command has to work with: the engine, the terminal, how to speak, and which secrets to keep. */
final class Context implements AutoCloseable {
    private final Wiring wiring;
    private final Terminal terminal;
    private final Discretion discretion;
    private OutputOptions speech = new OutputOptions();
    private Engine engine;
    private ProfileAccess profiles;
    private ResolvedAddress resolved;

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
    Target targetIfNamed(TargetOptions options, Path project) throws ConnectionFailure, UsageProblem {
        if (options.profile != null) {
            Target target = profiles().target(options);
            resolved = profiles().resolved(target);
            return target;
        }
        if (options.url != null && options.url.isBlank()) {
            throw new UsageProblem("--url is empty. It takes postgresql://user:password@host:5432/database.");
        }
        resolved = wiring.targets().resolve(new TargetNaming(options.url, project, terminal.environment()));
        if (resolved == null) {
            return null;
        }
        resolved.address().secrets().forEach(discretion::learn);
        if (!speech.quiet) {
            resolved.warnings().forEach(warning -> warn(warning));
        }
        return Addresses.targetOf(resolved.address(), options.limits(Limits.DEFAULT));
    }

    Target target(TargetOptions options, Path project) throws ConnectionFailure, UsageProblem {
        Target target = targetIfNamed(options, project);
        if (target == null) {
            throw new UsageProblem("Which database? Name it with --profile NAME, with --url"
                    + " postgresql://user:password@host:5432/database,"
                    + " or in DATABASE_URL, DB_HOST and DB_NAME, or PGHOST and PGDATABASE: as environment variables or"
                    + " in the project's .env.");
        }
        return target;
    }

    /** The profiles, and what obtains their passwords. */
    ProfileAccess profiles() {
        if (profiles == null) {
            profiles = new ProfileAccess(this);
        }
        return profiles;
    }

    /** How the target's address was found; null where none was looked for. */
    ResolvedAddress resolved() {
        return resolved;
    }

    /** Says on standard error what should be put right. */
    void warn(String sentence) {
        err().line(ink().of(Tone.WARNING, "◆") + " " + Visible.lines(discretion.clean(sentence)));
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
