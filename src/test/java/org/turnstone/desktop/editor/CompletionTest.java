package org.turnstone.desktop.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.run.Catalog;
import org.turnstone.sql.Definition;

class CompletionTest {
    private static final Catalog SHOP = new Catalog(
            List.of("app", "public"),
            List.of(
                    new Catalog.Relation("app", "Audit Log", "table", 3, List.of()),
                    relation("orders", "id", "customer_id", "order"),
                    relation("customers", "id", "email")),
            List.of(
                    new Catalog.Routine("pg_catalog", "lower", "text", "text"),
                    new Catalog.Routine("public", "order_total", "id bigint", "numeric")),
            List.of("order_status"),
            List.of("public"));

    private static final Names NAMES = new Names(SHOP, Catalog.EMPTY, List.of());

    @Test
    void afterFromComeTables() {
        assertThat(labels("select * from o|")).startsWith("orders");
        assertThat(labels("SELECT * FROM orders JOIN cu|")).startsWith("customers");
        assertThat(texts("select * from aud|")).contains("app.\"Audit Log\"");
    }

    @Test
    void anAliasGivesTheColumnsOfItsTable() {
        assertThat(labels("select c.| from orders o join customers c on c.id = o.customer_id")).containsExactly("id", "email");
        assertThat(labels("select o.cu| from orders as o")).containsExactly("customer_id");
        assertThat(texts("select o.or| from orders o")).containsExactly("\"order\"");
        assertThat(labels("update orders set cu|")).startsWith("customer_id");
    }

    @Test
    void columnsOfTheStatementsTablesComeFirst() {
        assertThat(labels("select ema| from customers")).startsWith("email");
        assertThat(labels("select id from customers where low|")).startsWith("lower");
    }

    @Test
    void keyWordsComeInTheStatementsOwnCase() {
        assertThat(texts("CREATE TABLE x (id bigint PRIM|")).startsWith("PRIMARY");
        assertThat(texts("create table x (id bigint prim|")).startsWith("primary");
    }

    @Test
    void afterADoubleColonComeTypes() {
        assertThat(labels("select 'x'::ord|")).startsWith("order_status");
    }

    @Test
    void nothingInTextsAndComments() {
        assertThat(labels("select 'or|' from orders")).isEmpty();
        assertThat(labels("select 1 -- or|")).isEmpty();
        assertThat(labels("select 12|")).isEmpty();
    }

    @Test
    void bodiesAreCodeToo() {
        assertThat(labels("create function f() returns int language plpgsql as $$ begin perform 1 from cust| end $$"))
                .startsWith("customers");
    }

    @Test
    void withoutADatabaseTheScriptsNamesServe() {
        var scripts = List.of(new Names.Script(Path.of("V1.sql"), Definition.in("create table invoices (id int, paid boolean);")));
        var names = new Names(Catalog.EMPTY, Catalog.EMPTY, scripts);
        assertThat(Completion.at("select * from inv", 17, names).suggestions())
                .extracting(Completion.Suggestion::label)
                .startsWith("invoices");
        assertThat(Completion.at("select i. from invoices i", 9, names).suggestions())
                .extracting(Completion.Suggestion::label)
                .containsExactly("id", "paid");
        assertThat(names.made("invoices", "paid")).contains(new Names.Place(Path.of("V1.sql"), 31));
    }

    private static Catalog.Relation relation(String name, String... columns) {
        return new Catalog.Relation(
                "public",
                name,
                "table",
                1,
                List.of(columns).stream()
                        .map(column -> new Catalog.Column(column, "text", false, null))
                        .toList());
    }

    private static List<String> labels(String marked) {
        return suggestions(marked).stream().map(Completion.Suggestion::label).toList();
    }

    private static List<String> texts(String marked) {
        return suggestions(marked).stream().map(Completion.Suggestion::text).toList();
    }

    private static List<Completion.Suggestion> suggestions(String marked) {
        int offset = marked.indexOf('|');
        return Completion.at(marked.replace("|", ""), offset, NAMES).suggestions();
    }
}
