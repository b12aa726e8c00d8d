package org.turnstone.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign text made harmless in GitHub's Markdown. */
final class MarkdownText {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()#+!|~$-]");
    private static final Pattern NUMBERED = Pattern.compile("^(\\d+)([.)])");
    private static final Pattern ISSUE = Pattern.compile("\\\\?#(?=\\d)");
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    /** A comment between the two keeps GitHub from telling a person, or another issue, about this document. */
    private static final String APART = "<!-- -->";

    private MarkdownText() {}

    /** Text as text, also in a table's cell. */
    static String text(String foreign) {
        String line = Visible.line(foreign);
        line = SPECIAL.matcher(line).replaceAll("\\\\$0");
        line = NUMBERED.matcher(line).replaceAll("$1\\\\$2");
        line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return apart(line);
    }

    private static String apart(String line) {
        return ISSUE.matcher(line.replace("@", "@" + APART)).replaceAll("#" + APART);
    }

    /** Text inside HTML tags that are part of the Markdown. */
    static String inHtml(String foreign) {
        return apart(
                Visible.line(foreign).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    /** A code span for a table's cell. */
    static String code(String foreign) {
        String line = Visible.line(foreign);
        if (line.isBlank()) {
            return "";
        }
        String ticks = "`".repeat(longestRun(line) + 1);
        boolean pad = line.startsWith("`") || line.endsWith("`");
        String padding = pad ? " " : "";
        // A table is cut at its bars before code spans are seen, so a bar needs its backslash in there too.
        return ticks + padding + line.replace("|", "\\|") + padding + ticks;
    }

    /** A block of code whose fence is longer than any in it. */
    static String block(String language, String foreign) {
        String text = Visible.lines(foreign).stripTrailing();
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + language + "\n" + text + "\n" + fence + "\n";
    }

    private static int longestRun(String text) {
        Matcher runs = BACKTICKS.matcher(text);
        int longest = 0;
        while (runs.find()) {
            longest = Math.max(longest, runs.end() - runs.start());
        }
        return longest;
    }
}
