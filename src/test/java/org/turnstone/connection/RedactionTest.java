package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {
    static List<PasswordVector> vectors() {
        return PasswordVector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everySpellingIsHidden(PasswordVector vector) throws ConnectionFailure {
        String raw = vector.password();
        Redaction redaction = Redaction.of(new Secret(raw));
        List<String> spellings = new ArrayList<>();
        spellings.add(raw);
        vector.expected().forEach(node -> spellings.add(node.stringValue()));
        vector.otherEncodings().forEach(node -> spellings.add(node.stringValue()));
        for (PasswordForm form : PasswordForm.values()) {
            spellings.add(form.encode(raw));
        }
        spellings.add(new JsonMapper().writeValueAsString(raw));
        spellings.add(URLEncoder.encode(raw, StandardCharsets.UTF_8));
        for (String spelling : spellings) {
            String inner = spelling.length() > 2 && spelling.matches("(?s)(['\"]).*\\1")
                    ? spelling.substring(1, spelling.length() - 1)
                    : spelling;
            assertThat(redaction.apply("said \"" + spelling + "\" here"))
                    .as(spelling)
                    .doesNotContain(inner);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid integer value \"q83v\" for connection option \"port\"",
                "could not translate host name \"ss@127.0.0.1\" to address",
                "Unable to parse URL jdbc:postgresql://me:Top5@q83v/ss@127.0.0.1/db",
                "invalid percent-encoded token: \"Top5@q83v\"",
                "PGPASSWORD='un known' psql",
                "host=db password='un \\' known' user=x",
                "DB_PASS=unknown",
                "postgres://who:un known@db",
                "postgresql:/who:unknown@db",
            })
    void whatClientsRepeatIsHidden(String said) {
        assertThat(Redaction.of(new Secret("Top5@q83v/ss")).apply(said)).doesNotContain("Top5", "q83v", "known");
    }

    @Test
    void whatIsNoSecretStays() {
        Redaction redaction = Redaction.of(new Secret("p@ssword/host"));
        assertThat(redaction.apply("The host db does not take this password for postgresql://me@db:5432/x"))
                .isEqualTo("The host db does not take this password for postgresql://me@db:5432/x");
        assertThat(Redaction.NONE.apply(null)).isNull();
    }

    @Test
    void anAddressHasMoreSecretsThanOne() {
        Address address = new Address("db", 1, "x", "me", new Secret("one1one1"), Map.of("sslpassword", "two2two2"));
        assertThat(Redaction.of(address).apply("one1one1 two2two2")).isEqualTo("•••• ••••");
        assertThat(address.toString()).doesNotContain("one1one1", "two2two2");
    }

    /** Such as people have on their own machines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "p",
                "acc",
                "app",
                "postgres",
                "postgres1",
                "password",
                "my_orders",
                "customer-orders-2024",
                "2024-01-01",
                "12345678",
                "user@orders",
                "a=b",
                "it's",
                " lead",
                "orders/items",
                "Shop Admin"
            })
    void wordsStayWhereNoPasswordStands(String password) {
        Redaction redaction = Redaction.of(new Secret(password));
        String sql = "CREATE TABLE acc (x text, app int, postgres date DEFAULT '2024-01-01'); -- it's my_orders\n"
                + "UPDATE acc SET a=b, lead = 'app' FROM postgres1, orders/items; GRANT ALL ON acc TO \"Shop Admin\"";
        assertThat(redaction.inStatement(sql)).isEqualTo(sql);
        String said = "The host app is not known here. Check its spelling. relation \"acc\" of \"postgres\" does not"
                + " exist; it's \"my_orders\" in customer-orders-2024, lead by app, not postgres1 on 2024-01-01.";
        assertThat(redaction.apply(said)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "app", "postgres", "p@ss", "a=b", "it's", "my_orders", "customer-orders-2024", "päss"})
    void theyAreHiddenWherePasswordsStand(String password) throws ConnectionFailure {
        Redaction redaction = Redaction.of(new Secret(password));
        for (String inUrl : List.of(password, PasswordForm.URL.encode(password))) {
            String url = "see postgresql://me:" + inUrl + "@db/shop";
            assertThat(redaction.inStatement(url)).isEqualTo("see postgresql://me:••••@db/shop");
            assertThat(redaction.apply(url)).isEqualTo("see postgresql://me:••••@db/shop");
        }
        String doubled = password.replace("'", "''");
        for (String literal : List.of("'" + doubled + "'", "E'" + doubled + "'", "$$" + password + "$$")) {
            assertThat(redaction.inStatement("ALTER ROLE x PASSWORD " + literal + ";"))
                    .isEqualTo("ALTER ROLE x PASSWORD '••••';");
        }
        assertThat(redaction.apply("SQL statement \"alter role x password '" + doubled + "'\""))
                .isEqualTo("SQL statement \"alter role x password '••••'\"");
        for (String setting : List.of("password=", "PGPASSWORD=", "DB_PASS=", "&password=")) {
            assertThat(redaction.apply("host=db " + setting + PasswordForm.CONNINFO.encode(password)))
                    .isEqualTo("host=db " + setting + "••••");
        }
    }

    @Test
    void whatAProjectFillsInIsHiddenAsALiteral() {
        Redaction redaction = Redaction.of(new Secret("app")).withFilledIn(List.of(new Secret("shop")));
        assertThat(redaction.inStatement("insert into shop.app values ('shop', 'app', 'shopper')"))
                .isEqualTo("insert into shop.app values (••••, 'app', 'shopper')");
        assertThat(redaction.apply("invalid input: \"shop\"")).isEqualTo("invalid input: ••••");
    }

    @Test
    void theAddressInOurOwnHelpIsNotOne() {
        String help = "--url is empty. It takes postgresql://user:password@host:5432/database.";
        assertThat(Redaction.NONE.apply(help)).isEqualTo(help);
        assertThat(Redaction.NONE.apply("postgresql://user:password@host:5432/shop"))
                .doesNotContain("password");
    }
}
