package org.turnstone.report;

import java.util.Locale;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.StatusResult;
import org.turnstone.run.TargetInfo;

/** The part of an HTML report that says where every migration stands. */
final class HtmlStatus {
    private HtmlStatus() {}

    static String of(StatusResult result) {
        StringBuilder out = new StringBuilder("<section>\n");
        boolean clean = result.status().isClean();
        Look look = clean ? new Look("✓", "Clean", Tone.GOOD) : new Look("◆", "Not clean", Tone.WARNING);
        out.append("<h1>Status · %s %s</h1>\n"
                .formatted(HtmlReport.name(result.project().name()), HtmlReport.pill(look)));
        out.append("<p class=\"summary\">").append(Summary.of(result.status())).append("</p>\n<dl>\n");
        out.append(HtmlReport.fact("Migrations", result.project().folder().toString()));
        out.append(HtmlReport.fact("Format", result.project().format()));
        out.append(target(result.target())).append("</dl>\n");
        for (String warning : result.status().warnings()) {
            out.append("<p class=\"notice\">").append(HtmlReport.name(warning)).append("</p>\n");
        }
        out.append("<table>\n<caption>Migrations, oldest first</caption>\n")
                .append(HtmlReport.head("State", "Version", "Description", "Applied", "By", "Took", "Revertible"))
                .append("<tbody>\n");
        result.status().entries().forEach(entry -> out.append(row(entry)));
        return out.append("</tbody>\n</table>\n</section>\n").toString();
    }

    private static String row(StatusEntry entry) {
        Look look = Look.of(entry.state());
        String note = entry.note() == null ? "" : " <small>" + HtmlReport.name(entry.note()) + "</small>";
        return """
            <tr><td class="state"><span class="symbol %s" aria-hidden="true">%s</span> %s</td>\
            <td class="code">%s</td><th scope="row">%s%s</th><td class="number">%s</td><td>%s</td>\
            <td class="number">%s</td><td>%s</td></tr>
            """.formatted(
                        look.tone().name().toLowerCase(Locale.ROOT),
                        look.symbol(),
                        HtmlReport.pill(look),
                        HtmlReport.name(Phrases.orDash(entry.version())),
                        HtmlReport.name(entry.description()),
                        note,
                        Phrases.when(entry.appliedAt()),
                        HtmlReport.name(Phrases.orDash(entry.appliedBy())),
                        Phrases.duration(entry.duration()),
                        entry.revertible() ? "yes" : "–");
    }

    /** Where a status was read or a run worked, as facts. */
    static String target(TargetInfo target) {
        return target == null
                ? HtmlReport.fact("Database", "none was asked")
                : HtmlReport.fact("Target", target.name())
                        + HtmlReport.fact("Database", target.database() + " on " + target.server())
                        + HtmlReport.fact("Role", target.user())
                        + HtmlReport.fact("PostgreSQL", target.version());
    }
}
