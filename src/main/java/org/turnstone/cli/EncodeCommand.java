package org.turnstone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone encode}. */
@Command(
        name = "encode",
        header = "Percent-encode a password, so that it can stand in a database's URL.",
        description = "%nAsks for it without showing it, or reads it from standard input, where one line end at the end"
                + " is not part of it and everything else is. Only letters, digits and - . _ ~ stay as they are.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.DONE_LINE, Exit.USAGE_LINE},
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone encode",
            "  export DATABASE_URL=\"postgresql://me:$(turnstone encode)@db/shop\"",
            "  pass show shop/db | turnstone encode"
        })
final class EncodeCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    EncodeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, UsageProblem {
        String typed = context.terminal().prompt().get();
        String password =
                typed != null ? typed : withoutLineEnd(read(context.terminal().in()));
        if (password.isEmpty()) {
            throw new UsageProblem("There was nothing to encode: the password is empty.");
        }
        if (password.indexOf('\0') >= 0) {
            throw new UsageProblem("PostgreSQL takes no password with a NUL character in it.");
        }
        context.terminal().out().println(context.wiring().percentEncoding().apply(password));
        return Exit.DONE;
    }

    private static String read(InputStream in) throws IOException, UsageProblem {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UsageProblem("Standard input is not UTF-8, so it is not clear which characters are meant.");
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
