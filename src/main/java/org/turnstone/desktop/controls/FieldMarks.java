package org.turnstone.desktop.controls;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;
import org.controlsfx.validation.decoration.ValidationDecoration;

/**
 * What is wrong with a field, at the field: its frame turns red and a sentence stands below it. A field nobody was in
 * yet is left in peace.
 */
public final class FieldMarks {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

    private final ValidationSupport support = new ValidationSupport();
    private final Map<Control, Label> sentences = new HashMap<>();
    private final Set<Control> visited = new HashSet<>();

    public FieldMarks() {
        support.setValidationDecorator(new Below());
    }

    /** Watches a field; the label below it appears with a sentence. */
    public void watch(Control field, Label below, Supplier<String> problem) {
        below.getStyleClass().add("field-problem");
        Labels.show(below, false);
        sentences.put(field, below);
        field.focusedProperty().addListener((focused, before, now) -> {
            if (!now && before && visited.add(field)) {
                support.redecorate();
            }
        });
        support.registerValidator(field, false, (Validator<Object>) (control, value) -> {
            String sentence = problem.get();
            return ValidationResult.fromErrorIf(control, String.valueOf(sentence), sentence != null);
        });
    }

    /** Looks at all fields again, because one can be wrong by what another holds. */
    public void look() {
        support.revalidate();
        support.redecorate();
    }

    /** Begins anew: nobody was in any field. */
    public void forget() {
        visited.clear();
        look();
    }

    private final class Below implements ValidationDecoration {
        @Override
        public void removeDecorations(Control field) {
            field.pseudoClassStateChanged(WRONG, false);
            field.setAccessibleHelp(null);
            Label below = sentences.get(field);
            if (below != null) {
                Labels.show(below, false);
            }
        }

        @Override
        public void applyValidationDecoration(ValidationMessage message) {
            Control field = message.getTarget();
            Label below = sentences.get(field);
            if (below == null || !visited.contains(field) && isEmpty(field)) {
                return;
            }
            field.pseudoClassStateChanged(WRONG, true);
            field.setAccessibleHelp(message.getText());
            below.setText(message.getText());
            Labels.show(below, true);
        }

        @Override
        public void applyRequiredDecoration(Control field) {
            // What is missing is said where the decision is.
        }

        private boolean isEmpty(Control field) {
            return field instanceof TextInputControl text && text.getText().isEmpty();
        }
    }
}
