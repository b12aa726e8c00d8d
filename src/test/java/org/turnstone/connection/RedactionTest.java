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
        Address address = new Address("db", 1, "x", "me", new Secret("one1"), Map.of("sslpassword", "two2"));
        assertThat(Redaction.of(address).apply("one1 two2")).isEqualTo("•••• ••••");
        assertThat(address.toString()).doesNotContain("one1", "two2");
    }
}
