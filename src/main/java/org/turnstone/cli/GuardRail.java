package org.turnstone.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Confirmation;
import org.turnstone.connection.profile.Environment;
import org.turnstone.report.Tone;

/** What stands between a typed command and a database that matters: a question that Enter alone does not answer. */
final class GuardRail {
    private GuardRail() {}

    /** Returns when the run may begin; the problem says why it may not. */
    static void pass(Context context, TargetOptions options, Target target, String verb)
            throws UsageProblem, IOException {
        Environment environment = context.profiles().environment().orElse(Environment.LOCAL);
        if (options.yes) {
            return;
        }
        switch (environment.confirmation()) {
            case NONE -> {}
            case YES_OR_NO -> {
                mustBeWatched(context, options, environment, verb);
                String answer = answer(context, target, environment, "Really " + verb + "? [y/N] ");
                if (!answer.toLowerCase(Locale.ROOT).matches("y|yes")) {
                    throw new UsageProblem("Nothing was done.");
                }
            }
            case TYPE_DATABASE_NAME -> {
                mustBeWatched(context, options, environment, verb);
                String answer = answer(context, target, environment, "Type the database's name to " + verb + ": ");
                if (!answer.equals(target.address().database())) {
                    throw new UsageProblem("That is not the database's name. Nothing was done.");
                }
            }
        }
    }

    /**
     * For what is asked about on every database: the question of the database's environment, or a plain one.
     *
     * @param question ends in the choice of answers
     * @param nothing what to say when the answer is no
     */
    static void confirm(
            Context context, TargetOptions options, Target target, String verb, String question, String nothing)
            throws UsageProblem, IOException {
        Environment environment = context.profiles().environment().orElse(Environment.LOCAL);
        if (options.yes || environment.confirmation() != Confirmation.NONE) {
            // Where a run would be asked for, that question is the one that is asked.
            pass(context, options, target, verb);
            return;
        }
        if (!context.terminal().interactive()) {
            throw new UsageProblem(
                    "Nobody is here to confirm this. In a pipeline that means it, add --yes. " + nothing);
        }
        context.err().draw(question + " [y/N] ");
        if (!line(context.terminal().in()).strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new UsageProblem(nothing);
        }
    }

    private static void mustBeWatched(Context context, TargetOptions options, Environment environment, String verb)
            throws UsageProblem {
        if (!context.terminal().interactive()) {
            throw new UsageProblem("Profile " + options.profile + " is a " + environment.word()
                    + " database, and nobody is here to confirm a " + verb
                    + ". In a pipeline that means it, add --yes.");
        }
    }

    private static String answer(Context context, Target target, Environment environment, String question)
            throws IOException {
        Tone tone = environment == Environment.PRODUCTION ? Tone.BAD : Tone.WARNING;
        context.err()
                .line(context.ink().of(tone, "▲ " + environment.word().toUpperCase(Locale.ROOT)) + " "
                        + target.address().database() + " at " + Addresses.server(target.address()) + ", as "
                        + target.address().user());
        context.err().draw(question);
        return line(context.terminal().in()).strip();
    }

    /** One line, and not a byte more: what follows is somebody else's. */
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
