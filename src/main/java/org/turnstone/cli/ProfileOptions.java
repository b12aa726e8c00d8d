package org.turnstone.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.turnstone.connection.Address;
import org.turnstone.connection.Limits;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Tls;
import org.turnstone.connection.TlsMode;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import picocli.CommandLine.Option;

/** What can be said about a profile; what is not said stays as it is. */
final class ProfileOptions {
    @Option(names = "--url", paramLabel = "URL", description = "Its address. A password in it is not stored.")
    String url;

    @Option(names = "--host", paramLabel = "HOST")
    String host;

    @Option(names = "--port", paramLabel = "PORT")
    Integer port;

    @Option(names = "--database", paramLabel = "NAME")
    String database;

    @Option(names = "--user", paramLabel = "NAME")
    String user;

    @Option(
            names = "--environment",
            paramLabel = "WORD",
            description = "local, test, staging or production: what is asked before a run changes it.")
    String environment;

    @Option(
            names = "--password-from",
            paramLabel = "WORD",
            description = "ask (each time), session (once), keychain, or pgpass (libpq's password file).")
    String source;

    @Option(names = "--password-env", paramLabel = "VARIABLE", description = "Take it from an environment variable.")
    String variable;

    @Option(
            names = "--password-command",
            paramLabel = "LINE",
            description = "Take it from what this program prints: its first line, or JSON with password and, if wanted,"
                    + " username, host, port, dbname. No shell reads the line; '…', \"…\" and \\ quote.")
    String command;

    @Option(
            names = "--aws-secret",
            paramLabel = "NAME|ARN",
            description = "Take it from AWS Secrets Manager, by the program aws.")
    String awsSecret;

    @Option(names = "--aws-region", paramLabel = "REGION")
    String awsRegion;

    @Option(names = "--aws-profile", paramLabel = "NAME")
    String awsProfile;

    @Option(
            names = "--tls",
            paramLabel = "MODE",
            description = "disable, allow, prefer, require, verify-ca or verify-full.")
    String tls;

    @Option(names = "--tls-root", paramLabel = "FILE|system", description = "The authority's certificate.")
    String tlsRoot;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "A client certificate.")
    String tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key.")
    String tlsKey;

    @Option(names = "--lock-timeout", paramLabel = "TIME", converter = DurationConverter.class)
    Duration lockTimeout;

    @Option(names = "--statement-timeout", paramLabel = "TIME", converter = DurationConverter.class)
    Duration statementTimeout;

    @Option(names = "--search-path", paramLabel = "SCHEMA,…", description = "The schemas a session looks in.")
    String searchPath;

    @Option(names = "--role", paramLabel = "ROLE", description = "The role a session assumes (SET ROLE).")
    String role;

    @Option(names = "--note", paramLabel = "TEXT")
    String note;

    /** The profile with everything that was said. */
    Profile applied(Profile base) throws UsageProblem {
        Profile profile = base.withAddress(address(base.address()));
        if (environment != null) {
            profile = profile.inEnvironment(Environment.of(environment)
                    .orElseThrow(() -> new UsageProblem(
                            "--environment takes local, test, staging or production, not " + environment + ".")));
        }
        SessionSetup setup = profile.setup();
        return profile.withPassword(source(profile.password()))
                .withTls(tls(profile.tls()))
                .withLimits(new Limits(
                        orElse(lockTimeout, profile.limits().lockTimeout()),
                        orElse(statementTimeout, profile.limits().statementTimeout())))
                .withSetup(new SessionSetup(
                        searchPath == null ? setup.searchPath() : schemas(searchPath), orElse(role, setup.role())))
                .withNote(orElse(note, profile.note()));
    }

    private Address address(Address base) {
        if (host == null && port == null && database == null && user == null) {
            return base;
        }
        Address hosts = host == null && port == null
                ? base
                : new Address(
                        orElse(host, base.host()),
                        orElse(port, base.port()),
                        base.database(),
                        base.user(),
                        base.password(),
                        base.parameters());
        return new Address(
                hosts.hosts(),
                orElse(database, base.database()),
                orElse(user, base.user()),
                base.password(),
                base.parameters());
    }

    private PasswordSource source(PasswordSource base) throws UsageProblem {
        long ways = Arrays.asList(source, variable, command, awsSecret).stream()
                .filter(way -> way != null)
                .count();
        if (ways > 1) {
            throw new UsageProblem("A password comes from one place: write one of --password-from, --password-env,"
                    + " --password-command and --aws-secret.");
        }
        if (variable != null) {
            return new PasswordSource.EnvironmentVariable(variable);
        }
        if (command != null) {
            return new PasswordSource.Command(command);
        }
        if (awsSecret != null || awsRegion != null || awsProfile != null) {
            return aws(base);
        }
        return switch (source) {
            case null -> base;
            case "ask" -> new PasswordSource.AskEachTime();
            case "session" -> new PasswordSource.KeptForSession();
            case "keychain" -> new PasswordSource.Keychain();
            case "pgpass" -> new PasswordSource.PgPass();
            default ->
                throw new UsageProblem("--password-from takes ask, session, keychain or pgpass; for the others write"
                        + " --password-env, --password-command or --aws-secret.");
        };
    }

    private PasswordSource aws(PasswordSource base) throws UsageProblem {
        PasswordSource.AwsSecret before =
                base instanceof PasswordSource.AwsSecret found ? found : new PasswordSource.AwsSecret("", "", "");
        String id = orElse(awsSecret, before.secretId());
        if (id.isEmpty()) {
            throw new UsageProblem("--aws-region and --aws-profile go with --aws-secret.");
        }
        return new PasswordSource.AwsSecret(
                id, orElse(awsRegion, before.region()), orElse(awsProfile, before.profile()));
    }

    private Tls tls(Tls base) throws UsageProblem {
        TlsMode mode = base.mode();
        if (tls != null) {
            mode = TlsMode.of(tls)
                    .orElseThrow(() -> new UsageProblem(
                            "--tls takes disable, allow, prefer, require, verify-ca or verify-full, not " + tls + "."));
        } else if (Tls.SYSTEM.equals(tlsRoot)) {
            mode = TlsMode.VERIFY_FULL;
        }
        return new Tls(
                mode,
                orElse(tlsRoot, base.rootCertificate()),
                orElse(tlsCertificate, base.clientCertificate()),
                orElse(tlsKey, base.clientKey()));
    }

    private static List<String> schemas(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(schema -> !schema.isEmpty())
                .toList();
    }

    private static <T> T orElse(T said, T base) {
        return said == null ? base : said;
    }
}
