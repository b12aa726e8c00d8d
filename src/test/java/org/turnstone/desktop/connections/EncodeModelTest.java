package org.turnstone.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.turnstone.connection.PasswordForm;

class EncodeModelTest {
    private final EncodeModel model = new EncodeModel();

    static List<String> passwords() throws Exception {
        return AddressModelTest.passwords();
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void everyFormComesBack(String password) {
        model.passwordProperty().set(password);
        for (PasswordForm form : EncodeModel.FORMS) {
            EncodeModel.Written written = model.written(form);
            if (written.problem() == null) {
                assertThat(EncodeModel.decoded(form, written.text()).text()).isEqualTo(password);
            }
        }
    }

    @Test
    void whatAFormCannotHoldIsSaidThere() {
        model.passwordProperty().set("two\nlines");
        assertThat(model.written(PasswordForm.PGPASS).problem()).isNotBlank();
        assertThat(model.warnings())
                .isNotEmpty()
                .doesNotContain(model.written(PasswordForm.PGPASS).problem());
    }

    @Test
    void whatIsNotOfAFormIsSaid() {
        assertThat(EncodeModel.decoded(PasswordForm.URL, "100%").problem()).isNotBlank();
    }
}
