package org.turnstone.connection;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.turnstone.connection.ConnectionFailure.Kind;

/** Reads out of what the driver threw while connecting what went wrong, from the outside in, and what to try. */
final class FailureReading {
    private final SQLException problem;
    private final Address address;
    private final String server;
    private final String said;

    FailureReading(SQLException problem, Target target) {
        this.problem = problem;
        this.address = target.address();
        this.server = Addresses.server(address);
        this.said = Redaction.of(address).apply(problem.getMessage());
    }

    ConnectionFailure failure() {
        if (causedBy(UnknownHostException.class)) {
            return as(
                    Kind.NAME_RESOLUTION,
                    "The host " + address.host()
                            + " is not known here. Check its spelling, and whether it needs a VPN.");
        }
        String tls = tls();
        if (tls != null) {
            return as(Kind.TLS, tls);
        }
        if (causedBy(ConnectException.class)
                || causedBy(NoRouteToHostException.class)
                || causedBy(SocketTimeoutException.class)) {
            return as(
                    Kind.REACHABILITY,
                    "Nothing answers at " + server
                            + ". Check host and port, that the server runs, and that no firewall is in between.");
        }
        ConnectionFailure byState = byState();
        if (byState != null) {
            return byState;
        }
        if (causedBy(EOFException.class) || causedBy(SocketException.class)) {
            return as(
                    Kind.REACHABILITY,
                    "Something at " + server + " took the connection and closed it at once. Check the port: is it"
                            + " PostgreSQL that listens there, and does it take connections from here?");
        }
        return as(Kind.OTHER, "Cannot connect to " + server + ": " + said);
    }

    /** What is wrong with the encryption, or null. */
    private String tls() {
        // The driver says these two in the user's language and gives them no state of their own.
        if (saidBy("The server does not support SSL.")) {
            return server + " does not offer an encrypted connection, and sslmode="
                    + address.parameters().get("sslmode")
                    + " asks for one. Switch ssl on in the server, or choose prefer where the way to it is safe.";
        }
        if (isOtherName()) {
            return "The certificate of " + server + " is for another host than " + address.host()
                    + ". Connect with the name that is in the certificate; if this is the one, somebody may be in"
                    + " between. verify-ca does not compare the name.";
        }
        if (!causedBy(SSLException.class) && !causedBy(CertPathValidatorException.class)) {
            return null;
        }
        if (causedBy(CertificateExpiredException.class) || causedBy(CertificateNotYetValidException.class)) {
            return "The certificate of " + server
                    + " is not valid at this time. Renew it, or set this machine's clock.";
        }
        if (causedBy(CertPathBuilderException.class) || causedBy(CertPathValidatorException.class)) {
            String root = address.parameters()
                    .getOrDefault("sslrootcert", TlsProperties.defaultRoot().toString());
            return "The certificate of " + server + " does not come from an authority in " + root
                    + ". Name the right authority's file as the root certificate (sslrootcert); if this is the one,"
                    + " somebody may be in between.";
        }
        return "No encrypted connection to " + server + ": " + said;
    }

    private ConnectionFailure byState() {
        String user = "user " + address.user();
        String database = "database " + address.database() + " at " + server;
        return switch (problem.getSQLState()) {
            case "28P01" ->
                as(
                        Kind.AUTHENTICATION,
                        server + " does not accept this password for " + user
                                + ". Was it typed right? Where it stands in a URL, its special characters need"
                                + " encoding: see `turnstone encode`.");
            case "28000" ->
                as(
                        Kind.AUTHENTICATION,
                        server + " does not let " + user + " in: " + said
                                + (Tls.of(address.parameters()).mode() == TlsMode.DISABLE
                                        ? ". If the server insists on encryption, choose another sslmode than disable."
                                        : ""));
            case "08004" ->
                address.password() == null || address.password().reveal().isEmpty()
                        ? as(Kind.AUTHENTICATION, server + " asks for a password, and there is none for " + user + ".")
                        : as(Kind.AUTHENTICATION, server + " does not let " + user + " in: " + said);
            case "3D000" ->
                as(Kind.DATABASE, "There is no database named " + address.database() + " at " + server + ".");
            case "55000" -> as(Kind.DATABASE, "The " + database + " takes no connections: " + said);
            case "42501" ->
                as(
                        Kind.RIGHTS,
                        "User " + address.user()
                                + (said.contains("for database") ? " may not enter " : " lacks a right in ") + database
                                + ": " + said);
            case "53300" ->
                as(
                        Kind.REACHABILITY,
                        server + " has no connection left: " + said + ". Close some, or raise max_connections.");
            case "57P01", "57P02", "57P03" ->
                as(
                        Kind.REACHABILITY,
                        server + " is starting, stopping or recovering: " + said + ". Try again in a moment.");
            case "08P01" ->
                as(
                        Kind.OTHER,
                        server + " does not understand us: " + said
                                + ". A pooler may refuse a parameter of the address, or this is not PostgreSQL.");
            case null, default -> null;
        };
    }

    private ConnectionFailure as(Kind kind, String message) {
        return new ConnectionFailure(kind, message);
    }

    private boolean isOtherName() {
        return address.hosts().stream()
                .flatMap(host -> Stream.of(host.name(), String.valueOf(host.address())))
                .map(name -> GT.tr(
                        "The hostname {0} could not be verified by hostnameverifier {1}.",
                        name, "PgjdbcHostnameVerifier"))
                .anyMatch(sentence -> sentence.equals(problem.getMessage()));
    }

    private boolean saidBy(String driverMessage) {
        return problem instanceof PSQLException && GT.tr(driverMessage).equals(problem.getMessage());
    }

    private boolean causedBy(Class<? extends Throwable> type) {
        for (Throwable t = problem; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
