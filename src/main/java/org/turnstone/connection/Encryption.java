package org.turnstone.connection;

/**
 * How a connection turned out to be encrypted.
 *
 * @param version such as {@code TLSv1.3}; empty where it is not encrypted
 * @param verified in a sentence, what was verified about the server
 */
public record Encryption(String version, String cipher, String verified) {
    public boolean on() {
        return !version.isEmpty();
    }
}
