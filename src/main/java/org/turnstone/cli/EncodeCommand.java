package org.turnstone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.PasswordCheck;
import org.turnstone.connection.PasswordForm;
import org.turnstone.connection.Secret;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone encode}. */
@Command(
        name = "encode",
        header = "Encode a password, so that it can stand in a database's URL or in another place with rules.",
        description = "%nAsks for it without showing it, or reads it from standard input, where one line end at the end"
                + " is not part of it and everything else is. For a URL only letters, digits and - . _ ~ stay as they"
                + " are. A password that some programs change or some places cannot hold brings a warning.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.DONE_LINE, Exit.USAGE_LINE},
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone encode",
            "  export DATABASE_URL=\"postgresql://me:$(turnstone encode)@db/shop\"",
            "  pass show shop/db | turnstone encode --for pgpass",
            "  echo a%%2Fb | turnstone encode --decode"
        })
final class EncodeCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--for",
            paramLabel = "PLACE",
            converter = FormConverter.class,
            description = "Where it will stand: url (default), jdbc, conninfo (key=value), pgpass, shell, env (a .env"
                    + " file) or powershell.")
    private PasswordForm form = PasswordForm.URL;

    @Option(names = "--decode", description = "The way back: from that form to the password itself.")
    private boolean decode;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    EncodeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, UsageProblem, ConnectionFailure {
        String typed = context.terminal().prompt().get();
        String password =
                typed != null ? typed : withoutLineEnd(read(context.terminal().in()));
        if (password.isEmpty()) {
            throw new UsageProblem(
                    decode ? "There was nothing to decode." : "There was nothing to encode: the password is empty.");
        }
        if (password.indexOf('\0') >= 0) {
            throw new UsageProblem("PostgreSQL takes no password with a NUL character in it.");
        }
        context.discretion().learn(new Secret(password));
        String result = decode ? form.decode(password) : form.encode(password);
        PasswordCheck.of(decode ? result : password, form).forEach(context::warn);
        context.terminal().out().println(result);
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

    /** A place's name; a wrong word is not repeated, for it may be a password on the wrong place. */
    static final class FormConverter implements CommandLine.ITypeConverter<PasswordForm> {
        @Override
        public PasswordForm convert(String word) {
            for (PasswordForm form : PasswordForm.values()) {
                if (form.id().equals(word)) {
                    return form;
                }
            }
            throw new CommandLine.TypeConversionException(
                    "--for takes one of url, jdbc, conninfo, pgpass, shell, env, powershell");
        }
    }
}
