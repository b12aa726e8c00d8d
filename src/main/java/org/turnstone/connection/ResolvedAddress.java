package org.turnstone.connection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An address put together from what was typed, the environment and files.
 *
 * @param provenance for every part where it came from, in the order people read them
 * @param warnings what should be put right, such as a password file others may read
 * @param remarks how the address was understood; see {@link ReadAddress}
 */
public record ResolvedAddress(
        Address address, Map<Part, Provenance> provenance, List<String> warnings, List<String> remarks) {
    public ResolvedAddress {
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        warnings = List.copyOf(warnings);
        remarks = List.copyOf(remarks);
    }
}
