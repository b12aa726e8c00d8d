package org.turnstone.desktop.controls;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.turnstone.desktop.platform.Icons;

/** A field for a password, hidden until somebody wants to see it. */
public final class SecretField extends HBox {
    private final PasswordField hidden = new PasswordField();
    private final TextField shown = new TextField();
    private final ToggleButton eye = new ToggleButton(null, Icons.SHOW.icon());

    /** The words are for those who cannot see the field, and for the button that shows what is in it. */
    public SecretField(String id, String words, String showWords) {
        super(6);
        hidden.setId(id);
        hidden.setAccessibleText(words);
        shown.setId(id + "-shown");
        shown.setAccessibleText(words);
        shown.getStyleClass().add("mono-field");
        shown.textProperty().bindBidirectional(hidden.textProperty());
        shown.promptTextProperty().bindBidirectional(hidden.promptTextProperty());
        eye.setId(id + "-eye");
        eye.getStyleClass().add("icon-button");
        eye.setAccessibleText(showWords);
        eye.setTooltip(new Tooltip(showWords));
        eye.selectedProperty().subscribe(this::reveal);
        var fields = new StackPane(hidden, shown);
        HBox.setHgrow(fields, Priority.ALWAYS);
        getChildren().setAll(fields, eye);
    }

    public StringProperty textProperty() {
        return hidden.textProperty();
    }

    public StringProperty promptTextProperty() {
        return hidden.promptTextProperty();
    }

    /** Whether the password can be read at the moment. */
    public ReadOnlyBooleanProperty shownProperty() {
        return eye.selectedProperty();
    }

    /** Makes a label the name of this field. */
    public void name(Label label) {
        label.setLabelFor(hidden);
    }

    /** Hides the password again. */
    public void hide() {
        eye.setSelected(false);
    }

    public void show() {
        eye.setSelected(true);
    }

    @Override
    public void requestFocus() {
        (eye.isSelected() ? shown : hidden).requestFocus();
    }

    private void reveal(boolean on) {
        shown.setVisible(on);
        hidden.setVisible(!on);
        eye.setGraphic((on ? Icons.HIDE : Icons.SHOW).icon());
    }
}
