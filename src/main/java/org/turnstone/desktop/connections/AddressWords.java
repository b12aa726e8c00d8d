package org.turnstone.desktop.connections;

import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;

/** How an address is read, and how a part of one is written. */
public interface AddressWords {
    Address parse(String text) throws ConnectionFailure;

    /** Percent-encodes all that is not plain everywhere in a URL. */
    String encode(String text);
}
