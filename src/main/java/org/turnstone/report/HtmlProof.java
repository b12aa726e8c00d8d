package org.turnstone.report;

import java.util.List;
import java.util.Locale;
import org.turnstone.run.PairProof;
import org.turnstone.run.RunResult;
import org.turnstone.schema.SchemaDifference;

/** The part of an HTML report that says what became of the schema, and how each pair was judged. */
final class HtmlProof {
    private HtmlProof() {}

    static String of(RunResult run) {
        StringBuilder out = new StringBuilder();
        if (run.proof() != null) {
            out.append(pairs(run.proof().pairs()));
            out.append(section("Data", SchemaLines.losses(run.proof())));
            out.append(section("Planted rows", SchemaLines.values(run.proof())));
        }
        if (run.change() != null && !run.change().isEmpty()) {
            out.append("<h2>Schema change</h2>\n").append(change(run.change()));
        }
        if (run.evidence() != null && !run.evidence().proofs().isEmpty()) {
            out.append("<h2>Evidence</h2>\n")
                    .append(HtmlReport.pill(
                            run.evidence().holds()
                                    ? new Look("✓", "nothing was changed", Tone.GOOD)
                                    : new Look("✕", "does not hold", Tone.BAD)))
                    .append(list(run.evidence().proofs()));
        }
        return out.toString();
    }

    /** Lines of which some belong to a difference, each in its colour. */
    static String lines(List<String> lines) {
        StringBuilder out = new StringBuilder("<pre class=\"change\">");
        for (String line : lines) {
            out.append("<span class=\"%s\">"
                            .formatted(SchemaLines.tone(line).name().toLowerCase(Locale.ROOT)))
                    .append(HtmlText.escapeLines(line))
                    .append("</span>\n");
        }
        return out.append("</pre>\n").toString();
    }

    private static String change(SchemaDifference difference) {
        return lines(difference.lines());
    }

    private static String pairs(List<PairProof> pairs) {
        if (pairs.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<table>\n<caption>Migrations and their reverts</caption>\n");
        out.append(HtmlReport.head("Verdict", "Migration", "Revert script", "What the revert leaves"))
                .append("<tbody>\n");
        for (PairProof pair : pairs) {
            String left = "";
            if (pair.remainder() != null) {
                left = change(pair.remainder());
            } else if (pair.error() != null) {
                left = HtmlReport.name(pair.error().message());
            }
            out.append("<tr><td>%s</td><th scope=\"row\"><span class=\"code\">%s</span> %s</th>"
                            .formatted(
                                    HtmlReport.pill(Look.of(pair.verdict())),
                                    HtmlReport.name(pair.label()),
                                    pair.version() == null ? "" : HtmlReport.name(pair.description())))
                    .append("<td class=\"code\">%s</td><td>%s</td></tr>\n"
                            .formatted(HtmlReport.name(Phrases.orDash(pair.revertScript())), left));
        }
        return out.append("</tbody>\n</table>\n").toString();
    }

    private static String section(String title, List<String> lines) {
        return lines.isEmpty() ? "" : "<h2>" + HtmlText.escape(title) + "</h2>\n" + list(lines);
    }

    private static String list(List<String> lines) {
        StringBuilder out = new StringBuilder("<ul>\n");
        lines.forEach(line -> out.append("<li>").append(HtmlReport.name(line)).append("</li>\n"));
        return out.append("</ul>\n").toString();
    }
}
