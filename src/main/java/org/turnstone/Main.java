package org.turnstone;

import org.turnstone.cli.Cli;
import org.turnstone.cli.DesktopLauncher;
import org.turnstone.cli.Terminal;
import org.turnstone.cli.Wiring;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.PercentEncoding;
import org.turnstone.connection.Redaction;
import org.turnstone.run.TurnstoneEngine;

/** Where Turnstone begins: every command line comes here, the one that opens the window too. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Wiring wiring = new Wiring(
                TurnstoneEngine::new,
                (url, limits) -> Addresses.targetOf(Addresses.parse(url), limits),
                PercentEncoding::encode,
                secret -> Redaction.of(secret)::apply,
                DesktopLauncher.byName());
        System.exit(new Cli(wiring, Terminal.system()).run(args));
    }
}
