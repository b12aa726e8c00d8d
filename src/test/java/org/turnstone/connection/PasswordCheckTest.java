package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCheckTest {
    /** No-break space, soft hyphen, ligature, full width, joiner, unassigned then, mixed directions, decomposed. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u00a0b", "a\u00adb", "ﬁsh", "ＡＢＣ", "a\u200db", "🔑", "abc\u05d0", "a\u0308"})
    void whatProgramsChangeIsSaid(String password) {
        assertThat(PasswordCheck.of(password)).singleElement().asString().doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss/w#rd %41", "tab\there", "pässwörd", "пароль", "סיסמה"})
    void theRestIsFine(String password) {
        assertThat(PasswordCheck.of(password)).isEmpty();
    }

    @Test
    void whatAPlaceCannotHoldIsSaid() {
        assertThat(PasswordCheck.of("a\nb", PasswordForm.PGPASS)).hasSize(1);
        assertThat(PasswordCheck.of("a\nb", PasswordForm.URL)).isEmpty();
        assertThat(PasswordCheck.of("it's", PasswordForm.ENV)).hasSize(1);
        assertThat(PasswordCheck.of("a\0b")).singleElement().asString().contains("NUL");
    }
}
