package org.turnstone.connection;

import java.util.List;
import java.util.Locale;

/** The places a password is written into, each with its own rules; every form can be read back. */
public enum PasswordForm {
    /** Percent-encoded strictly: right in every program's URL. */
    URL,
    /** A parameter's value in a JDBC URL. */
    JDBC,
    /** A quoted value in libpq's key=value. */
    CONNINFO,
    /** A field of a line in .pgpass. */
    PGPASS,
    /** A word in a POSIX shell. */
    SHELL,
    /** A value in a .env file. */
    ENV,
    /** A string in PowerShell. */
    POWERSHELL;

    /** As it is written on a command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The password as it stands in this place; refused with a sentence where the place cannot hold it. */
    public String encode(String password) throws ConnectionFailure {
        return switch (this) {
            // A JDBC value would take + for a space, but the strict form has no + and reads the same by both rules.
            case URL, JDBC -> PercentEncoding.encode(password);
            case CONNINFO -> "'" + password.replace("\\", "\\\\").replace("'", "\\'") + "'";
            case PGPASS -> PassFile.field(password, "password");
            case SHELL -> shell(password);
            case ENV -> env(password);
            case POWERSHELL -> "'" + password.replaceAll("['\u2018\u2019\u201A\u201B]", "$0$0") + "'";
        };
    }

    /** The way back; refused with a sentence where the text is not of this form. */
    public String decode(String text) throws ConnectionFailure {
        return switch (this) {
            case URL -> UrlReader.decoded(text, "password");
            case JDBC -> UrlReader.formDecoded(text);
            case CONNINFO -> ConninfoReader.pairs("password=" + text).getOrDefault("password", "");
            case PGPASS -> PassFile.unescaped(text);
            case SHELL -> word(text);
            case ENV -> DotEnv.value(text);
            case POWERSHELL ->
                text.length() < 2
                        ? text
                        : text.substring(1, text.length() - 1).replaceAll("(['\u2018\u2019\u201A\u201B])\\1", "$1");
        };
    }

    private static String word(String text) throws ConnectionFailure {
        List<String> words = ShellWords.of(text);
        if (words.size() != 1) {
            throw Findings.bad("This is not one word of a shell: it needs quotes around it.");
        }
        return words.getFirst();
    }

    private static String shell(String text) {
        return text.matches("[A-Za-z0-9@%_+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** In '…' every reader keeps everything; only what holds a ' or a line end needs "…" and its escapes. */
    private static String env(String text) {
        if (text.matches("[A-Za-z0-9@%_+=:,./-]+")) {
            return text;
        }
        if (text.indexOf('\'') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return "'" + text + "'";
        }
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("$", "\\$")
                        .replace("`", "\\`")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
