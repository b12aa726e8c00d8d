package org.turnstone.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** An address written in every form there is and read again. */
final class WrittenForms {
    private WrittenForms() {}

    static Map<String, Address> readBack(Address address) throws ConnectionFailure {
        Map<String, Address> read = new LinkedHashMap<>();
        written(address).forEach((form, text) -> {
            try {
                read.put(form, Addresses.parse(text));
            } catch (ConnectionFailure e) {
                throw new AssertionError(form + ": " + e.getMessage(), e);
            }
        });
        return read;
    }

    static Map<String, String> written(Address address) {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("url", AddressWriter.url(address));
        written.put("jdbc", AddressWriter.jdbcWithPassword(address));
        written.put("conninfo", AddressWriter.conninfo(address));
        written.put("shell", AddressWriter.shell(address));
        written.put("env", AddressWriter.env(address));
        written.put("powershell", AddressWriter.powerShell(address));
        return written;
    }
}
