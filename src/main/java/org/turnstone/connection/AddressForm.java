package org.turnstone.connection;

/** The ways people write a database's address. */
public enum AddressForm {
    URL("a PostgreSQL URL"),
    SQLALCHEMY("an SQLAlchemy URL"),
    PRISMA("a Prisma URL"),
    JDBC("a JDBC URL"),
    CONNINFO("key=value"),
    DOTNET("a .NET connection string"),
    VARIABLE("a line that sets a variable"),
    COMMAND("a psql command line");

    private final String words;

    AddressForm(String words) {
        this.words = words;
    }

    /** For "read as …". */
    public String words() {
        return words;
    }
}
