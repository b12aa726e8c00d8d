package org.turnstone.connection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code scheme://user:password@host:port/database?key=value} as libpq, SQLAlchemy and Prisma write it. */
final class UrlReader {
    private static final String ENCODE = " `turnstone encode` prints a password the way a URL takes it.";

    private final Findings findings;

    private UrlReader(AddressForm form) {
        findings = new Findings(form);
    }

    /** Reads what follows {@code ://}. */
    static Findings read(String rest, AddressForm form) throws ConnectionFailure {
        UrlReader reader = new UrlReader(form);
        reader.take(reader.split(rest));
        return reader.findings;
    }

    private UrlSplit split(String rest) throws ConnectionFailure {
        List<UrlSplit> splits = UrlSplit.sensible(rest);
        if (splits.size() == 1) {
            return splits.getFirst();
        }
        if (splits.size() > 1) {
            throw Findings.bad("This URL can be read in more than one way, because an @ stands after a / or ?. If the"
                    + " password holds them, write there @ as %40, / as %2F and ? as %3F; if the @ belongs to the"
                    + " database's name or a parameter, write it %40." + ENCODE);
        }
        UrlSplit standard = UrlSplit.standard(rest);
        if (rest.indexOf('@') >= 0 && !standard.hostsAreReadable()) {
            throw Findings.bad("Between the URL's user and its database stands nothing that can be a host and port. If"
                    + " the user's name or the password holds a raw / ? # @ or :, write / as %2F, ? as %3F, # as %23, @"
                    + " as %40 and : as %3A." + ENCODE);
        }
        return standard;
    }

    private void take(UrlSplit split) throws ConnectionFailure {
        AddressParts parts = findings.parts;
        takeHosts(split.hosts());
        parts.set("dbname", decoded(split.path(), "database's name"));
        if (split.path().indexOf('#') >= 0) {
            findings.remark("The # in the database's name was taken as it stands; it is written %23.");
        }
        if (split.user() != null) {
            parts.set("user", LenientPercent.read(split.user(), "user's name", findings));
        }
        if (split.password() != null) {
            parts.set("password", LenientPercent.read(split.password(), "password", findings));
        }
        if (split.query() != null) {
            takeQuery(split.query());
        }
    }

    private void takeHosts(String text) throws ConnectionFailure {
        if (text.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            int close = one.startsWith("[") ? one.indexOf(']') : -1;
            if (one.startsWith("[") && close < 0) {
                throw Findings.bad("The URL's IPv6 address has no closing ].");
            }
            String after = close < 0 ? one : one.substring(close + 1);
            int colon = after.lastIndexOf(':');
            if (close >= 0 && !after.isEmpty() && colon != 0) {
                throw Findings.bad("After the URL's IPv6 address comes :port or /database.");
            }
            names.add(decoded(close < 0 ? colon < 0 ? one : one.substring(0, colon) : one.substring(1, close), "host"));
            ports.add(colon < 0 ? "" : after.substring(colon + 1));
        }
        findings.parts.set("host", String.join(",", names));
        if (ports.stream().anyMatch(port -> !port.isEmpty())) {
            findings.parts.set("port", String.join(",", ports));
        }
    }

    private void takeQuery(String query) throws ConnectionFailure {
        Parameters parameters = new Parameters(
                findings, "If the password holds a raw &, write it %26." + ENCODE, query.indexOf('@') >= 0);
        boolean form = findings.form == AddressForm.SQLALCHEMY || findings.form == AddressForm.JDBC;
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw Findings.bad("A parameter after the URL's ? is not written name=value. If it is a piece of the"
                        + " password, write there ? as %3F and & as %26." + ENCODE);
            }
            String name = decoded(pair.substring(0, equals), "parameter's name");
            String value = pair.substring(equals + 1);
            form |= ParameterNames.isPrisma(name);
            if ("password".equals(ParameterNames.keyword(name))) {
                parameters.put(name, LenientPercent.read(value, "password", findings));
            } else {
                parameters.put(name, form ? formDecoded(value) : decoded(value, "parameter's value"));
            }
        }
        parameters.end();
    }

    static String decoded(String text, String what) throws ConnectionFailure {
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw Findings.bad("The URL's " + what + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** As forms are sent: a + is a space. */
    static String formDecoded(String text) throws ConnectionFailure {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // What the decoder says repeats the text.
            throw Findings.bad(
                    "A value in the URL has a % that is not followed by two hexadecimal digits; a % itself is"
                            + " written %25.");
        }
    }
}
