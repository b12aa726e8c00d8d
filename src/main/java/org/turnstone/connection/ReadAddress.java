package org.turnstone.connection;

import java.util.List;
import java.util.Set;

/**
 * What a pasted text was understood to be.
 *
 * @param address complete: what the text leaves out is libpq's default
 * @param given the parts the text itself names; all others are defaults
 * @param remarks sentences about what was read leniently or left out; none repeats a piece of a password
 */
public record ReadAddress(Address address, Set<Part> given, AddressForm form, List<String> remarks) {
    public ReadAddress {
        given = Set.copyOf(given);
        remarks = List.copyOf(remarks);
    }
}
