package org.turnstone.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendAccess;
import org.turnstone.desktop.platform.Messages;

class ConnectionModelTest {
    private static final String AWKWARD = "p@ss:w#rd/ü%41";
    private static final String URL = "postgres://deploy:p%40ss%3Aw%23rd%2F%C3%BC%2541@db.example.com/shop";

    private final List<Target> entered = new ArrayList<>();
    private ConnectionModel model;

    @TempDir
    private Path folder;

    @BeforeEach
    void make() {
        model = model(PretendAccess.in(folder, target -> {
            entered.add(target);
            return PretendAccess.enter(target);
        }));
    }

    private static ConnectionModel model(Access access) {
        return new ConnectionModel(access, new DirectBackground(), Messages.ofDefaultLocale());
    }

    @Test
    void aNewOneSaysWhatIsMissing() {
        model.begin(ConnectionModel.Purpose.ADD, "");
        assertThat(model.problemsProperty().get()).containsOnlyKeys(Field.NAME, Field.HOST, Field.DATABASE, Field.USER);
        assertThat(model.blocked()).isNotBlank();
        assertThat(model.canTest()).isFalse();
    }

    @Test
    void aPastedUrlIsAllItNeeds() {
        model.begin(ConnectionModel.Purpose.PASTE, URL);
        assertThat(model.blocked()).isNull();
        assertThat(model.nameProperty().get()).isEqualTo("shop@db.example.com");
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.STAGING);
        assertThat(model.encoded()).isEqualTo("p%40ss%3Aw%23rd%2F%C3%BC%2541");
        assertThat(model.environmentLine())
                .isEqualTo("DATABASE_URL=postgresql://deploy:p%40ss%3Aw%23rd%2F%C3%BC%2541@db.example.com:5432/shop");
        assertThat(model.environmentLineShown(true))
                .isEqualTo("DATABASE_URL=postgresql://deploy:p%40ss…@db.example.com:5432/shop");
        assertThat(model.environmentLineShown(false))
                .isEqualTo("DATABASE_URL=postgresql://deploy:" + AddressModel.MASK + "@db.example.com:5432/shop");
        assertThat(model.typedPassword().reveal()).isEqualTo(AWKWARD);
    }

    @Test
    void theEnvironmentIsGuessedUntilItIsChosen() {
        model.begin(ConnectionModel.Purpose.ADD, "");
        model.address().hostProperty().set("localhost");
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.LOCAL);
        model.address().hostProperty().set("orders-prod.example.com");
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.PRODUCTION);
        assertThat(model.lockTimeoutProperty().get()).isEqualTo("2 s");
        model.environmentProperty().set(Environment.TEST);
        model.address().hostProperty().set("other-prod.example.com");
        assertThat(model.environmentProperty().get()).isEqualTo(Environment.TEST);
    }

    @Test
    void aProfileComesBackAsItWas() {
        Profile profile = PretendAccess.profile("shop-prod", "db.example.com", Environment.PRODUCTION)
                .withPassword(new PasswordSource.AwsSecret("prod/shop", "eu-west-1", "ops"))
                .withLimits(new Limits(Duration.ofMillis(2500), Duration.ofMinutes(10)))
                .withSetup(new SessionSetup(List.of("app", "public"), "owner"))
                .withNote("ask Anna");
        model.edit(profile);
        assertThat(model.blocked()).isNull();
        assertThat(model.lockTimeoutProperty().get()).isEqualTo("2500 ms");
        assertThat(model.profile()).isEqualTo(profile);
    }

    @Test
    void aSourceThatBringsTheAddressNeedsNone() {
        model.begin(ConnectionModel.Purpose.ADD, "");
        model.nameProperty().set("aws");
        model.sourceProperty().set(SourceKind.AWS);
        assertThat(model.problemsProperty().get()).containsOnlyKeys(Field.DETAIL);
        model.detailProperty().set("prod/shop");
        assertThat(model.blocked()).isNull();
        assertThat(model.profile().address().user()).isEmpty();
    }

    @Test
    void whereThereIsNoKeychainItCannotBeChosen() {
        model = model(PretendAccess.without(folder, PretendAccess::enter));
        model.begin(ConnectionModel.Purpose.PASTE, URL);
        assertThat(model.sourceProperty().get()).isEqualTo(SourceKind.SESSION);
        model.sourceProperty().set(SourceKind.KEYCHAIN);
        assertThat(model.problemsProperty().get()).containsOnlyKeys(Field.SOURCE);
    }

    @Test
    void timesAreWrittenAsPeopleWriteThem() {
        model.begin(ConnectionModel.Purpose.PASTE, URL);
        model.statementTimeoutProperty().set("soon");
        assertThat(model.problemsProperty().get()).containsOnlyKeys(Field.STATEMENT_TIMEOUT);
        model.statementTimeoutProperty().set("90");
        assertThat(model.profile().limits().statementTimeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aTestSaysWhatItFoundAndIsForgottenWithTheNextChange() {
        model.begin(ConnectionModel.Purpose.PASTE, URL);
        model.test();
        assertThat(entered.getFirst().address().password().reveal()).isEqualTo(AWKWARD);
        assertThat(model.findingProperty().get().state()).isEqualTo(Finding.State.GOOD);
        assertThat(model.findingProperty().get().text())
                .isEqualTo("PostgreSQL 18.6 in 12 ms · TLS 1.3 · can create tables in public");
        model.noteProperty().set("x");
        assertThat(model.findingProperty().get().state()).isEqualTo(Finding.State.NONE);
    }

    @Test
    void aFailedTestSaysWhichKindItWasWithoutThePassword() {
        model = model(PretendAccess.in(folder, target -> {
            throw new ConnectionFailure(ConnectionFailure.Kind.AUTHENTICATION, "no " + AWKWARD + " here");
        }));
        model.begin(ConnectionModel.Purpose.PASTE, URL);
        model.test();
        assertThat(model.findingProperty().get().text())
                .startsWith("Log-in. no ")
                .doesNotContain(AWKWARD);
    }

    @Test
    void aTestWithoutAPasswordIsTriedWithout() {
        model.begin(ConnectionModel.Purpose.PASTE, "postgres://deploy@db.example.com/shop");
        for (SourceKind kind : List.of(SourceKind.ASK, SourceKind.SESSION)) {
            model.sourceProperty().set(kind);
            model.test();
            assertThat(entered.removeFirst().address().password()).isNull();
        }
        assertThat(folder.resolve("profiles.toml")).doesNotExist();
    }

    @Test
    void oddPasswordsAreWarnedAbout() {
        model.begin(ConnectionModel.Purpose.PASTE, URL);
        assertThat(model.passwordWarnings()).isEmpty();
        model.address().passwordProperty().set("a\u00A0b");
        assertThat(model.passwordWarnings()).isNotEmpty();
    }

    @Test
    void nothingOfThePasswordIsLeftWhenItEnds() {
        model.begin(ConnectionModel.Purpose.PASTE, URL);
        model.end();
        assertThat(model.address().passwordProperty().get()).isEmpty();
        assertThat(model.address().urlProperty().get()).isEmpty();
    }
}
