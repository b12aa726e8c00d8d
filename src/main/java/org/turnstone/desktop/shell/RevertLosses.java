package org.turnstone.desktop.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.turnstone.desktop.platform.Background;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Direction;
import org.turnstone.sql.DataLoss;

/** The data that would go with a revert somebody may be about to ask for: of the last one, or down to the selected one. */
public final class RevertLosses {
    private final ShellModel model;
    private final Background background;
    private final ReadOnlyObjectWrapper<List<DataLoss>> last = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<DataLoss>> downTo = new ReadOnlyObjectWrapper<>(List.of());
    private int question;

    RevertLosses(ShellModel model, Background background) {
        this.model = model;
        this.background = background;
        model.areas().workspace().statusProperty().subscribe(status -> look());
        model.areas().timeline().selectedProperty().subscribe(entry -> look());
    }

    public ReadOnlyObjectProperty<List<DataLoss>> lastProperty() {
        return last.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<DataLoss>> downToProperty() {
        return downTo.getReadOnlyProperty();
    }

    private void look() {
        int asked = ++question;
        List<StatusEntry> applied = model.runs().applied();
        StatusEntry selected = model.areas().timeline().selectedProperty().get();
        int index = selected == null ? 0 : Math.max(0, applied.indexOf(selected));
        read(asked, applied.subList(0, Math.min(1, applied.size())), last);
        read(asked, applied.subList(0, index), downTo);
    }

    private void read(int asked, List<StatusEntry> steps, ReadOnlyObjectWrapper<List<DataLoss>> found) {
        if (steps.isEmpty()) {
            found.set(List.of());
            return;
        }
        background.read(
                "losses",
                () -> PlanFacts.of(steps, Direction.DOWN).losses(),
                losses -> {
                    if (asked == question) {
                        found.set(losses);
                    }
                },
                failure -> {});
    }
}
