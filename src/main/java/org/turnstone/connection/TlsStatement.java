package org.turnstone.connection;

import java.util.Optional;

/** Says in a sentence what a TLS setting protects from, and what it does not. */
public final class TlsStatement {
    private TlsStatement() {}

    /** What is encrypted and what is verified. */
    public static String of(Tls tls, String host) {
        return switch (tls.mode()) {
            case DISABLE ->
                Loopback.is(host)
                        ? "Not encrypted; nothing leaves this machine."
                        : "Not encrypted: everybody on the way can read and change what is sent.";
            case ALLOW -> "Encrypted only if the server insists on it; who answers is not verified.";
            case PREFER ->
                "Encrypted if the server can; who answers is not verified"
                        + (Loopback.is(host) ? ", which is enough on this machine." : ".");
            case REQUIRE ->
                TlsProperties.verifiesAsRequire(tls)
                        ? verified(tls, host, false)
                        : "Always encrypted; who answers is not verified, so somebody in between could pose as the"
                                + " server.";
            case VERIFY_CA -> verified(tls, host, false);
            case VERIFY_FULL -> verified(tls, host, true);
        };
    }

    /** What to choose instead; empty where the setting is as good as it should be. */
    public static Optional<String> suggestion(Tls tls, String host) {
        if (Loopback.is(host) || tls.mode() == TlsMode.VERIFY_FULL) {
            return Optional.empty();
        }
        return Optional.of(host + " is another machine: choose verify-full, so that nobody in between can pose as it.");
    }

    private static String verified(Tls tls, String host, boolean name) {
        String authority = switch (tls.rootCertificate()) {
            case "" -> "an authority in " + TlsProperties.defaultRoot();
            case Tls.SYSTEM -> "an authority this machine trusts";
            default -> "an authority in " + tls.rootCertificate();
        };
        return "Always encrypted; the server's certificate must come from " + authority
                + (name ? " and be for " + host + "." : ", but may be for another host than " + host + ".");
    }
}
