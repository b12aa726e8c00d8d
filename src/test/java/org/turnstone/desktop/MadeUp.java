package org.turnstone.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.turnstone.format.Migration;
import org.turnstone.run.Blocker;
import org.turnstone.run.ColumnFate;
import org.turnstone.run.Direction;
import org.turnstone.run.Evidence;
import org.turnstone.run.Impact;
import org.turnstone.run.LockTaken;
import org.turnstone.run.PairProof;
import org.turnstone.run.PlantedTable;
import org.turnstone.run.Proof;
import org.turnstone.run.ScratchPlace;
import org.turnstone.run.TableLock;
import org.turnstone.run.TableScan;
import org.turnstone.run.TestStep;
import org.turnstone.schema.AttributeChange;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.SchemaObject;

/** What a server would have been seen to do, as the pictures show it. */
final class MadeUp {
    private static final long ITEMS = 1_204_331;

    private MadeUp() {}

    static Impact impact(String sql) {
        String code = sql.toUpperCase(Locale.ROOT);
        if (code.contains("UPDATE ORDER_ITEMS SET")) {
            return new Impact(List.of(items("ROW EXCLUSIVE")), List.of(), List.of(), 1_842, 410_000L);
        }
        if (code.contains("SET NOT NULL")) {
            return new Impact(
                    List.of(items("ACCESS EXCLUSIVE")),
                    List.of(),
                    List.of(new TableScan("public.order_items", 1, ITEMS)),
                    0,
                    1_000L);
        }
        if (code.contains("ADD CONSTRAINT")) {
            return new Impact(List.of(items("ACCESS EXCLUSIVE")), List.of(), List.of(), 0, 2_000L);
        }
        if (code.contains("CREATE TRIGGER")) {
            return new Impact(List.of(items("SHARE ROW EXCLUSIVE")), List.of(), List.of(), 0, 640L);
        }
        if (code.contains("ALTER COLUMN ID TYPE")) {
            return new Impact(
                    List.of(
                            items("ACCESS EXCLUSIVE"),
                            new LockTaken(
                                    "sales.a_table_with_a_name_as_long_as_postgresql_lets_it_be_sixty_three",
                                    "table",
                                    "SHARE ROW EXCLUSIVE",
                                    null)),
                    List.of("public.order_items", "public.order_items_pkey"),
                    List.of(new TableScan("public.order_items", 2, 2 * ITEMS)),
                    0,
                    4_096_000_000L);
        }
        return new Impact(List.of(), List.of(), List.of(), 0, null);
    }

    static Duration duration(String sql) {
        String code = sql.toUpperCase(Locale.ROOT);
        if (code.contains("UPDATE ORDER_ITEMS SET")) {
            return Duration.ofMillis(96);
        }
        if (code.contains("SET NOT NULL")) {
            return Duration.ofMillis(183);
        }
        return Duration.ofMillis(code.contains("ALTER COLUMN ID TYPE") ? 74_310 : 2);
    }

    static List<TableLock> locks() {
        return List.of(
                new TableLock("public.order_items", "ACCESS EXCLUSIVE", ITEMS, Duration.ofMillis(183)),
                new TableLock("public.customers", "ROW SHARE", 88_120L, Duration.ofMillis(281)));
    }

    static Evidence evidence() {
        return new Evidence(
                true,
                List.of(
                        "The transaction was rolled back, and no other had been given a number.",
                        "The schema has the same 118 objects as before, attribute by attribute."));
    }

    static List<Blocker> blockers() {
        return List.of(
                new Blocker(
                        4711,
                        "reporting",
                        "nightly totals",
                        "10.0.3.17",
                        "active",
                        Duration.ofSeconds(94),
                        "SELECT sum(price) FROM order_items WHERE created_at > now() - interval '1 year'",
                        List.of(4690),
                        false),
                new Blocker(
                        4690,
                        "anna",
                        "psql",
                        null,
                        "idle in transaction",
                        Duration.ofMinutes(17),
                        "LOCK TABLE order_items IN SHARE MODE;",
                        List.of(),
                        false));
    }

    /** Six of them, each behind the next. */
    static List<Blocker> manyBlockers() {
        List<Blocker> chain = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            chain.add(new Blocker(
                    5000 + i,
                    "worker_" + i,
                    "shop-backend",
                    "10.0.3.2" + i,
                    "active",
                    Duration.ofSeconds(20 + i),
                    "UPDATE order_items SET quantity = quantity + 1 WHERE order_id = " + i,
                    List.of(),
                    false));
        }
        chain.addAll(blockers());
        return chain;
    }

    static SchemaDifference change() {
        var price = Map.of("type", "numeric(12,2)");
        var priceThen = ordered("type", "numeric(12,2)", "not null", "yes");
        return new SchemaDifference(List.of(
                added(
                        "index",
                        "public.customers_email_idx",
                        "CREATE INDEX customers_email_idx ON public.customers USING btree (lower(email))"),
                new SchemaChange(
                        SchemaChange.Kind.CHANGED,
                        new SchemaObject("column", "public.order_items.price", price, "price numeric(12,2)"),
                        new SchemaObject(
                                "column", "public.order_items.price", priceThen, "price numeric(12,2) NOT NULL"),
                        List.of(new AttributeChange("not null", null, "yes"))),
                added(
                        "constraint",
                        "public.order_items_price_positive",
                        "ALTER TABLE public.order_items ADD CONSTRAINT order_items_price_positive CHECK (price"
                                + " >= 0) NOT VALID"),
                added("function", "public.touch()", """
                    CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        NEW.updated_at := now();
                        RETURN NEW;
                    END $$\
                    """),
                added(
                        "trigger",
                        "order_items_touch on public.order_items",
                        "CREATE TRIGGER order_items_touch BEFORE UPDATE ON public.order_items FOR EACH ROW"
                                + " EXECUTE FUNCTION touch()")));
    }

    static SchemaDifference left() {
        return new SchemaDifference(List.of(new SchemaChange(
                SchemaChange.Kind.REMOVED,
                object(
                        "index",
                        "public.order_items_order_idx",
                        "CREATE INDEX order_items_order_idx ON public.order_items USING btree (order_id)"),
                null,
                List.of())));
    }

    static SchemaDifference drift() {
        return new SchemaDifference(List.of(added(
                "index",
                "public.customers_tmp_idx",
                "CREATE INDEX customers_tmp_idx ON public.customers USING btree (email)")));
    }

    static List<TestStep> tests(boolean good) {
        return List.of(
                step("Replay the 39 applied migrations", "ok", true, -1, 118, 1_100, null),
                step(
                        "Compare with shop-local",
                        "1 difference",
                        true,
                        -1,
                        119,
                        200,
                        drift(),
                        "index public.customers_tmp_idx exists only on shop-local"),
                step("Apply the 3 pending", "ok", true, 118, 123, 400, change()),
                step("Revert them, newest first", "ok", true, 123, good ? 118 : 117, 300, null),
                good
                        ? step("Compare with step 1", "identical", true, -1, 118, 100, null)
                        : step(
                                "Compare with step 1",
                                "1 difference",
                                false,
                                -1,
                                117,
                                100,
                                left(),
                                "20260318094210 (order items not null) leaves a difference"),
                step("Apply again", good ? "ok, identical to step 3" : "not reached", good, -1, 123, 400, null));
    }

    /** Good where every pair is; in the other one the middle pair is not exact, and values were lost. */
    static Proof proof(List<Migration> migrations, boolean good) {
        List<PairProof> pairs = new ArrayList<>();
        for (Migration each : migrations) {
            boolean wrong = !good && each.scriptName().contains("order_items");
            pairs.add(new PairProof(
                    each.version(),
                    each.description(),
                    each.scriptName(),
                    each.revertScript() == null
                            ? null
                            : each.revertScript().getFileName().toString(),
                    wrong
                            ? PairProof.Verdict.NOT_EXACT
                            : each.revertible() ? PairProof.Verdict.EXACT : PairProof.Verdict.NO_REVERT,
                    each.scriptName().contains("order_items")
                            ? new SchemaDifference(change().changes().subList(1, 5))
                            : each.scriptName().contains("index")
                                    ? new SchemaDifference(change().changes().subList(0, 1))
                                    : new SchemaDifference(List.of(added(
                                            "type",
                                            "public.order_status",
                                            "CREATE TYPE public.order_status AS ENUM ('new', 'paid', 'sent')"))),
                    wrong ? left() : null,
                    wrong
                            ? List.of("The prices that were NULL are 0 now; the revert cannot know which they were.")
                            : List.of(),
                    null));
        }
        return new Proof(
                ScratchPlace.BUILT_IN,
                pairs,
                drift(),
                good
                        ? List.of()
                        : List.of(
                                new PlantedTable("public.order_items", 5, null),
                                new PlantedTable("public.customers", 5, null),
                                new PlantedTable(
                                        "public.audit_trail",
                                        0,
                                        "the column payload has a type nobody could make values of")),
                good
                        ? List.of()
                        : List.of(
                                new ColumnFate(
                                        "20260318094210",
                                        Direction.UP,
                                        "public.order_items",
                                        "price",
                                        false,
                                        "2 of 5 values changed: NULL became 0"),
                                new ColumnFate(
                                        "20260318094210",
                                        Direction.DOWN,
                                        "public.order_items",
                                        "quantity",
                                        true,
                                        "all 5 values are there")),
                null);
    }

    /** With the attributes that the real ones are known by. */
    static SchemaChange added(String kind, String name, String statement) {
        return new SchemaChange(SchemaChange.Kind.ADDED, null, object(kind, name, statement), List.of());
    }

    private static SchemaObject object(String kind, String name, String statement) {
        Map<String, String> attributes = switch (kind) {
            case "constraint" -> Map.of("definition", statement.substring(statement.indexOf("CHECK")));
            case "function" -> Map.of("returns", "trigger");
            case "enum" -> Map.of("labels", "'new', 'paid', 'sent'");
            default -> Map.of("definition", statement);
        };
        return new SchemaObject(kind, name, attributes, statement);
    }

    private static TestStep step(
            String title,
            String result,
            boolean passed,
            int before,
            int after,
            int ms,
            SchemaDifference difference,
            String... details) {
        return new TestStep(title, passed, result, before, after, Duration.ofMillis(ms), List.of(details), difference);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> result = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            result.put(pairs[i], pairs[i + 1]);
        }
        return result;
    }

    private static LockTaken items(String mode) {
        return new LockTaken("public.order_items", "table", mode, ITEMS);
    }
}
