package org.turnstone.connection;

import java.util.Locale;
import org.turnstone.connection.ConnectionFailure.Kind;

/** Puts the parameters of a URL or a connection string into an address, whichever tool's names they have. */
final class Parameters {
    private final Findings findings;
    private final String ifPassword;
    private final boolean mayBePassword;
    private boolean afterPassword;
    private boolean prisma;

    /**
     * @param ifPassword what to do when an unknown parameter is a piece of the password
     * @param mayBePassword whether any unknown name may be such a piece, and is better not repeated
     */
    Parameters(Findings findings, String ifPassword, boolean mayBePassword) {
        this.findings = findings;
        this.ifPassword = ifPassword;
        this.mayBePassword = mayBePassword;
    }

    void put(String name, String value) throws ConnectionFailure {
        String keyword = ParameterNames.keyword(name);
        if (keyword == null) {
            putForeign(name, value);
        } else {
            putKnown(name, keyword, value);
        }
        afterPassword |= "password".equals(keyword);
    }

    /** To be called when all are put. */
    void end() {
        // Prisma's sslcert is the authority's certificate, for which libpq and we say sslrootcert.
        AddressParts parts = findings.parts;
        if (prisma && parts.has("sslcert") && !parts.has("sslrootcert") && !parts.has("sslkey")) {
            parts.set("sslrootcert", parts.get("sslcert"));
            parts.set("sslcert", null);
            findings.remark("Prisma's sslcert is the certificate of the authority; it is read as sslrootcert.");
        }
    }

    private void putKnown(String name, String keyword, String value) {
        AddressParts parts = findings.parts;
        switch (keyword) {
            case "ssl" -> parts.set("sslmode", sslMode(value));
            case "search_path" -> {
                // Prisma's schema is one name as it is; a search path is SQL already.
                String path = name.equals("schema") ? identifier(value) : value;
                parts.set("options", ServerOptions.withSearchPath(parts.get("options"), path));
                findings.remark(name + " is read as the search path.");
                if (name.equals("schema")) {
                    findings.form = findings.form == AddressForm.URL ? AddressForm.PRISMA : findings.form;
                }
            }
            case "options" -> parts.set("options", parts.has("options") ? parts.get("options") + " " + value : value);
            default -> parts.set(keyword, ParameterNames.value(keyword, value));
        }
        if (keyword.equals("sslmode") && value.equalsIgnoreCase("no-verify")) {
            findings.remark("sslmode=no-verify is node's spelling; it is read as require.");
        }
    }

    private String sslMode(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            // The Java driver verifies where nothing else is said; libpq's ssl=true does not.
            case "true", "1", "" -> findings.form == AddressForm.JDBC ? "verify-full" : "require";
            case "false", "0" -> findings.form == AddressForm.JDBC ? "prefer" : "disable";
            case "no-verify" -> "require";
            default -> value;
        };
    }

    private void putForeign(String name, String value) throws ConnectionFailure {
        if (name.startsWith("options[") && name.endsWith("]")) {
            String setting = "-c " + name.substring(8, name.length() - 1) + "="
                    + value.replace("\\", "\\\\").replace(" ", "\\ ");
            putKnown("options", "options", setting);
            return;
        }
        if (ParameterNames.isPrisma(name)) {
            prisma = true;
            findings.form = findings.form == AddressForm.URL ? AddressForm.PRISMA : findings.form;
            putPrisma(name, value);
        } else if (ParameterNames.isKnown(name)) {
            findings.remark(name + " is a setting of one tool's own; Turnstone does not need it.");
        } else if (afterPassword) {
            // Its name may be what a special character cut off the password.
            throw new ConnectionFailure(
                    Kind.ADDRESS, "After the password comes a parameter nobody knows. " + ifPassword);
        } else if (!mayBePassword && name.matches("[A-Za-z][A-Za-z_.-]{0,39}")) {
            findings.remark("There is no parameter " + name + " in PostgreSQL's addresses; it is left out.");
        } else {
            findings.remark("A parameter that PostgreSQL's addresses do not know is left out.");
        }
    }

    private void putPrisma(String name, String value) {
        if (name.equals("pgbouncer") && value.equalsIgnoreCase("true")) {
            findings.remark("pgbouncer=true says that a transaction pooler is in between. A migration's lock does not"
                    + " hold through one: for migrations take the database's direct address.");
        } else if (name.equals("sslaccept") && value.equalsIgnoreCase("strict")) {
            findings.parts.set("sslmode", "verify-full");
            findings.remark("sslaccept=strict is read as sslmode=verify-full.");
        } else {
            findings.remark(name + " is a setting of Prisma's own; Turnstone does not need it.");
        }
    }

    private static String identifier(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
