package org.turnstone.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.turnstone.connection.Address;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.scratch.BuiltInPostgres;

/** A real PostgreSQL that speaks TLS, with a certificate for {@code localhost} from an authority made for the test. */
public final class TlsServer implements AutoCloseable {
    private final BuiltInPostgres server = new BuiltInPostgres(Path.of("target", "scratch-cache"));
    private final Path certificates;
    private final Target target;

    public TlsServer(Path certificates) throws Exception {
        this.certificates = certificates;
        authority("ca");
        authority("other-ca");
        certificate("server", "rsa", "/CN=localhost", "subjectAltName=DNS:localhost");
        certificate("client", "rsa", "/CN=cert_user", null);
        certificate("client-ec", "ec", "/CN=cert_user", null);
        target = server.createDatabase("tls");
        switchOn();
    }

    public static boolean possible() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** The server's own superuser, with these TLS parameters: name, value, name, value… */
    public Target target(String host, String... parameters) {
        return targetOf(host, target.address().user(), target.address().password(), parameters);
    }

    public Target targetOf(String host, String user, Secret password, String... parameters) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        Address address =
                new Address(host, target.address().port(), target.address().database(), user, password, all);
        return new Target("tls", address, target.limits());
    }

    public String file(String name) {
        return certificates.resolve(name).toString();
    }

    private void switchOn() throws Exception {
        try (Database database = new Database(target)) {
            Path data = Path.of(database.value("show data_directory"));
            for (String name : new String[] {"server.crt", "server.key", "ca.crt"}) {
                Path file = data.resolve(name);
                Files.copy(certificates.resolve(name), file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                Files.setAttribute(file, "unix:uid", Files.getAttribute(data, "unix:uid"));
            }
            Path access = Path.of(database.value("show hba_file"));
            Files.writeString(
                    access,
                    "hostssl all cert_user all cert\nhostssl all tls_user all scram-sha-256\n"
                            + "hostnossl all tls_user all reject\n" + Files.readString(access));
            database.execute("create role cert_user login; create role tls_user login password 'tls'");
            for (String setting : new String[] {
                "ssl = on", "ssl_cert_file = 'server.crt'", "ssl_key_file = 'server.key'", "ssl_ca_file = 'ca.crt'"
            }) {
                database.execute("alter system set " + setting);
            }
            database.execute("select pg_reload_conf()");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            try (Database database = new Database(target("127.0.0.1", "sslmode", "prefer"))) {
                if (database.value("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                        .equals("t")) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new IOException("The server does not speak TLS");
    }

    private void authority(String name) throws Exception {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".crt");
    }

    private void certificate(String name, String kind, String subject, String extension) throws Exception {
        if (kind.equals("ec")) {
            openssl(
                    "req",
                    "-new",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-subj",
                    subject,
                    "-keyout",
                    name + ".key",
                    "-out",
                    name + ".csr");
        } else {
            openssl(
                    "req",
                    "-new",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-subj",
                    subject,
                    "-keyout",
                    name + ".key",
                    "-out",
                    name + ".csr");
        }
        Files.writeString(certificates.resolve(name + ".ext"), extension == null ? "" : extension);
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.crt",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".crt");
    }

    private void openssl(String... arguments) throws Exception {
        Process process = new ProcessBuilder(
                        java.util.stream.Stream.concat(java.util.stream.Stream.of("openssl"), Arrays.stream(arguments))
                                .toList())
                .directory(certificates.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
