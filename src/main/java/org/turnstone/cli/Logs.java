package org.turnstone.cli;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What libraries log goes to standard error, without passwords, and only what matters unless more is asked for. */
final class Logs {
    /** The root logger, held: loggers nobody holds forget their level. */
    private static final Logger ROOT = Logger.getLogger("");

    private Logs() {}

    static void send(Discretion discretion, boolean verbose) {
        Level level = verbose ? Level.INFO : Level.SEVERE;
        ROOT.setLevel(level);
        for (Handler handler : ROOT.getHandlers()) {
            handler.setFormatter(new Discreet(discretion));
        }
    }

    private static final class Discreet extends Formatter {
        private final Formatter plain = new SimpleFormatter();
        private final Discretion discretion;

        Discreet(Discretion discretion) {
            this.discretion = discretion;
        }

        @Override
        public String format(LogRecord entry) {
            return discretion.clean(plain.format(entry));
        }
    }
}
