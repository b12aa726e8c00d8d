package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PasswordVectorsTest {
    static List<PasswordVector> vectors() {
        return PasswordVector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyFormIsWrittenAsMeasured(PasswordVector vector) throws ConnectionFailure {
        String password = vector.password();
        assertThat(PasswordForm.URL.encode(password)).isEqualTo(vector.expected("libpq_uri_password"));
        assertThat(PasswordForm.JDBC.encode(password)).isEqualTo(vector.expected("jdbc_query_value"));
        assertThat(PasswordForm.CONNINFO.encode(password)).isEqualTo(vector.expected("libpq_conninfo_value"));
        assertThat(PasswordForm.PGPASS.encode(password)).isEqualTo(vector.expected("pgpass_field"));
        for (PasswordForm form : PasswordForm.values()) {
            assertThat(form.decode(form.encode(password))).as(form.id()).isEqualTo(password);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyAddressComesBackIdentical(PasswordVector vector) throws ConnectionFailure {
        Address address = new Address(
                "db.example", 5433, "shop", "anna", new Secret(vector.password()), Map.of("sslmode", "require"));
        assertThat(WrittenForms.readBack(address))
                .allSatisfy((form, read) -> assertThat(read).as(form).isEqualTo(address));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyProgramsEncodingIsReadWhereItSaysTheSame(PasswordVector vector) throws ConnectionFailure {
        for (String encoder : List.of("js_encodeURIComponent", "everything_percent", "python_quote_default")) {
            String encoded = vector.otherEncodings().get(encoder).stringValue();
            ReadAddress read = AddressReader.read("postgresql://anna:" + encoded + "@db:5432/shop");
            assertThat(read.address().password().reveal()).as(encoder).isEqualTo(vector.password());
            assertThat(read.address().host()).isEqualTo("db");
        }
    }

    /** Raw in a URL, a password is read as it is, or refused with a sentence; never as another one unsaid. */
    @ParameterizedTest
    @MethodSource("vectors")
    void aRawPasswordIsReadOrRefused(PasswordVector vector) {
        String password = vector.password();
        boolean looksEncoded = password.matches("(?s).*%\\p{XDigit}{2}.*");
        try {
            ReadAddress read = AddressReader.read("postgresql://anna:" + password + "@db:5432/shop");
            assertThat(read.address().host()).isEqualTo("db");
            assertThat(read.address().database()).isEqualTo("shop");
            if (!looksEncoded) {
                assertThat(read.address().password().reveal()).isEqualTo(password);
            }
            if (password.matches("(?s).*[@/?#:\\[\\] ].*")) {
                assertThat(read.remarks()).isNotEmpty();
            }
        } catch (ConnectionFailure e) {
            assertThat(looksEncoded || vector.name().equals("url-ish"))
                    .as(e.getMessage())
                    .isTrue();
        }
    }
}
