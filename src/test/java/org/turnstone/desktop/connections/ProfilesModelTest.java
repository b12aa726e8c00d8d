package org.turnstone.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Credentials;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendAccess;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.desktop.workspace.WorkspaceModel.Link;

class ProfilesModelTest {
    private final DirectBackground background = new DirectBackground();
    private final WorkspaceModel workspace = new WorkspaceModel(new PretendEngine(), background);
    private final PromptModel prompt = new PromptModel(Runnable::run);
    private final List<Target> entered = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private Access access;
    private ProfilesModel model;

    @TempDir
    private Path folder;

    @BeforeEach
    void make() {
        access = PretendAccess.in(folder, target -> {
            entered.add(target);
            return PretendAccess.enter(target);
        });
        PretendAccess.shops(access);
        model = new ProfilesModel(access, workspace, prompt, background);
        model.load();
    }

    private void answer(String password, boolean keep) {
        prompt.questionProperty().addListener((property, before, now) -> {
            if (now != null) {
                asked.add(now.profile().name());
                prompt.answer(password, keep);
            }
        });
    }

    @Test
    void theyAreOrderedByEnvironment() {
        assertThat(model.profiles())
                .extracting(Profile::name)
                .containsExactly("shop-local", "shop-test", "shop-staging", "shop-prod");
    }

    @Test
    void connectingAsksForThePasswordAndGuardsByTheEnvironment() {
        answer("p@ss", false);
        model.connect(model.profile("shop-prod"));
        assertThat(entered.getFirst().address().password()).isEqualTo(new Secret("p@ss"));
        assertThat(workspace.targetProperty().get().name()).isEqualTo("shop-prod");
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.PRODUCTION);
        assertThat(model.standing("shop-prod").link()).isEqualTo(Link.CONNECTED);
        assertThat(model.standing("shop-local").link()).isEqualTo(Link.NONE);
        model.connect(model.profile("shop-prod"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aPasswordKeptForTheSessionIsAskedForOnce() {
        answer("p@ss", true);
        model.connect(model.profile("shop-test"));
        model.connect(model.profile("shop-test"));
        assertThat(asked).hasSize(1);
        assertThat(entered)
                .hasSize(2)
                .allMatch(target -> target.address().password().equals(new Secret("p@ss")));
    }

    @Test
    void nobodyHasToType() {
        prompt.questionProperty().addListener((property, before, now) -> {
            if (now != null) {
                prompt.withdraw();
            }
        });
        model.connect(model.profile("shop-test"));
        assertThat(model.standing("shop-test").link()).isEqualTo(Link.FAILED);
        assertThat(workspace.targetProperty().get()).isNull();
    }

    @Test
    void aFailureIsRememberedWithItsWords() throws Exception {
        access.store().add(PretendAccess.profile("gone", "down.example.com", Environment.TEST));
        model.load();
        answer("x", false);
        model.connect(model.profile("gone"));
        assertThat(model.standing("gone").link()).isEqualTo(Link.FAILED);
        assertThat(model.standing("gone").words()).contains("Nothing answers at down.example.com");
    }

    @Test
    void aPastedOneIsGuardedByWhatWasChosen() {
        Target target = model.profile("shop-local").target(Credentials.of(new Secret("x")));
        model.connectPasted(target, Environment.PRODUCTION);
        assertThat(workspace.targetProperty().get().name()).isEqualTo("shop-local 2");
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.PRODUCTION);
        assertThat(model.pasted()).hasSize(1);
    }

    @Test
    void anUnknownTargetIsGuardedByItsLooks() {
        workspace.connect(PretendEngine.target("scratch"));
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.LOCAL);
        workspace.connect(null);
        assertThat(model.environmentProperty().get()).isNull();
    }

    @Test
    void whatAnotherWindowWroteIsSeen() throws Exception {
        access.store().save(model.profile("shop-local").withEnvironment(Environment.STAGING));
        Files.setLastModifiedTime(access.store().file(), FileTime.fromMillis(1));
        model.poll();
        assertThat(model.profile("shop-local").environment()).isEqualTo(Environment.STAGING);
    }

    @Test
    void theGuardOfAConnectedProfileFollowsTheFile() throws Exception {
        answer("x", false);
        model.connect(model.profile("shop-local"));
        access.store().save(model.profile("shop-local").withEnvironment(Environment.PRODUCTION));
        model.load();
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.PRODUCTION);
        model.remove(model.profile("shop-local"));
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.PRODUCTION);
    }

    @Test
    void aDamagedFileIsSaidAndNotOverwritten() throws Exception {
        String damaged = "[profiles.x\nhost = 1";
        Files.writeString(access.store().file(), damaged);
        model.load();
        assertThat(model.damageProperty().get()).contains("damaged");
        List<String> refused = new ArrayList<>();
        model.save(null, PretendAccess.profile("new", "h", Environment.TEST), null, kept -> {}, refused::add);
        assertThat(refused).hasSize(1);
        assertThat(Files.readString(access.store().file())).isEqualTo(damaged);
        model.putAside(place -> {});
        assertThat(model.damageProperty().get()).isNull();
    }

    @Test
    void savingKeepsThePasswordWhereTheProfileSays() {
        Profile profile =
                PretendAccess.profile("kept", "h", Environment.TEST).withPassword(new PasswordSource.KeptForSession());
        model.save(null, profile, new Secret("s"), kept -> {}, sentence -> {});
        model.connect(model.profile("kept"));
        assertThat(asked).isEmpty();
        assertThat(entered.getFirst().address().password()).isEqualTo(new Secret("s"));
    }

    @Test
    void duplicatesGetAFreeName() {
        model.duplicate(model.profile("shop-test"));
        assertThat(model.profile("shop-test 2")).isNotNull();
    }

    @Test
    void theUrlToCopyHoldsNoPassword() {
        assertThat(ProfilesModel.url(model.profile("shop-prod")))
                .isEqualTo("postgresql://deploy@db.example.com:5432/shop?sslmode=verify-full");
    }
}
