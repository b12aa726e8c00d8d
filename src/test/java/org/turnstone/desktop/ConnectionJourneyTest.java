package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.Address;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionTest;
import org.turnstone.connection.PercentEncoding;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.connection.profile.Secrets;
import org.turnstone.desktop.connections.Access;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.RunOutcome;
import org.turnstone.testing.TestServer;

/** From nothing to a migrated database with a password that has everything in it that breaks URLs. */
class ConnectionJourneyTest {
    private static final String PASSWORD = "p@ss:w#rd/ü%41 'q' \"x\" \\";

    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();
    private ProfileStore store;
    private Address address;

    @BeforeEach
    void openWindow() throws Exception {
        address = TestServer.freshDatabase(PASSWORD).address();
        store = new ProfileStore(desk.config());
        desk.withSample();
        // The tests look for names, which a narrow window leaves out of its sidebar.
        desk.with(new Access(store, new Secrets(Map.of("PATH", "")), ConnectionTest::run))
                .withWordsBeside()
                .open(Desk.realEngine());
        desk.openProject();
    }

    @Test
    void addTestSaveConnectMigrate() throws Exception {
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        ui.until("the dialog is there", () -> ui.sees("#connection"));
        ui.type("shop-here");
        desk.fill("#connection-host", address.host());
        desk.fill("#connection-port", String.valueOf(address.port()));
        desk.fill("#connection-database", address.database());
        desk.fill("#connection-user", address.user());
        ui.click("#connection-password");
        ui.type(PASSWORD);
        assertThat(text("#connection-url")).isEqualTo(Addresses.display(address).replace("@", ":••••••••••@"));
        nothingLeaks();

        ui.click("#copy-encoded");
        assertThat(desk.choosers.clipboard).isEqualTo(PercentEncoding.encode(PASSWORD));
        ui.click("#test-connection");
        ui.until("the server answered", () -> ui.text("#finding").startsWith("PostgreSQL "));
        assertThat(ui.text("#finding")).contains("can create tables in public");

        ui.click("#save-connection");
        ui.until("it is in the sidebar", () -> ui.sees("shop-here"));
        ui.until("the dialog is gone", () -> model().dialogProperty().get() == ShellModel.Dialog.NONE);
        assertThat(store.get("shop-here").environment()).isEqualTo(Environment.LOCAL);
        nothingLeaks();

        ui.until("it is connected", () -> model().isConnected());
        ui.click("#migrate");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        nothingLeaks();

        editFirst();
        desk.fill("#connection-name", "shop-there");
        desk.fill("#connection-lock-timeout", "7 s");
        ui.press(KeyCode.ENTER);
        ui.until(
                "it is connected with what was changed",
                () -> model().isConnected() && target().name().equals("shop-there"));
        assertThat(target().limits().lockTimeout()).hasSeconds(7);
        assertThat(ui.sees("#prompt")).isFalse();
        // The panel of the run still says where that was.
        assertThat(ui.onFx(() -> List.copyOf(model().areas().workspace().targets())))
                .extracting(Target::name)
                .containsExactly("shop-there");
        nothingLeaks();
        try (Stream<Path> files = Files.walk(desk.config())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("p@ss").doesNotContain("p%40ss");
            }
        }
    }

    @Test
    void aPastedUrlIsMaskedAtOnceAndCannotBeBroughtBack() {
        desk.choosers.clipboard = Addresses.withPassword(address);
        ui.press(KeyCode.CONTROL, KeyCode.L);
        ui.until("the dialog is there", () -> ui.sees("#connection"));
        assertThat(text("#connection-url")).contains("••••••••••").doesNotContain("p%40ss");
        ui.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(text("#connection-url")).contains("••••••••••").doesNotContain("p%40ss");
        assertThat(text("#connection-host")).isEqualTo(address.host());
        nothingLeaks();
        ui.press(KeyCode.ENTER);
        ui.until("it is connected without being kept", () -> model().isConnected());
        assertThat(desk.config().resolve("profiles.toml")).doesNotExist();
        nothingLeaks();
    }

    @Test
    void productionIsAskedForByName() throws Exception {
        store.add(Profile.of("shop-live", address, Environment.PRODUCTION));
        desk.act(model().areas().connections().profiles()::poll);
        ui.click("shop-live");
        ui.until("the password is asked for", () -> ui.sees("#prompt"));
        ui.type(PASSWORD);
        nothingLeaks();
        ui.press(KeyCode.ENTER);
        ui.until("it is connected", () -> model().isConnected());
        assertThat(ui.text("#migrate")).matches("Migrate \\d+ on PRODUCTION");

        ui.click("#migrate");
        ui.until("it is asked about", () -> ui.sees("#plan-typed"));
        assertThat(desk.isDisabled("#plan-carry-out")).isTrue();
        ui.click("#plan-typed");
        ui.type(address.database().substring(1));
        ui.press(KeyCode.ENTER);
        assertThat(desk.isDisabled("#plan-carry-out")).isTrue();
        assertThat(model().dialogProperty().get()).isEqualTo(ShellModel.Dialog.PLAN);
        desk.fill("#plan-typed", address.database());
        assertThat(desk.isDisabled("#plan-carry-out")).as("without a dry run").isTrue();
        ui.click("#plan-rehearse");
        ui.until(
                "exactly this plan was rehearsed",
                () -> ui.text("#plan-rehearsed").startsWith("passed"));
        ui.click("#plan-carry-out");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        nothingLeaks();
    }

    @Test
    void anEditedConnectionIsEnteredAgainWithoutAskingForItsPassword() throws Exception {
        store.add(Profile.of("asks", address, Environment.TEST).withPassword(new PasswordSource.AskEachTime()));
        desk.act(model().areas().connections().profiles()::poll);
        ui.click("asks");
        ui.until("the password is asked for", () -> ui.sees("#prompt"));
        ui.type(PASSWORD);
        ui.press(KeyCode.ENTER);
        ui.until("it is connected", () -> model().isConnected());

        editFirst();
        desk.fill("#connection-lock-timeout", "7 s");
        ui.press(KeyCode.ENTER);
        ui.until(
                "it is entered again",
                () -> model().isConnected() && target().limits().lockTimeout().toSeconds() == 7);
        assertThat(ui.sees("#prompt")).isFalse();

        editFirst();
        desk.fill("#connection-host", "nowhere.invalid");
        ui.press(KeyCode.ENTER);
        ui.until("another server is another password", () -> ui.sees("#prompt"));
        assertThat(ui.onFx(() -> target() == null))
                .as("where it led before is left")
                .isTrue();
        ui.press(KeyCode.ESCAPE);
    }

    private void editFirst() {
        focusFirst();
        ui.press(KeyCode.F2);
        ui.until("it is edited", () -> ui.sees("#connection"));
    }

    private Target target() {
        return model().areas().workspace().targetProperty().get();
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        store.add(Profile.of("one", address, Environment.TEST));
        store.add(Profile.of("two", address, Environment.STAGING));
        desk.act(model().areas().connections().profiles()::poll);
        ui.until("both are there", () -> ui.sees("one") && ui.sees("two"));
        focusFirst();
        ui.press(KeyCode.DOWN);
        ui.press(KeyCode.F2);
        ui.until("the second is edited", () -> ui.sees("#connection"));
        assertThat(text("#connection-name")).isEqualTo("two");
        ui.type("x");
        ui.press(KeyCode.ENTER);
        ui.until("it has another name", () -> ui.sees("twox"));
        ui.until("the dialog is gone", () -> model().dialogProperty().get() == ShellModel.Dialog.NONE);
        assertThat(store.list()).extracting(Profile::name).containsExactlyInAnyOrder("one", "twox");

        focusFirst();
        ui.press(KeyCode.DELETE);
        ui.until("it is asked", () -> ui.sees("#ask-yes"));
        ui.press(KeyCode.ESCAPE);
        assertThat(store.list()).hasSize(2);
        ui.press(KeyCode.DELETE);
        ui.until("it is asked", () -> ui.sees("#ask-yes"));
        ui.click("#ask-yes");
        ui.until("it is gone", () -> !ui.sees("one"));
        assertThat(store.list()).extracting(Profile::name).containsExactly("twox");
    }

    private void focusFirst() {
        desk.act(() -> ((Parent) desk.find("#connections"))
                .getChildrenUnmodifiable()
                .getFirst()
                .requestFocus());
    }

    /** Whatever can be read, or is read aloud, in any window. */
    private void nothingLeaks() {
        List<String> found = new ArrayList<>();
        ui.onFx(() -> {
            found.add(String.valueOf(desk.stage().getTitle()));
            collect(desk.stage().getScene().getRoot(), found);
            return true;
        });
        assertThat(found).isNotEmpty().noneMatch(text -> text.contains("p@ss") || text.contains("p%40ss"));
    }

    private static void collect(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Text text) {
            found.add(text.getText());
        }
        if (node instanceof Labeled labeled) {
            found.add(String.valueOf(labeled.getText()));
        }
        if (node instanceof Control control && control.getTooltip() != null) {
            found.add(control.getTooltip().getText());
        }
        found.add(String.valueOf(node.getAccessibleText()));
        found.add(String.valueOf(node.getAccessibleHelp()));
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }

    private String text(String query) {
        return ui.onFx(() -> ((TextField) desk.stage().getScene().lookup(query)).getText());
    }

    private ShellModel model() {
        return desk.model();
    }
}
