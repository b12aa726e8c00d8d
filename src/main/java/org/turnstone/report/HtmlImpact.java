package org.turnstone.report;

import java.time.Duration;
import java.util.List;
import org.turnstone.run.Blocker;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StepResult;
import org.turnstone.run.TableLock;

/** The part of an HTML report that says what a dry run's statements lock, rewrite and read, and who was in the way. */
final class HtmlImpact {
    private HtmlImpact() {}

    /** The locks of the whole run, and those who kept it from having one. */
    static String of(RunResult run) {
        return blockers(run.blockers()) + locks(run);
    }

    private static String blockers(List<Blocker> blockers) {
        if (blockers.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<table>\n<caption>Who stood in the way</caption>\n");
        out.append(HtmlReport.head("Process", "Who", "State", "Transaction open", "Waits for", "Statement"))
                .append("<tbody>\n");
        for (Blocker each : blockers) {
            String who = each.application() == null || each.application().isBlank()
                    ? each.role()
                    : each.role() + ", " + each.application();
            out.append("""
                <tr><th scope="row" class="number">%s</th><td>%s%s%s</td><td>%s</td><td class="number">%s</td>\
                <td>%s</td><td class="sql"><pre>%s</pre></td></tr>
                """.formatted(
                            each.pid() == 0 ? "–" : each.pid(),
                            HtmlReport.name(who),
                            each.address() == null ? "" : "<br><small>" + HtmlReport.name(each.address()) + "</small>",
                            each.orphan() ? "<br><small>left by a Turnstone that was killed</small>" : "",
                            HtmlReport.name(each.state()),
                            Phrases.duration(each.age()),
                            HtmlReport.name(Phrases.orDash(each.wants())),
                            each.query() == null ? "–" : HtmlSql.of(each.query())));
        }
        return out.append("</tbody>\n</table>\n").toString();
    }

    private static String locks(RunResult run) {
        if (run.locks().isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<table>\n<caption>Strongest lock on each table</caption>\n");
        out.append(HtmlReport.head("Table", "Lock", "Rows there", "Held", "Meanwhile"))
                .append("<tbody>\n");
        for (TableLock lock : run.locks()) {
            out.append("""
                <tr><th scope="row" class="code">%s</th><td>%s</td><td class="number">%s</td>\
                <td class="number">%s</td><td>%s</td></tr>
                """.formatted(
                            HtmlReport.name(lock.relation()),
                            pill(lock.mode(), ImpactRow.tone(lock.mode())),
                            lock.rows() == null ? "–" : Phrases.number(lock.rows()),
                            Phrases.duration(lock.held()),
                            HtmlText.escape(LockLines.meaning(lock))));
        }
        return out.append("</tbody>\n</table>\n").toString();
    }

    /** The statements of one migration with their impact. */
    static String statements(StepResult step, Duration slowest) {
        StringBuilder out = new StringBuilder("<table class=\"impact\">\n");
        out.append(HtmlReport.head("Line", "Statement", "Lock taken", "On", "Rewrite", "Rows", "WAL", "Time"))
                .append("<tbody>\n");
        for (ImpactRow row : ImpactRow.of(step.statements())) {
            boolean heavy = row.tone() == Tone.BAD || row.statement().outcome() == StatementOutcome.FAILED;
            out.append("""
                <tr><td class="number">%d</td><td class="sql"><pre>%s</pre>%s%s</td><td>%s</td><td class="code">%s</td>\
                <td>%s</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s%s</td></tr>
                """.formatted(
                            row.statement().line(),
                            HtmlSql.of(row.statement().sql()),
                            row.count() == 1 ? "" : "<p>and " + Phrases.number(row.count() - 1) + " more like it</p>",
                            HtmlRun.remarks(row.statement()),
                            row.lock().equals("–") ? "–" : pill(row.lock(), row.tone()),
                            HtmlReport.name(row.on()),
                            row.work().equals("rewrite") ? "<strong>rewrite</strong>" : row.work(),
                            row.rows(),
                            row.log(),
                            HtmlRun.bar(row.took(), slowest, heavy ? "bad" : "accent"),
                            Phrases.duration(row.took())));
        }
        return out.append("</tbody>\n</table>\n").toString();
    }

    private static String pill(String word, Tone tone) {
        return HtmlReport.pill(new Look("", word, tone));
    }
}
