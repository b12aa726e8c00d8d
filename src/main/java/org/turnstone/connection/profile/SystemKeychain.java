package org.turnstone.connection.profile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.turnstone.connection.Secret;

/**
 * Keychains by the programs that the systems have for them, with the secret on standard input: {@code secret-tool}
 * (Secret Service: GNOME Keyring, KWallet, KeePassXC), macOS's {@code security}, and PowerShell for Windows' vault.
 */
final class SystemKeychain {
    private static final String SERVICE = "Turnstone";
    /** Long enough for somebody to unlock it. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private SystemKeychain() {}

    static Keychain of(String system, Map<String, String> environment) {
        Programs programs = new Programs(environment, LIMIT);
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return new MacKeychain(programs);
        }
        return name.contains("windows") ? new WindowsVault(programs) : new SecretService(programs, environment);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ProfileProblem failed(String what, Programs.Result result) {
        String said = result.errors().strip().replaceAll("\\s*\\R\\s*", " ");
        return new ProfileProblem("The system keychain did not " + what + (said.isEmpty() ? "." : ": " + said));
    }

    private record SecretService(Programs programs, Map<String, String> environment) implements Keychain {
        @Override
        public Optional<String> missing() {
            if (programs.find("secret-tool").isEmpty()) {
                return Optional.of("the program secret-tool is not installed (package libsecret-tools or libsecret)");
            }
            String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
            boolean bus =
                    !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty()
                            || (!runtime.isEmpty()
                                    && java.nio.file.Files.exists(java.nio.file.Path.of(runtime, "bus")));
            return bus
                    ? Optional.empty()
                    : Optional.of("nobody is signed in to a desktop here, so no keychain is unlocked");
        }

        @Override
        public Optional<Secret> find(String account) throws ProfileProblem {
            Programs.Result result = programs.run(
                    "the system keychain",
                    List.of("secret-tool", "lookup", "application", SERVICE, "account", account),
                    new byte[0]);
            if (result.exit() == 0) {
                return Optional.of(new Secret(new String(result.output(), StandardCharsets.UTF_8)));
            }
            // It says nothing where it has nothing, and says why where it could not look.
            if (result.errors().isBlank()) {
                return Optional.empty();
            }
            throw failed("answer", result);
        }

        @Override
        public void keep(String account, Secret password) throws ProfileProblem {
            Programs.Result result = programs.run(
                    "the system keychain",
                    List.of(
                            "secret-tool",
                            "store",
                            "--label=" + SERVICE + ": " + account,
                            "application",
                            SERVICE,
                            "account",
                            account),
                    utf8(password.reveal()));
            if (result.exit() != 0) {
                throw failed("keep the password", result);
            }
        }

        @Override
        public void forget(String account) throws ProfileProblem {
            Programs.Result result = programs.run(
                    "the system keychain",
                    List.of("secret-tool", "clear", "application", SERVICE, "account", account),
                    new byte[0]);
            if (result.exit() != 0 && !result.errors().isBlank()) {
                throw failed("forget the password", result);
            }
        }
    }

    private record MacKeychain(Programs programs) implements Keychain {
        private static final int NOT_FOUND = 44;

        @Override
        public Optional<String> missing() {
            return programs.find("security").isEmpty()
                    ? Optional.of("macOS's program security is not found")
                    : Optional.empty();
        }

        @Override
        public Optional<Secret> find(String account) throws ProfileProblem {
            // -g, not -w: only -g tells hexadecimal digits that are the password from those that stand for it.
            Programs.Result result = programs.run(
                    "the system keychain",
                    List.of("security", "find-generic-password", "-s", SERVICE, "-a", account, "-g"),
                    new byte[0]);
            if (result.exit() == NOT_FOUND) {
                return Optional.empty();
            }
            for (String line : result.errors().split("\\R")) {
                if (line.startsWith("password: ")) {
                    return Optional.of(new Secret(password(line.substring(10))));
                }
            }
            throw new ProfileProblem("The system keychain did not give the password: security ended with "
                    + result.exit() + ". Is the keychain unlocked?");
        }

        private static String password(String shown) {
            if (shown.startsWith("0x")) {
                int end = shown.indexOf(' ');
                String digits = end < 0 ? shown.substring(2) : shown.substring(2, end);
                return new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
            }
            return shown.length() >= 2 ? shown.substring(1, shown.length() - 1) : "";
        }

        @Override
        public void keep(String account, Secret password) throws ProfileProblem {
            // By its own prompt, so that the password is no argument that others can see; -X takes it in hexadecimal.
            String line = "add-generic-password -U -s " + SERVICE + " -a \""
                    + account.replace("\\", "\\\\").replace("\"", "\\\"") + "\" -X "
                    + HexFormat.of().formatHex(utf8(password.reveal())) + "\n";
            Programs.Result result = programs.run("the system keychain", List.of("security", "-i"), utf8(line));
            if (result.exit() != 0 || find(account).filter(password::equals).isEmpty()) {
                throw new ProfileProblem("The system keychain did not keep the password. Is the keychain unlocked?");
            }
        }

        @Override
        public void forget(String account) throws ProfileProblem {
            Programs.Result result = programs.run(
                    "the system keychain",
                    List.of("security", "delete-generic-password", "-s", SERVICE, "-a", account),
                    new byte[0]);
            if (result.exit() != 0 && result.exit() != NOT_FOUND) {
                throw failed("forget the password", result);
            }
        }
    }

    private record WindowsVault(Programs programs) implements Keychain {
        /** Account and password come, and the password goes, as Base64 of UTF-8: code pages change nothing in it. */
        private static final String SCRIPT = """
            $ErrorActionPreference = 'Stop'
            [void][Windows.Security.Credentials.PasswordVault,Windows.Security.Credentials,ContentType=WindowsRuntime]
            function Line { [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadLine())) }
            $vault = New-Object Windows.Security.Credentials.PasswordVault
            $account = Line
            $kept = try { $vault.Retrieve('Turnstone', $account) } catch { $null }
            """;

        @Override
        public Optional<String> missing() {
            return programs.find("powershell").isEmpty()
                    ? Optional.of("PowerShell, which opens Windows' vault, is not found")
                    : Optional.empty();
        }

        @Override
        public Optional<Secret> find(String account) throws ProfileProblem {
            String output = run(account, "", """
                if ($kept) { $kept.RetrievePassword()
                'kept ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($kept.Password)) }
                """);
            return output.startsWith("kept ")
                    ? Optional.of(new Secret(
                            new String(Base64.getDecoder().decode(output.substring(5)), StandardCharsets.UTF_8)))
                    : Optional.empty();
        }

        @Override
        public void keep(String account, Secret password) throws ProfileProblem {
            run(account, password.reveal(), """
                $password = Line
                if ($kept) { $vault.Remove($kept) }
                $vault.Add((New-Object Windows.Security.Credentials.PasswordCredential('Turnstone', $account, $password)))
                """);
        }

        @Override
        public void forget(String account) throws ProfileProblem {
            run(account, "", "if ($kept) { $vault.Remove($kept) }");
        }

        private String run(String account, String secret, String script) throws ProfileProblem {
            Base64.Encoder base64 = Base64.getEncoder();
            String encoded = base64.encodeToString((SCRIPT + script).getBytes(StandardCharsets.UTF_16LE));
            String input = base64.encodeToString(utf8(account)) + "\n" + base64.encodeToString(utf8(secret)) + "\n";
            Programs.Result result = programs.run(
                    "the system keychain",
                    List.of("powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded),
                    utf8(input));
            if (result.exit() != 0) {
                throw new ProfileProblem("Windows' vault did not do as asked: powershell ended with " + result.exit()
                        + ". It needs somebody signed in to this machine.");
            }
            return new String(result.output(), StandardCharsets.UTF_8).strip();
        }
    }
}
