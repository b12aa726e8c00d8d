package org.turnstone.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.turnstone.connection.ConnectionFailure.Kind;

/** An address's TLS parameters as the driver wants them, where it differs from libpq. */
final class TlsProperties {
    private static final String SYSTEM_TRUST = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private TlsProperties() {}

    /** Adds them; the failure says which of the files cannot be used. */
    static void put(Map<String, String> parameters, Properties properties) throws ConnectionFailure {
        String word = parameters.getOrDefault("sslmode", "");
        if (!word.isEmpty() && TlsMode.of(word).isEmpty()) {
            throw new ConnectionFailure(
                    Kind.ADDRESS, "sslmode must be disable, allow, prefer, require, verify-ca or verify-full.");
        }
        Tls tls = Tls.of(parameters);
        properties.setProperty("sslmode", tls.mode().word());
        if (tls.mode() == TlsMode.DISABLE) {
            return;
        }
        putRoot(tls, properties);
        putClient(tls, properties);
    }

    /** libpq verifies the authority with {@code require} too where it has the authority's certificate. */
    static boolean verifiesAsRequire(Tls tls) {
        return !tls.rootCertificate().isEmpty() || Files.exists(defaultRoot());
    }

    static Path defaultRoot() {
        return folder().resolve("root.crt");
    }

    private static Path folder() {
        String roaming = System.getenv("APPDATA");
        return System.getProperty("os.name").startsWith("Windows") && roaming != null
                ? Path.of(roaming, "postgresql")
                : Path.of(System.getProperty("user.home"), ".postgresql");
    }

    private static void putRoot(Tls tls, Properties properties) throws ConnectionFailure {
        TlsMode mode = tls.mode();
        if (mode == TlsMode.REQUIRE && verifiesAsRequire(tls)) {
            mode = TlsMode.VERIFY_CA;
            properties.setProperty("sslmode", mode.word());
        }
        if (tls.rootCertificate().equals(Tls.SYSTEM)) {
            if (tls.mode() != TlsMode.VERIFY_FULL) {
                throw tls("The authorities of this machine vouch for anybody's server, so sslrootcert=system needs"
                        + " sslmode=verify-full.");
            }
            properties.setProperty("sslfactory", SYSTEM_TRUST);
        } else if (mode == TlsMode.VERIFY_CA || mode == TlsMode.VERIFY_FULL) {
            Path root = tls.rootCertificate().isEmpty() ? defaultRoot() : path(tls.rootCertificate());
            if (!Files.isReadable(root)) {
                throw tls("sslmode=" + tls.mode().word() + " needs the certificate of the authority that the server's"
                        + " comes from, and " + root + " cannot be read. Name its file as the root certificate"
                        + " (sslrootcert), or `system` where the server has a publicly trusted certificate.");
            }
            mustBeCertificates(root);
            properties.setProperty("sslrootcert", root.toString());
        }
    }

    private static void putClient(Tls tls, Properties properties) throws ConnectionFailure {
        if (tls.clientCertificate().isEmpty() && tls.clientKey().isEmpty()) {
            return;
        }
        if (tls.rootCertificate().equals(Tls.SYSTEM)) {
            throw tls("A client certificate does not go together with sslrootcert=system here: name the file of the"
                    + " server's authority instead.");
        }
        if (!tls.clientCertificate().isEmpty()) {
            Path certificate = path(tls.clientCertificate());
            mustBeReadable(certificate, "client certificate (sslcert)");
            properties.setProperty("sslcert", certificate.toString());
        }
        Path key = tls.clientKey().isEmpty() ? folder().resolve("postgresql.key") : path(tls.clientKey());
        mustBeReadable(key, "client certificate's key (sslkey)");
        properties.setProperty("sslkey", key.toString());
        putAlgorithm(key, properties);
    }

    /** The driver reads PEM keys as RSA unless it is told otherwise, and only in the one form that all tools know. */
    private static void putAlgorithm(Path key, Properties properties) throws ConnectionFailure {
        String text;
        try {
            text = new String(Files.readAllBytes(key), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw tls("The client certificate's key " + key + " cannot be read.");
        }
        if (!text.contains("-----BEGIN ")) {
            return;
        }
        int begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (begin < 0 || end < begin) {
            throw tls("The client certificate's key " + key
                    + " must be a PKCS#8 key without a passphrase. This makes one:"
                    + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        String body = text.substring(begin + 27, end).replaceAll("\\s", "");
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            try {
                KeyFactory.getInstance(algorithm)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
                properties.setProperty("pemKeyAlgorithm", algorithm);
                return;
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // Another algorithm's key, or no key at all: the next one tells.
            }
        }
        throw tls("The client certificate's key " + key + " is no RSA, EC or Ed25519 key that can be read.");
    }

    private static void mustBeCertificates(Path root) throws ConnectionFailure {
        try (InputStream in = Files.newInputStream(root)) {
            if (!CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty()) {
                return;
            }
        } catch (IOException | CertificateException e) {
            // The sentence below says it.
        }
        throw tls("The root certificate " + root + " holds no certificate; it must be a PEM file.");
    }

    private static void mustBeReadable(Path file, String what) throws ConnectionFailure {
        if (!Files.isReadable(file)) {
            throw tls("The " + what + " " + file + " cannot be read.");
        }
    }

    /** People write their home as a shell does. */
    private static Path path(String text) {
        return text.startsWith("~/") ? Path.of(System.getProperty("user.home"), text.substring(2)) : Path.of(text);
    }

    private static ConnectionFailure tls(String message) {
        return new ConnectionFailure(Kind.TLS, message);
    }
}
