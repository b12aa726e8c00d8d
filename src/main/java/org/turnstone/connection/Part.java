package org.turnstone.connection;

/**
 * One part of an address, by libpq's name for it; what is said about a part, such as where it came from, is kept by it.
 */
public record Part(String keyword) {
    public static final Part HOST = new Part("host");
    public static final Part PORT = new Part("port");
    public static final Part DATABASE = new Part("dbname");
    public static final Part USER = new Part("user");
    public static final Part PASSWORD = new Part("password");
    public static final Part TLS = new Part("sslmode");

    /** What people call it. */
    public String words() {
        return switch (keyword) {
            case "dbname" -> "database";
            case "sslmode" -> "TLS";
            default -> keyword;
        };
    }
}
