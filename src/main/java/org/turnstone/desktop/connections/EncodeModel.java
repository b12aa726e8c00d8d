package org.turnstone.desktop.connections;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.PasswordCheck;
import org.turnstone.connection.PasswordForm;

/** A password as every place takes it, and back. */
public final class EncodeModel {
    /** The forms the tool offers. */
    public static final List<PasswordForm> FORMS = List.of(
            PasswordForm.URL,
            PasswordForm.JDBC,
            PasswordForm.CONNINFO,
            PasswordForm.PGPASS,
            PasswordForm.SHELL,
            PasswordForm.ENV);

    /**
     * A text that was asked for, or why there is none.
     *
     * @param problem a sentence; null where there is a text
     */
    public record Written(String text, String problem) {}

    private final StringProperty password = new SimpleStringProperty("");

    public StringProperty passwordProperty() {
        return password;
    }

    /** The password in this form. */
    public Written written(PasswordForm form) {
        try {
            return new Written(form.encode(password.get()), null);
        } catch (ConnectionFailure e) {
            return new Written("", e.getMessage());
        }
    }

    /** What of all forms people should know, each sentence once. */
    public List<String> warnings() {
        Set<String> sentences = new LinkedHashSet<>();
        for (PasswordForm form : FORMS) {
            sentences.addAll(PasswordCheck.of(password.get(), form));
        }
        // What a form refuses is said in its own place.
        FORMS.forEach(form -> sentences.remove(written(form).problem()));
        return new ArrayList<>(sentences);
    }

    /** The password that a text in this form stands for. */
    public static Written decoded(PasswordForm form, String text) {
        try {
            return new Written(form.decode(text), null);
        } catch (ConnectionFailure | IllegalArgumentException e) {
            return new Written("", e.getMessage());
        }
    }

    /** Forgets it. */
    public void end() {
        password.set("");
    }
}
