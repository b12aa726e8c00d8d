package org.turnstone.connection.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;

/** Where passwords come from; the programs that know them are scripts here. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class SecretsTest {
    static final String AWKWARD = "p@ss:w#rd/ü%41 \"'\\ $x";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private String typed = AWKWARD;

    @BeforeEach
    void path() {
        environment.put("PATH", folder + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
    }

    @Test
    void whatIsTypedIsAskedForAsOftenAsTheProfileSays() throws Exception {
        Secrets secrets = secrets("linux");
        Profile each = profile(new PasswordSource.AskEachTime());
        Profile session = profile(new PasswordSource.KeptForSession());
        for (int i = 0; i < 2; i++) {
            assertThat(password(secrets, each)).isEqualTo(AWKWARD);
            assertThat(password(secrets, session)).isEqualTo(AWKWARD);
        }
        assertThat(asked).hasSize(3);
        secrets.refused(session);
        password(secrets, session);
        assertThat(asked).hasSize(4);
        typed = null;
        assertThatThrownBy(() -> password(secrets, each))
                .isInstanceOf(ProfileProblem.class)
                .hasMessageContaining("must be typed");
    }

    @Test
    void aVariableGivesItOrIsNamed() throws Exception {
        Profile profile = profile(new PasswordSource.EnvironmentVariable("SHOP_PASSWORD"));
        assertThatThrownBy(() -> password(secrets("linux"), profile)).hasMessageContaining("SHOP_PASSWORD");
        environment.put("SHOP_PASSWORD", AWKWARD);
        assertThat(password(secrets("linux"), profile)).isEqualTo(AWKWARD);
    }

    @Test
    void thePasswordFileGivesItUnlessOthersMayReadIt() throws Exception {
        Profile profile = profile(new PasswordSource.PgPass());
        assertThatThrownBy(() -> password(secrets("linux"), profile)).hasMessageContaining("no password file");
        Path file = folder.resolve(".pgpass");
        Files.writeString(file, "other:*:*:*:x\ndb.example.com:5433:shop:anna:a\\:b\\\\c\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> password(secrets("linux"), profile)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(password(secrets("linux"), profile)).isEqualTo("a:b\\c");
        Profile other = profile.withAddress(new Address("nowhere", 1, "d", "u", null, Map.of()));
        assertThatThrownBy(() -> password(secrets("linux"), other)).hasMessageContaining("nowhere:1:d:u");
    }

    @Test
    void aCommandPrintsItWithoutAShell() throws Exception {
        script("show", "printf '%s\\nmore\\n' \"$2\"");
        assertThat(password(secrets("linux"), command("show a 'p@ss:w#rd/ü%41 \"'\"'\"'\\ $x'")))
                .isEqualTo(AWKWARD);
        assertThat(password(secrets("linux"), command("show a $HOME|x"))).isEqualTo("$HOME|x");
        assertThat(password(secrets("linux"), command("sh -c 'printf \" x \"'")))
                .isEqualTo(" x ");
        assertThat(CommandLine.words("a\\ b \"c \\\" d\" '' C:\\x '\\\\s\\t'"))
                .containsExactly("a b", "c \" d", "", "C:\\x", "\\\\s\\t");
        assertThatThrownBy(() -> CommandLine.words("a 'b")).hasMessageContaining("not closed");
    }

    @Test
    void aCommandThatFailsIsToldWithoutTheSecret() throws Exception {
        script("leaky", "echo 'hunter2!'; echo 'cannot use hunter2! here, password=hunter2!' >&2; exit 3");
        script("empty", "true");
        script("slow", "echo x; sleep 30");
        assertThatThrownBy(() -> password(secrets("linux"), command("leaky")))
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("cannot use")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> password(secrets("linux"), command("empty"))).hasMessageContaining("empty");
        assertThatThrownBy(() -> password(secrets("linux"), command("no-such-program x")))
                .hasMessageContaining("no program no-such-program");
        long start = System.nanoTime();
        assertThatThrownBy(() -> password(secrets("linux"), command("slow"))).hasMessageContaining("within 2s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aCommandMayPrintJsonWithMore() throws Exception {
        script("json", """
            cat <<'END'
            { "password": "{a\\nb", "username": "rot", "host": "h2", "port": "6000", "dbname": "d2", "engine": "x" }
            END\
            """);
        Target target = secrets("linux").target(command("json"), this::ask);
        assertThat(target.address().password().reveal()).isEqualTo("{a\nb");
        assertThat(target.address().user()).isEqualTo("rot");
        assertThat(target.address().host()).isEqualTo("h2");
        assertThat(target.address().port()).isEqualTo(6000);
        assertThat(target.address().database()).isEqualTo("d2");
        assertThat(CommandSecrets.read("{not json", "x").password().reveal()).isEqualTo("{not json");
        assertThatThrownBy(() -> CommandSecrets.read("{\"pass\": \"hunter2\"}", "x"))
                .hasMessageContaining("no text named password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void awsIsAskedByItsClientAndAgainAfterARotation() throws Exception {
        Profile profile = profile(new PasswordSource.AwsSecret("prod/shop", "eu-central-1", "ops"));
        environment.put("PATH", folder.toString());
        assertThatThrownBy(() -> password(secrets("linux"), profile)).hasMessageContaining("no program aws here");
        environment.put("PATH", folder + ":/usr/bin:/bin");
        script("aws", """
            echo "$@" >> "$HOME/calls"
            n=$(wc -l < "$HOME/calls")
            echo "{\\"username\\":\\"app\\",\\"password\\":\\"rotated-$n\\",\\"host\\":\\"rds\\",\\"port\\":5432,\\"dbname\\":\\"shop\\"}\"\
            """);
        Secrets secrets = secrets("linux");
        assertThat(password(secrets, profile)).isEqualTo("rotated-1");
        assertThat(password(secrets, profile)).isEqualTo("rotated-1");
        List<String> tried = new ArrayList<>();
        String entered = secrets.connecting(profile, this::ask, target -> {
            tried.add(target.address().password().reveal());
            if (tried.size() == 1) {
                throw new ConnectionFailure(ConnectionFailure.Kind.AUTHENTICATION, "no");
            }
            return target.address().host() + " " + target.address().user();
        });
        assertThat(entered).isEqualTo("rds app");
        assertThat(tried).containsExactly("rotated-1", "rotated-2");
        assertThat(Files.readString(folder.resolve("calls")))
                .startsWith("secretsmanager get-secret-value --secret-id prod/shop --query SecretString --output text"
                        + " --region eu-central-1 --profile ops\n");
        script("aws", "echo 'An error occurred (ExpiredToken)' >&2; exit 254");
        assertThatThrownBy(() -> password(secrets("linux"), profile)).hasMessageContaining("ExpiredToken");
    }

    @Test
    void withoutAKeychainItSaysWhyAndAsks() throws Exception {
        environment.put("PATH", folder.toString());
        Profile profile = profile(new PasswordSource.Keychain());
        assertThat(password(secrets("linux"), profile)).isEqualTo(AWKWARD);
        assertThat(asked.getLast()).contains("no system keychain here: the program secret-tool is not installed");
        script("secret-tool", "exit 1");
        password(secrets("linux"), profile);
        assertThat(asked.getLast()).contains("nobody is signed in to a desktop");
        typed = null;
        assertThatThrownBy(() -> password(secrets("linux"), profile))
                .hasMessageContaining("no system keychain")
                .hasMessageContaining("environment variable");
    }

    @Test
    void theKeychainKeepsItBySecretTool() throws Exception {
        environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x");
        script("secret-tool", """
            echo "$@" >> "$HOME/calls"
            case $1 in
            store) cat > "$HOME/kept" ;;
            lookup) test -e "$HOME/kept" && cat "$HOME/kept" ;;
            clear) rm "$HOME/kept" ;;
            esac\
            """);
        keptByKeychain("linux");
        assertThat(Files.readString(folder.resolve("kept"))).isEqualTo(AWKWARD);
        assertThat(Files.readString(folder.resolve("calls")))
                .contains("anna@db.example.com:5433/shop")
                .doesNotContain("w#rd");
        script("secret-tool", "echo 'Cannot autolaunch D-Bus' >&2; exit 1");
        assertThatThrownBy(() -> password(secrets("linux"), profile(new PasswordSource.Keychain())))
                .hasMessageContaining("Cannot autolaunch D-Bus");
    }

    @Test
    void theKeychainKeepsItByMacsSecurity() throws Exception {
        script("security", """
            echo "$@" >> "$HOME/calls"
            case $1 in
            -i) sed 's/.*-X //' > "$HOME/kept" ;;
            find-generic-password) test -e "$HOME/kept" || exit 44
              echo "password: 0x$(cat "$HOME/kept")  \\"p@ss\\"" >&2 ;;
            esac\
            """);
        keptByKeychain("Mac OS X");
        assertThat(Files.readString(folder.resolve("calls"))).doesNotContain("w#rd", "-X");
        script("security", "echo 'password: \"0x41 \"q\"' >&2");
        assertThat(password(secrets("Mac OS X"), profile(new PasswordSource.Keychain())))
                .isEqualTo("0x41 \"q");
    }

    private void keptByKeychain(String system) throws Exception {
        Profile profile = profile(new PasswordSource.Keychain());
        assertThat(password(secrets(system), profile)).isEqualTo(AWKWARD);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).contains("will be kept there");
        assertThat(password(secrets(system), profile)).isEqualTo(AWKWARD);
        assertThat(asked).hasSize(1);
    }

    private Optional<Secret> ask(Profile profile, String why) {
        asked.add(why);
        return Optional.ofNullable(typed).map(Secret::new);
    }

    private Secrets secrets(String system) {
        return new Secrets(environment, SystemKeychain.of(system, environment), Duration.ofSeconds(2));
    }

    private String password(Secrets secrets, Profile profile) throws ProfileProblem {
        return secrets.obtain(profile, this::ask).password().reveal();
    }

    private static Profile profile(PasswordSource source) {
        return ProfileStoreTest.shop("shop").withPassword(source);
    }

    private static Profile command(String line) {
        return profile(new PasswordSource.Command(line));
    }

    private void script(String name, String body) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
