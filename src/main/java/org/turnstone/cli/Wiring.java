package org.turnstone.cli;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.turnstone.connection.Secret;
import org.turnstone.run.Engine;

/**
 * What the terminal's face is put together from.
 *
 * @param engine made only when a command needs one, and closed after it
 * @param targets finds the address of the database that is meant
 * @param redaction takes a password, in all its spellings, out of a text
 * @param desktop opens the window
 */
public record Wiring(
        Supplier<Engine> engine,
        TargetResolver targets,
        Function<Secret, UnaryOperator<String>> redaction,
        DesktopLauncher desktop) {}
