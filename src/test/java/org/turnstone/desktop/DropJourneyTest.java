package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Something from a file manager is dropped onto the window, with the drag board and the events of a real drag. */
class DropJourneyTest {
    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();

    @BeforeEach
    void aProject() throws Exception {
        desk.with("V1__customers.sql", "create table customers (id bigint primary key);\n")
                .with("V2__orders.sql", "create table orders (id bigint primary key);\n");
        desk.open(new PretendEngine());
    }

    /** Whether the window took it. */
    private boolean drop(Path... dropped) {
        return ui.onFx(() -> {
            Dragboard board = board(List.of(dropped).stream().map(Path::toFile).toList());
            DragEvent over = fire(root(), DragEvent.DRAG_OVER, board);
            return over.isAccepted()
                    && fire(root(), DragEvent.DRAG_DROPPED, board).isDropCompleted();
        });
    }

    /** The board of a drag that began in another program: the headless platform begins none. */
    private static Dragboard board(List<File> files) throws ReflectiveOperationException {
        Class<?> clipboard = Class.forName("com.sun.javafx.tk.TKClipboard");
        Object other = Proxy.newProxyInstance(
                clipboard.getClassLoader(),
                new Class<?>[] {clipboard},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContentTypes" -> Set.of(DataFormat.FILES);
                    case "hasContent" -> DataFormat.FILES.equals(arguments[0]);
                    case "getContent" -> DataFormat.FILES.equals(arguments[0]) ? files : null;
                    case "getTransferModes" -> EnumSet.allOf(TransferMode.class);
                    default -> null;
                });
        var create = Dragboard.class.getDeclaredMethod("createDragboard", clipboard);
        create.setAccessible(true);
        return (Dragboard) create.invoke(null, other);
    }

    private Node root() {
        return desk.stage().getScene().getRoot().lookup(".shell");
    }

    private static DragEvent fire(Node root, EventType<DragEvent> type, Dragboard board) {
        // What is fired is copied on its way; the copy that arrives says what was made of it.
        var arrived = new AtomicReference<DragEvent>();
        EventHandler<DragEvent> catcher = arrived::set;
        root.addEventHandler(type, catcher);
        var event = new DragEvent(null, root, type, board, 200, 200, 200, 200, TransferMode.COPY, null, root, null);
        Event.fireEvent(root, event);
        root.removeEventHandler(type, catcher);
        return arrived.get();
    }

    private Path open() {
        var project = desk.model().areas().workspace().projectProperty().get();
        return project == null ? null : project.root();
    }

    @Test
    void aFolderIsOpened() {
        assertThat(drop(desk.project())).isTrue();
        ui.until("the project is open", () -> desk.project().equals(open()));
    }

    @Test
    void aScriptOpensItsProjectAndIsSelected() {
        assertThat(drop(desk.project().resolve("V1__customers.sql"))).isTrue();
        ui.until("the project is open", () -> desk.project().equals(open()));
        ui.until("the script is selected", () -> {
            var entry = desk.model().areas().timeline().selectedProperty().get();
            return entry != null && "V1__customers.sql".equals(entry.script());
        });
    }

    @Test
    void anythingElseIsToldWhyNot() throws Exception {
        Path elsewhere = Files.createDirectories(desk.state().resolve("a/b/c/d/e/f/g"));
        Path picture = Files.writeString(elsewhere.resolve("holiday.png"), "no migration");
        assertThat(drop(picture)).isTrue();
        ui.until("it says why", () -> {
            String problem = desk.model().areas().workspace().problemProperty().get();
            return problem != null && problem.contains("holiday.png is in no project");
        });
        assertThat(open()).isNull();
        File empty = Files.createDirectories(desk.state().resolve("empty")).toFile();
        assertThat(drop(empty.toPath())).isTrue();
        ui.until(
                "it says why",
                () -> String.valueOf(desk.model()
                                .areas()
                                .workspace()
                                .problemProperty()
                                .get())
                        .contains("No migrations below"));
    }

    @Test
    void behindADialogNothingIsDropped() {
        ui.onFx(() -> {
            desk.model().addConnection();
            return true;
        });
        assertThat(drop(desk.project())).isFalse();
        assertThat(open()).isNull();
    }
}
