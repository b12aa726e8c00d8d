package org.turnstone.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A report as one HTML file that needs nothing else: no script, no font, no address outside. What databases and scripts
 * say is untrusted and only ever text.
 */
final class HtmlReport {
    private HtmlReport() {}

    static String of(ReportContent content) {
        StringBuilder body = new StringBuilder();
        if (content.run() != null) {
            body.append(HtmlRun.of(content.run()));
        }
        if (content.status() != null) {
            body.append(HtmlStatus.of(content.status()));
        }
        String title = HtmlText.escape(content.title());
        return PAGE.formatted(
                title,
                stylesheet(),
                body,
                HtmlText.escape(content.turnstoneVersion()),
                HtmlText.escape(Phrases.instant(content.madeAt())),
                JsonReport.of(content));
    }

    private static final String PAGE = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s · Turnstone</title>
        <style>
        %s</style>
        </head>
        <body>
        <header><span class="brand">◖ Turnstone</span></header>
        <main>
        %s</main>
        <footer>Turnstone %s · made %s</footer>
        <script type="application/json" id="turnstone-report">
        %s</script>
        </body>
        </html>
        """;

    private static String stylesheet() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A coloured word. */
    static String pill(Look look) {
        return "<span class=\"pill %s\">%s</span>"
                .formatted(look.tone().name().toLowerCase(Locale.ROOT), HtmlText.escape(look.word()));
    }

    /** A name that may be written from right to left, kept from reordering what is around it. */
    static String name(String foreign) {
        return "<bdi>" + HtmlText.escape(foreign) + "</bdi>";
    }

    /** A table's head. */
    static String head(String... columns) {
        StringBuilder out = new StringBuilder("<thead><tr>");
        for (String column : columns) {
            out.append("<th scope=\"col\">").append(HtmlText.escape(column)).append("</th>");
        }
        return out.append("</tr></thead>\n").toString();
    }

    /** One pair of a list of facts. */
    static String fact(String label, String value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(HtmlText.escape(label), name(value));
    }
}
