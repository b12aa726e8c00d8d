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
 * @param targets turns a URL into a target
 * @param percentEncoding strict percent-encoding of one part of a URL
 * @param redaction takes a password, in all its spellings, out of a text
 * @param desktop opens the window
 */
public record Wiring(
        Supplier<Engine> engine,
        TargetResolver targets,
        UnaryOperator<String> percentEncoding,
        Function<Secret, UnaryOperator<String>> redaction,
        DesktopLauncher desktop) {}
