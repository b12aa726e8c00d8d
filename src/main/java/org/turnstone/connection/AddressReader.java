package org.turnstone.connection;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a database's address in every form people have one at hand. What it cannot read it refuses with a sentence that
 * says what to write instead, and that never repeats a piece of the text, which may be a password's.
 */
public final class AddressReader {
    private static final String FORMS = " Turnstone reads postgresql://user:password@host:5432/database, a JDBC URL,"
            + " key=value, a psql command line, and a DATABASE_URL=… line.";
    private static final Pattern SCHEME = Pattern.compile("(?is)([a-z][a-z0-9+.-]*)://(.*)");

    private AddressReader() {}

    /** Reads a pasted text. What it leaves out is filled in as libpq does. */
    public static ReadAddress read(String pasted) throws ConnectionFailure {
        return find(pasted).complete(System.getProperty("user.name"));
    }

    /** What a text names itself, and nothing else. */
    static Findings find(String pasted) throws ConnectionFailure {
        String text = unquoted(pasted.strip());
        if (text.isEmpty()) {
            throw Findings.bad("There is no address." + FORMS);
        }
        if (text.indexOf('\0') >= 0) {
            throw Findings.bad("The address holds a NUL character, which no part of one can.");
        }
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.matches() && !scheme.group(1).toLowerCase(Locale.ROOT).startsWith("jdbc")) {
            return url(scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2));
        }
        if (text.regionMatches(true, 0, "jdbc:", 0, 5)) {
            return jdbc(text.substring(5));
        }
        if (DotNetReader.recognises(text)) {
            return DotNetReader.read(text);
        }
        if (ConninfoReader.recognises(text)) {
            return ConninfoReader.read(text);
        }
        if (CommandReader.recognises(text)) {
            return CommandReader.read(text);
        }
        if (VariableReader.recognises(text)) {
            return VariableReader.read(text);
        }
        throw Findings.bad("This is not a PostgreSQL address." + FORMS);
    }

    private static Findings url(String scheme, String rest) throws ConnectionFailure {
        if (scheme.equals("postgres") || scheme.equals("postgresql")) {
            return UrlReader.read(rest, AddressForm.URL);
        }
        if (scheme.startsWith("postgresql+") || scheme.startsWith("postgres+")) {
            return UrlReader.read(rest, AddressForm.SQLALCHEMY);
        }
        if (scheme.equals("prisma") || scheme.equals("prisma+postgres")) {
            throw Findings.bad("This URL leads to Prisma's own service, not to a database. Give the database's direct"
                    + " URL, which begins with postgresql://.");
        }
        throw Findings.bad("This URL is not one of PostgreSQL: it does not begin with postgresql://." + FORMS);
    }

    private static Findings jdbc(String rest) throws ConnectionFailure {
        for (String product : new String[] {"postgresql:", "postgres:"}) {
            if (rest.regionMatches(true, 0, product, 0, product.length())) {
                return JdbcReader.read(rest.substring(product.length()));
            }
        }
        throw Findings.bad("This JDBC URL is not one of PostgreSQL: it does not begin with jdbc:postgresql:." + FORMS);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'' || text.charAt(0) == '`')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
