package org.turnstone;

import org.turnstone.cli.Cli;
import org.turnstone.cli.DesktopLauncher;
import org.turnstone.cli.TargetNaming;
import org.turnstone.cli.Terminal;
import org.turnstone.cli.Wiring;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.EnvironmentAddress;
import org.turnstone.connection.Provenance;
import org.turnstone.connection.Redaction;
import org.turnstone.connection.ResolvedAddress;
import org.turnstone.connection.Surroundings;
import org.turnstone.run.TurnstoneEngine;

/** Where Turnstone begins: every command line comes here, the one that opens the window too. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new Cli(wiring(), Terminal.system()).run(args));
    }

    static Wiring wiring() {
        return new Wiring(
                TurnstoneEngine::new, Main::address, secret -> Redaction.of(secret)::apply, DesktopLauncher.byName());
    }

    private static ResolvedAddress address(TargetNaming naming) throws ConnectionFailure {
        Surroundings around = Surroundings.system(naming.environment());
        return naming.url() == null
                ? EnvironmentAddress.find(around, naming.project())
                : EnvironmentAddress.of(naming.url(), new Provenance("--url"), around, naming.project());
    }
}
