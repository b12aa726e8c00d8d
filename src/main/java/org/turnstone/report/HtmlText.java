package org.turnstone.report;

/** Foreign text made harmless in HTML. */
final class HtmlText {
    private HtmlText() {}

    /** Text of one line, in an element or an attribute's quotes. */
    static String escape(String foreign) {
        return entities(Visible.line(foreign));
    }

    /** Text of several lines, in a {@code <pre>}. */
    static String escapeLines(String foreign) {
        return entities(Visible.lines(foreign));
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
