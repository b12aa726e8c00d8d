package org.turnstone.connection;

/** The parameter {@code options}, through which an address sets a session's settings, its search path above all. */
public final class ServerOptions {
    private static final String SEARCH_PATH = "-c search_path=";

    private ServerOptions() {}

    /** These options with this search path too; null or empty options are none. */
    static String withSearchPath(String options, String searchPath) {
        String setting = SEARCH_PATH + searchPath.replace("\\", "\\\\").replace(" ", "\\ ");
        return options == null || options.isBlank() ? setting : options + " " + setting;
    }

    /** The search path an address sets, or null. */
    public static String searchPath(Address address) {
        String options = address.parameters().getOrDefault("options", "");
        int at = Math.max(options.lastIndexOf(SEARCH_PATH), options.lastIndexOf("-csearch_path="));
        if (at < 0) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        for (int i = options.indexOf('=', at) + 1; i < options.length() && options.charAt(i) != ' '; i++) {
            if (options.charAt(i) == '\\' && i + 1 < options.length()) {
                i++;
            }
            value.append(options.charAt(i));
        }
        return value.toString();
    }
}
