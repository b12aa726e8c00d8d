package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionTest;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.connection.profile.Secrets;
import org.turnstone.desktop.connections.Access;
import org.turnstone.run.SampleProject;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/**
 * What somebody does who has read nothing: by clicks and keys on what can be seen, judged by what can be read on the
 * screen, in the files, and in the database.
 */
class NewcomerJourneyTest {
    private static final String PASSWORD = "p@ss:w/rd #%é";
    private static final String VARIABLE = "SHOP_PASSWORD";

    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();

    @Test
    void fromTheFirstStartToAReport() throws Exception {
        Target shop = TestServer.freshDatabase(PASSWORD);
        shopProject();
        try (var sample = new SampleProject()) {
            desk.with(sample).with(access()).open(Desk.realEngine());
            assertThat(ui.sees("#open-sample") && ui.sees("#open-folder") && ui.sees("#paste-connection"))
                    .as("three ways to begin")
                    .isTrue();
            openByItsCard();
            ui.awaitWords("Not connected.");
            assertThat(ui.reads("customers")).isTrue();

            ui.click("#choose-target");
            ui.click("New connection…");
            desk.fill("#connection-name", "shop-here");
            desk.fill("#connection-host", shop.address().host());
            desk.fill("#connection-port", String.valueOf(shop.address().port()));
            desk.fill("#connection-database", shop.address().database());
            desk.fill("#connection-user", shop.address().user());
            ui.click("#connection-password");
            ui.type(PASSWORD);
            ui.click("#test-connection");
            ui.awaitWords("can create tables in public");
            ui.click("#save-connection");
            ui.until("the dialog is gone", () -> !ui.sees("#connection"));
            // What was saved is what is looked at.
            ui.awaitWords("Migrate 2");

            ui.click("#test");
            ui.awaitWords("all of them revert to exactly the schema they started from");
            ui.click("#dry-run");
            awaitOutcome("Would succeed");
            ui.awaitWords("Migrate 2");
            ui.click("#migrate");
            awaitOutcome("Migrated");
            try (Database database = new Database(shop)) {
                assertThat(database.value("select to_regclass('orders') is not null"))
                        .isEqualTo("t");
            }
            ui.click("#revert");
            ui.click("Revert the last one — loses table orders");
            awaitOutcome("Reverted");
            ui.awaitWords("Migrate 1");
            try (Database database = new Database(shop)) {
                assertThat(database.value("select to_regclass('orders') is null"))
                        .isEqualTo("t");
            }

            Path report = desk.project().resolveSibling("report.html");
            desk.choosers.file = report;
            ui.click("#export-run");
            ui.awaitWords(report.toString());
            assertThat(report).content().contains("V2__orders.sql").doesNotContain("p@ss");
        }
    }

    @Test
    void aPastedAddressIsEnough() throws Exception {
        Target shop = TestServer.freshDatabase(PASSWORD);
        shopProject();
        desk.choosers.clipboard = "DATABASE_URL=" + Addresses.withPassword(shop.address());
        desk.with(access()).open(Desk.realEngine());
        ui.click("#paste-connection");
        ui.until("the dialog is there", () -> ui.sees("#connection"));
        assertThat(ui.reads("p%40ss") || ui.reads("p@ss")).isFalse();
        ui.click("#connect");
        ui.until("it is noted", () -> ui.sees("#start-ready"));
        openByItsCard();
        ui.awaitWords("Migrate 2");
        ui.click("#migrate");
        awaitOutcome("Migrated");
    }

    @Test
    void twoDatabasesAreCompared() throws Exception {
        shopProject();
        Access access = access();
        keep(access, "shop-one", TestServer.freshDatabase(PASSWORD));
        keep(access, "shop-two", TestServer.freshDatabase(PASSWORD));
        desk.with(access).open(Desk.realEngine());
        openByItsCard();
        connect("shop-one", 2);
        ui.click("#migrate");
        awaitOutcome("Migrated");

        ui.click("#compare-with");
        ui.click("shop-two");
        ui.awaitWords("shop-two lacks 2 that shop-one has.");
        ui.awaitWords("shop-one beside shop-two");
        ui.click("#close-compare");
        ui.until("the script is there again", () -> ui.sees("#editor-SQL"));
    }

    @Test
    void aRevertIsDerivedReadAndSaved() throws Exception {
        shopProject();
        desk.with("V3__notes.sql", "create table notes (id bigint primary key, words text not null);\n");
        desk.with(access()).open(Desk.realEngine());
        openByItsCard();
        ui.click("notes");
        ui.click("#tab-REVERT");
        ui.click("#derive-revert");
        ui.awaitWords("Up, down and up again gave identical schemas.");
        Path revert = desk.project().resolve("U3__notes.sql");
        assertThat(revert).doesNotExist();
        ui.click("#save-revert");
        ui.until("it is written", () -> Files.exists(revert));
        assertThat(revert).content().containsIgnoringCase("drop table");
        ui.click("#test");
        ui.awaitWords("all of them revert to exactly the schema they started from");
    }

    @Test
    void whoStandsInTheWayIsShownAndShownOut() throws Exception {
        shopProject();
        Target shop = TestServer.freshDatabase(PASSWORD);
        Access access = access();
        keep(access, "shop-one", shop);
        desk.with(access).open(Desk.realEngine());
        openByItsCard();
        connect("shop-one", 2);
        ui.click("#migrate");
        awaitOutcome("Migrated");
        desk.with("V3__wide.sql", "alter table orders add column note text;\n");
        ui.awaitWords("Migrate 1");

        Database other = new Database(shop);
        other.execute("begin; lock table orders");
        String process = other.value("select pg_backend_pid()");
        ui.click("#migrate");
        ui.awaitWords("process " + process);
        assertThat(ui.reads("idle in transaction")).isTrue();
        assertThat(ui.sees("Cancel it"))
                .as("an idle session has nothing to cancel")
                .isFalse();
        ui.click("End it…");
        ui.click("#ask-yes");
        awaitOutcome("Migrated");
        try (Database database = new Database(shop)) {
            assertThat(database.value("select count(*) from pg_stat_activity where pid = " + process))
                    .isEqualTo("0");
        }
    }

    @Test
    void whatTakesTooLongIsCancelled() throws Exception {
        shopProject();
        desk.with("V3__slow.sql", "select pg_sleep(600);\n");
        Access access = access();
        keep(access, "shop-one", TestServer.freshDatabase(PASSWORD));
        desk.with(access).open(Desk.realEngine());
        openByItsCard();
        connect("shop-one", 3);
        ui.click("#migrate");
        ui.awaitWords("select pg_sleep(600)");
        ui.click("#cancel-run");
        awaitOutcome("Cancelled");
        ui.awaitWords("Migrate 1");
    }

    private void shopProject() {
        desk.with("V1__customers.sql", "create table customers (id bigint primary key, name text);\n")
                .with("U1__customers.sql", "drop table customers;\n")
                .with("V2__orders.sql", "create table orders (id bigint primary key);\n")
                .with("U2__orders.sql", "drop table orders;\n");
    }

    /** Real profiles and a real test of a connection; a machine without a keychain. */
    private Access access() {
        return new Access(
                new ProfileStore(desk.config()),
                new Secrets(Map.of("PATH", "", VARIABLE, PASSWORD)),
                ConnectionTest::run);
    }

    private static void keep(Access access, String name, Target target) throws Exception {
        access.store()
                .add(Profile.of(name, target.address(), Environment.LOCAL)
                        .withPassword(new PasswordSource.EnvironmentVariable(VARIABLE)));
    }

    private void openByItsCard() {
        desk.choosers.folder = desk.project();
        ui.click("#open-folder");
        ui.awaitWords("customers");
    }

    private void connect(String name, int pending) {
        ui.click("#choose-target");
        ui.click(name);
        ui.awaitWords("Migrate " + pending);
    }

    private void awaitOutcome(String words) {
        ui.until(
                "it is said: " + words,
                () -> ui.sees("#run-outcome") && ui.text("#run-outcome").equals(words));
    }
}
