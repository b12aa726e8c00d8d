package org.turnstone.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Catalog;
import org.turnstone.run.CheckReport;
import org.turnstone.run.EditedScript;
import org.turnstone.run.ScratchAnswer;
import org.turnstone.run.Workbench;

/** A workbench without a server: {@code selec} is a syntax error, and {@code no_such} does not exist. */
final class PretendWorkbench implements Workbench {
    private static final Pattern WRONG = Pattern.compile("\\b(selec|no_such)\\b", Pattern.CASE_INSENSITIVE);

    private static final Catalog SHOP = new Catalog(
            List.of("public"),
            List.of(
                    new Catalog.Relation(
                            "public",
                            "customers",
                            "table",
                            52_001,
                            List.of(
                                    new Catalog.Column("id", "bigint", true, "identity"),
                                    new Catalog.Column("email", "text", true, null),
                                    new Catalog.Column("name", "text", false, null))),
                    new Catalog.Relation(
                            "public",
                            "order_items",
                            "table",
                            1_204_331,
                            List.of(
                                    new Catalog.Column("order_id", "bigint", true, null),
                                    new Catalog.Column("price", "numeric(12,2)", false, "0"),
                                    new Catalog.Column("quantity", "integer", true, "1"))),
                    new Catalog.Relation(
                            "public",
                            "orders",
                            "table",
                            310_222,
                            List.of(
                                    new Catalog.Column("id", "bigint", true, "identity"),
                                    new Catalog.Column("customer_id", "bigint", true, null),
                                    new Catalog.Column("ordered_at", "timestamp with time zone", true, "now()")))),
            List.of(
                    new Catalog.Routine("pg_catalog", "lower", "text", "text"),
                    new Catalog.Routine("pg_catalog", "now", "", "timestamp with time zone"),
                    new Catalog.Routine(
                            "public", "order_total", "order_id bigint, with_tax boolean DEFAULT true", "numeric")),
            List.of("order_status"),
            List.of("public"));

    private Path drafts;

    @Override
    public CheckReport check(Project project, EditedScript script, Cancellation cancellation) {
        return new CheckReport(problems(script.text()), SHOP, null);
    }

    @Override
    public CheckReport checkOn(Project project, Target target, EditedScript script, Cancellation cancellation) {
        return new CheckReport(problems(script.text()), null, null);
    }

    private static List<CheckReport.Problem> problems(String text) {
        List<CheckReport.Problem> problems = new ArrayList<>();
        Matcher matcher = WRONG.matcher(text);
        while (matcher.find()) {
            boolean syntax = matcher.group().equalsIgnoreCase("selec");
            problems.add(new CheckReport.Problem(
                    matcher.start(),
                    matcher.end(),
                    syntax
                            ? "syntax error at or near \"" + matcher.group() + "\""
                            : "column \"" + matcher.group() + "\" does not exist",
                    syntax ? null : "Perhaps you meant to reference the column \"orders.id\".",
                    syntax ? "42601" : "42703"));
        }
        return problems;
    }

    @Override
    public ScratchAnswer run(Project project, EditedScript script, int begin, int end, Cancellation cancellation) {
        String sql = script.text().substring(begin, end).strip();
        List<CheckReport.Problem> problems = problems(sql);
        CheckReport.Problem problem = problems.isEmpty()
                ? null
                : new CheckReport.Problem(
                        begin + problems.getFirst().begin(),
                        begin + problems.getFirst().end(),
                        problems.getFirst().message(),
                        problems.getFirst().more(),
                        problems.getFirst().sqlState());
        boolean rows = sql.regionMatches(true, 0, "select", 0, 6) && problem == null;
        return new ScratchAnswer(
                List.of(new ScratchAnswer.Step(
                        begin,
                        sql,
                        rows ? "SELECT" : "UPDATE",
                        rows ? List.of("id", "email", "name") : List.of(),
                        rows
                                ? List.of(
                                        List.of("1", "anna@example.com", "Anna"),
                                        java.util.Arrays.asList("2", "bo@example.com", null))
                                : List.of(),
                        false,
                        rows || problem != null ? -1 : 12,
                        rows ? List.of() : List.of("table \"old\" does not exist, skipping"),
                        Duration.ofMillis(3),
                        problem)),
                "turnstone_scratch_1",
                null);
    }

    @Override
    public void reset() {}

    @Override
    public Catalog catalog(Target target) {
        return SHOP;
    }

    @Override
    public Path drafts() {
        try {
            if (drafts == null) {
                drafts = Files.createTempDirectory(Files.createDirectories(Path.of("target", "pretend")), "drafts");
            }
            return drafts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
