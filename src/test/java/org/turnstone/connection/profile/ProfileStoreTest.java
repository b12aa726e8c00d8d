package org.turnstone.connection.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Address;
import org.turnstone.connection.Host;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Secret;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Tls;
import org.turnstone.connection.TlsMode;

class ProfileStoreTest {
    @TempDir
    Path folder;

    private ProfileStore store() {
        return new ProfileStore(folder);
    }

    static Profile shop(String name) {
        Address address = new Address(
                "db.example.com", 5433, "shop", "anna", new Secret("hunter2"), Map.of("connect_timeout", "5"));
        return Profile.of(name, address, Environment.STAGING);
    }

    static Profile everything(PasswordSource source) {
        return new Profile(
                "é \"quoted\" = [x] #1.😀",
                new Address("h", 1, "d b", "ü@", null, Map.of("options", "-c x=y", "a.b", "q")),
                source,
                Environment.PRODUCTION,
                new Tls(TlsMode.VERIFY_FULL, "system", "/c/ä.crt", "C:\\keys\\a.pem"),
                new Limits(Duration.ofMillis(1500), Duration.ofMinutes(90)),
                new SessionSetup(List.of("app", "A \"b\"", "public"), "owner role"),
                "two\nlines, a tab\tand \\ \"\"\" ''' ");
    }

    @Test
    void everyPartOfAProfileComesBack() throws Exception {
        for (PasswordSource source : List.of(
                new PasswordSource.AskEachTime(),
                new PasswordSource.KeptForSession(),
                new PasswordSource.Keychain(),
                new PasswordSource.PgPass(),
                new PasswordSource.EnvironmentVariable("SHOP_PASSWORD"),
                new PasswordSource.Command("op read \"op://a b/c\""),
                new PasswordSource.AwsSecret("arn:x", "eu-central-1", "ops"))) {
            Profile profile = everything(source);
            store().save(profile);
            assertThat(store().get(profile.name())).isEqualTo(profile);
            assertThat(store().list()).containsExactly(profile);
        }
    }

    @Test
    void severalHostsComeBack() throws Exception {
        Address address =
                new Address(List.of(new Host("a", "10.0.0.1", 1), Host.of("b", 5432)), "d", "u", null, Map.of());
        store().save(Profile.of("p", address, Environment.TEST));
        assertThat(store().get("p").address()).isEqualTo(address);
        store().save(shop("p"));
        assertThat(store().get("p")).isEqualTo(shop("p"));
    }

    @Test
    void aPasswordNeverReachesTheFile() throws Exception {
        store().add(shop("shop"));
        assertThat(Files.readString(store().file())).contains("db.example.com").doesNotContain("hunter2");
        assertThat(store().export(List.of("shop"))).doesNotContain("hunter2");
        assertThat(shop("shop").toString()).doesNotContain("hunter2");
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws Exception {
        store().add(shop("shop"));
        store().save(shop("shop").withNote("again"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store().file())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatPeopleWroteIntoTheFileStays() throws Exception {
        write("""
            # mine
            version = 1
            future = "x"   # unknown

            [profile.shop]
            host = 'db'      # where
            port = 5_432
            colour = "pink"
            [profile.shop.later]
            a = 1

            # the other
            [profile.other]
            host = "o"
            """);
        Profile shop = store().get("shop");
        store().save(shop.withNote("n"));
        store().add(shop("new"));
        assertThat(Files.readString(store().file()))
                .contains("# mine", "future = \"x\"   # unknown", "host = 'db'      # where", "port = 5_432")
                .contains(
                        "colour = \"pink\"",
                        "[profile.shop.later]\na = 1",
                        "# the other\n[profile.other]",
                        "note = \"n\"");
        store().rename("shop", "store");
        assertThat(Files.readString(store().file())).contains("pink", "a = 1").doesNotContain("profile.shop");
        assertThat(store().list()).extracting(Profile::name).containsExactlyInAnyOrder("store", "other", "new");
    }

    @Test
    void aDamagedFileIsKeptAsideNamedAndNeverWrittenOver() throws Exception {
        String damaged = "[profile.shop]\nhost = \"db\nport = 1\n";
        write(damaged);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> store().list())
                    .isInstanceOf(ProfileProblem.class)
                    .hasMessageContaining("profiles.toml")
                    .hasMessageContaining("line 2, column 11")
                    .hasMessageContaining(".damaged-");
            assertThatThrownBy(() -> store().save(shop("shop"))).isInstanceOf(ProfileProblem.class);
        }
        assertThat(Files.readString(store().file())).isEqualTo(damaged);
        assertThat(aside()).hasSize(1);
        assertThat(Files.readString(aside().getFirst())).isEqualTo(damaged);
        store().putAside();
        store().add(shop("shop"));
        assertThat(store().list()).hasSize(1);
        assertThat(aside()).hasSize(2);
    }

    @Test
    void bytesThatAreNotUtf8AreDamageToo() throws Exception {
        Files.write(store().file(), "version = 1\nx = \"\u00e9\"\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> store().list())
                .hasMessageContaining("line 2, column 6")
                .hasMessageContaining("UTF-8");
    }

    @Test
    void oneUnusableProfileLeavesTheOthersUsable() throws Exception {
        write("""
            [profile.bad]
            port = "5432"
            [profile.worse]
            environment = "prod"
            [profile.hopeless]
            password-from = "aws"
            [profile.good]
            host = "h"
            password = "hunter2"
            [profile]
            text = 1
            """);
        ProfileStore.Contents contents = store().read();
        assertThat(contents.profiles()).extracting(Profile::name).containsExactly("good");
        assertThat(contents.problems())
                .anyMatch(p -> p.contains("line 2: port of profile bad must be a number"))
                .anyMatch(p -> p.contains("line 4: environment of profile worse must be local, test,"))
                .anyMatch(p -> p.contains("line 6: profile hopeless") && p.contains("aws-secret"))
                .anyMatch(p -> p.contains("line 9: profile good has a password"))
                .noneMatch(p -> p.contains("hunter2"));
        assertThat(store().export(List.of("good"))).doesNotContain("hunter2");
        assertThatThrownBy(() -> store().get("bad")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> store().get("nix")).hasMessageContaining("There are: bad, worse");
    }

    @Test
    void twoWindowsChangesOfOneProfileAreBroughtTogether() throws Exception {
        Profile before = shop("shop");
        store().add(before);
        store().replace(before, before.withNote("theirs"));
        Profile kept = store().replace(
                        before, before.withEnvironment(Environment.PRODUCTION).withName("store"));
        assertThat(kept.note()).isEqualTo("theirs");
        assertThat(store().list()).containsExactly(kept);
        assertThat(kept.environment()).isEqualTo(Environment.PRODUCTION);
        assertThatThrownBy(() -> store().replace(kept.withNote("old"), kept.withNote("mine")))
                .hasMessageContaining("Another window changed the note");
        assertThatThrownBy(() -> store().replace(before, before)).hasMessageContaining("no profile named shop");
    }

    @Test
    void profilesAreDuplicatedRenamedAndRemoved() throws Exception {
        store().add(shop("a"));
        assertThatThrownBy(() -> store().add(shop("a"))).hasMessageContaining("already");
        store().duplicate("a", "b");
        assertThatThrownBy(() -> store().rename("a", "b")).hasMessageContaining("already");
        assertThatThrownBy(() -> store().rename("a", " b")).hasMessageContaining("space");
        assertThat(store().freeName("a")).isEqualTo("a 2");
        store().remove("a");
        assertThat(store().list()).containsExactly(shop("b"));
        assertThatThrownBy(() -> store().remove("a")).hasMessageContaining("no profile named a");
    }

    @Test
    void aLinkedFileStaysALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("dotfiles")).resolve("p.toml");
        Files.writeString(real, "version = 1\n");
        Files.createSymbolicLink(store().file(), real);
        store().add(shop("shop"));
        assertThat(store().file()).isSymbolicLink();
        assertThat(Files.readString(real)).contains("db.example.com");
    }

    @Test
    void theFolderIsWhereThePlatformWantsIt() {
        Path home = Path.of("/home/anna");
        assertThat(ConfigFolder.find("linux", Map.of(), home)).isEqualTo(home.resolve(".config/turnstone"));
        assertThat(ConfigFolder.find("linux", Map.of("XDG_CONFIG_HOME", "/x"), home))
                .isEqualTo(Path.of("/x/turnstone"));
        assertThat(ConfigFolder.find("linux", Map.of("XDG_CONFIG_HOME", "x"), home))
                .isEqualTo(home.resolve(".config/turnstone"));
        assertThat(ConfigFolder.find("mac os x", Map.of(), home))
                .isEqualTo(home.resolve("Library/Application Support/Turnstone"));
        assertThat(ConfigFolder.find("windows 11", Map.of("APPDATA", "/r"), home))
                .isEqualTo(Path.of("/r/Turnstone"));
        assertThat(ConfigFolder.find("windows 11", Map.of("TURNSTONE_CONFIG", "/t"), home))
                .isEqualTo(Path.of("/t"));
    }

    private List<Path> aside() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().contains(".damaged-")).toList();
        }
    }

    private void write(String text) throws Exception {
        Files.writeString(store().file(), text);
    }
}
