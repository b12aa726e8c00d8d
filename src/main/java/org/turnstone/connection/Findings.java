package org.turnstone.connection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.connection.ConnectionFailure.Kind;

/** What a reader has understood of a text so far: the parts, and what there is to say about them. */
final class Findings {
    final AddressParts parts = new AddressParts();
    private final Set<String> remarks = new LinkedHashSet<>();
    AddressForm form;

    Findings(AddressForm form) {
        this.form = form;
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Takes over what another reader found in a piece of the text; what that names wins. */
    void add(Findings other) {
        other.parts.keywords().forEach(keyword -> parts.set(keyword, other.parts.get(keyword)));
        remarks.addAll(other.remarks);
    }

    ReadAddress complete(String systemUser) throws ConnectionFailure {
        return new ReadAddress(parts.complete(systemUser), parts.given(), form, remarks());
    }

    static ConnectionFailure bad(String sentence) {
        return new ConnectionFailure(Kind.ADDRESS, sentence);
    }
}
