package org.turnstone.connection;

import com.ongres.saslprep.SASLprep;
import com.ongres.stringprep.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which passwords are trouble although PostgreSQL takes them: some programs change them before they log in, and
 * some places cannot hold them.
 */
public final class PasswordCheck {
    private static final Profile SASLPREP = new SASLprep();
    private static final String CHOOSE = " The safe way is a password of ASCII letters, digits and punctuation.";

    private PasswordCheck() {}

    /** Sentences about a password wherever it is written; none repeats a piece of it. Empty for most. */
    public static List<String> of(String password) {
        if (password.indexOf('\0') >= 0) {
            return List.of("PostgreSQL takes no password with a NUL character in it. Choose another.");
        }
        return password.chars().allMatch(c -> c < 128) ? List.of() : prepared(password);
    }

    /** Those, and what this one place does to the password. */
    public static List<String> of(String password, PasswordForm form) {
        List<String> sentences = new ArrayList<>(of(password));
        boolean lineEnd = password.indexOf('\n') >= 0 || password.indexOf('\r') >= 0;
        switch (form) {
            case PGPASS -> {
                try {
                    form.encode(password);
                } catch (ConnectionFailure e) {
                    sentences.add(e.getMessage());
                }
            }
            case ENV -> {
                if (password.indexOf('\'') >= 0 || lineEnd) {
                    sentences.add("Readers of .env files disagree about escapes inside \"…\", which this password"
                            + " needs. Sure in all of them is DATABASE_URL with the password encoded for a URL.");
                }
            }
            case SHELL -> {
                if (password.endsWith("\n")) {
                    sentences.add("A shell's $(…) drops line ends at the end, and so the end of this password.");
                }
            }
            case URL, JDBC, CONNINFO, POWERSHELL -> {}
        }
        return sentences;
    }

    private static List<String> prepared(String password) {
        try {
            if (SASLPREP.prepareStored(password).equals(password)) {
                return List.of();
            }
            return List.of("The password holds characters that the log-in standard (SASLprep) replaces by others, such"
                    + " as a no-break space, a soft hyphen, a ligature, or a full-width or decomposed letter."
                    + " Programs that skip that step send another password: it may work in one and not in another."
                    + CHOOSE);
        } catch (IllegalArgumentException e) {
            return List.of("The password holds characters that the log-in standard (SASLprep) does not allow, such as"
                    + " emoji, joiners, or left-to-right and right-to-left letters mixed. PostgreSQL takes it as it is,"
                    + " but some programs change or refuse it: it may work in one and not in another." + CHOOSE);
        }
    }
}
