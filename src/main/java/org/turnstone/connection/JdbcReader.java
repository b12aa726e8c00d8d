package org.turnstone.connection;

/** Reads the Java driver's URLs: user and password are parameters there, and a + in a value is a space. */
final class JdbcReader {
    private JdbcReader() {}

    /** Reads what follows {@code jdbc:postgresql:}. */
    static Findings read(String rest) throws ConnectionFailure {
        Findings findings = new Findings(AddressForm.JDBC);
        int question = rest.indexOf('?');
        String server = question < 0 ? rest : rest.substring(0, question);
        if (server.startsWith("//")) {
            if (rest.indexOf('@') >= 0 && (question < 0 || rest.indexOf('@') < question)) {
                return withUserInfo(rest.substring(2));
            }
            findings.add(UrlReader.read(server.substring(2), AddressForm.JDBC));
            int slash = server.indexOf('/', 2);
            if (slash >= 0) {
                findings.parts.set("dbname", UrlReader.formDecoded(server.substring(slash + 1)));
            }
        } else {
            findings.parts.set("dbname", UrlReader.formDecoded(server.startsWith("/") ? server.substring(1) : server));
        }
        if (question >= 0) {
            takeQuery(rest.substring(question + 1), findings);
        }
        return findings;
    }

    private static Findings withUserInfo(String rest) throws ConnectionFailure {
        Findings findings = UrlReader.read(rest, AddressForm.JDBC);
        findings.remark("The Java driver itself would not understand user:password@ in this URL; it takes"
                + " ?user=…&password=….");
        return findings;
    }

    private static void takeQuery(String query, Findings findings) throws ConnectionFailure {
        Parameters parameters = new Parameters(
                findings,
                "If the password holds a raw &, write it %26; `turnstone encode` prints a password the way a URL takes"
                        + " it.",
                false);
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if ("password".equals(name)) {
                parameters.put(name, password(value, findings));
            } else {
                parameters.put(name, UrlReader.formDecoded(value));
            }
        }
        parameters.end();
    }

    private static String password(String value, Findings findings) throws ConnectionFailure {
        if (value.indexOf('+') >= 0) {
            findings.remark(
                    "A + in a JDBC URL's password means a space, and was read as one; a + itself is written" + " %2B.");
        }
        Findings quiet = new Findings(AddressForm.JDBC);
        String read = LenientPercent.read(value.replace("+", "%20"), "password", quiet);
        boolean rawPercent = value.indexOf('%') >= 0 && read.equals(value.replace("+", "%20"));
        if (rawPercent) {
            findings.remark("The password holds a raw % (written %25), which was taken as it stands. The Java driver"
                    + " itself would refuse this URL.");
            return value;
        }
        return read;
    }
}
