package org.turnstone.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.turnstone.connection.PercentEncoding;
import org.turnstone.connection.TlsMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AddressModelTest {
    private final AddressModel model = new AddressModel();

    static List<String> passwords() throws IOException {
        try (InputStream in = AddressModelTest.class.getResourceAsStream("/connection/password_vectors.json")) {
            List<String> all = new ArrayList<>();
            for (JsonNode node : new JsonMapper().readTree(in).get("vectors")) {
                all.add(node.get("password").stringValue());
            }
            return all;
        }
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void everyPasswordGoesFromTheUrlToItsFieldAndStaysThere(String password) {
        model.read("postgres://deploy:" + PercentEncoding.encode(password) + "@db.example.com/shop");
        assertThat(model.passwordProperty().get()).isEqualTo(password);
        model.settle();
        assertThat(model.urlProperty().get())
                .isEqualTo("postgresql://deploy:" + AddressModel.MASK + "@db.example.com:5432/shop");

        model.read(model.urlProperty().get().replace("db.example", "other.example"));
        assertThat(model.hostProperty().get()).isEqualTo("other.example.com");
        assertThat(model.passwordProperty().get()).isEqualTo(password);
        assertThat(model.address().password().reveal()).isEqualTo(password);
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void everyPasswordTypedIntoItsFieldIsMaskedInTheUrl(String password) {
        model.hostProperty().set("localhost");
        model.databaseProperty().set("shop");
        model.userProperty().set("anna");
        model.portProperty().set("5432");
        model.passwordProperty().set(password);
        assertThat(model.urlProperty().get())
                .isEqualTo("postgresql://anna:" + AddressModel.MASK + "@localhost:5432/shop");
        model.read(model.urlProperty().get());
        assertThat(model.passwordProperty().get()).isEqualTo(password);
    }

    @Test
    void whatIsTypedInTheUrlIsNotRewrittenUnderTheCaret() {
        String typed = "";
        for (char c : "postgres://anna@h/shop".toCharArray()) {
            typed += c;
            model.read(typed);
            assertThat(model.urlProperty().get()).isEqualTo(typed);
        }
        assertThat(model.userProperty().get()).isEqualTo("anna");
        assertThat(model.hostProperty().get()).isEqualTo("h");
        assertThat(model.databaseProperty().get()).isEqualTo("shop");
    }

    @Test
    void aFieldRewritesTheUrlOnce() {
        model.read("postgres://anna:x@h/shop?sslmode=require&application_name=my%20app");
        List<String> seen = new ArrayList<>();
        model.urlProperty().addListener((url, before, now) -> seen.add(now));
        model.databaseProperty().set("my shop");
        assertThat(seen)
                .containsExactly("postgresql://anna:" + AddressModel.MASK
                        + "@h:5432/my%20shop?application_name=my%20app&sslmode=require");
        assertThat(model.databaseProperty().get()).isEqualTo("my shop");
    }

    @Test
    void severalHostsAndPorts() {
        model.read("postgres://anna@a:1,b:2/shop");
        assertThat(model.hostProperty().get()).isEqualTo("a,b");
        assertThat(model.portProperty().get()).isEqualTo("1,2");
        model.portProperty().set("7");
        assertThat(model.urlProperty().get()).isEqualTo("postgresql://anna@a:7,b:7/shop");
        model.portProperty().set("1,2,3");
        assertThat(model.problems()).containsEntry(Field.PORT, "problem.port.count");
        assertThat(model.address()).isNull();
    }

    @Test
    void iPv6() {
        model.read("postgres://anna@[::1]:5433/shop");
        assertThat(model.hostProperty().get()).isEqualTo("::1");
        assertThat(model.problems()).isEmpty();
        model.userProperty().set("bert");
        assertThat(model.urlProperty().get()).isEqualTo("postgresql://bert@[::1]:5433/shop");
    }

    @Test
    void anyFormIsReadAndWrittenAsAUrl() {
        model.read("host=db.example.com user=anna dbname=shop password='it\\'s'");
        model.settle();
        assertThat(model.passwordProperty().get()).isEqualTo("it's");
        assertThat(model.urlProperty().get()).startsWith("postgresql://anna:" + AddressModel.MASK + "@db.example.com");
    }

    @Test
    void takingThePasswordOutOfTheUrlEmptiesItsField() {
        model.read("postgres://anna:geheim@h/shop");
        model.settle();
        model.read("postgresql://anna@h:5432/shop");
        assertThat(model.passwordProperty().get()).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsSaidAndTheFieldsStay() {
        model.read("postgres://anna:geheim@h/shop");
        model.read("mysql://root@localhost/x");
        assertThat(model.problemProperty().get()).isNotBlank();
        assertThat(model.databaseProperty().get()).isEqualTo("shop");
        model.read("");
        assertThat(model.problemProperty().get()).isNull();
    }

    @Test
    void aRawPasswordIsRemarkedOnWithoutBeingRepeated() {
        model.read("postgres://anna:p@ss#w@h/shop");
        assertThat(model.passwordProperty().get()).isEqualTo("p@ss#w");
        assertThat(model.remarksProperty().get())
                .isNotEmpty()
                .allSatisfy(remark -> assertThat(remark).doesNotContain("ss#w"));
    }

    @Test
    void encryptionFollowsTheHostUntilSomebodyChooses() {
        model.clear();
        model.hostProperty().set("localhost");
        assertThat(model.tlsModeProperty().get()).isEqualTo(TlsMode.PREFER);
        model.hostProperty().set("db.example.com");
        assertThat(model.tlsModeProperty().get()).isEqualTo(TlsMode.VERIFY_FULL);
        model.tlsModeProperty().set(TlsMode.REQUIRE);
        model.hostProperty().set("other.example.com");
        assertThat(model.tlsModeProperty().get()).isEqualTo(TlsMode.REQUIRE);
    }

    @Test
    void halfAnAddressIsHalfAUrl() {
        model.clear();
        model.hostProperty().set("h");
        assertThat(model.urlProperty().get()).startsWith("postgresql://h:5432/");
        model.passwordProperty().set("x");
        assertThat(model.urlProperty().get()).doesNotContain("x@").contains(AddressModel.MASK);
    }
}
