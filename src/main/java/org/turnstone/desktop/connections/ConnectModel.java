package org.turnstone.desktop.connections;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;

/** A pasted address: understood or not, and its password no longer to be seen once it is. */
public final class ConnectModel {
    /** What stands where the password stood. */
    public static final String MASK = "••••••••";

    private final AddressWords words;
    private final ReadOnlyObjectWrapper<Address> address = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private Secret kept;

    public ConnectModel(AddressWords words) {
        this.words = words;
    }

    /** What was understood; null while nothing was. */
    public ReadOnlyObjectProperty<Address> addressProperty() {
        return address.getReadOnlyProperty();
    }

    /** Why it was not understood; null when it was, and while there is nothing to understand. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Reads what is in the field; a mask in it stands for the password that was there. */
    public void read(String text) {
        address.set(null);
        problem.set(null);
        if (text.isBlank()) {
            kept = null;
            return;
        }
        String meant = kept == null ? text : text.replace(MASK, words.encode(kept.reveal()));
        try {
            Address understood = words.parse(meant.strip());
            kept = understood.password();
            address.set(understood);
        } catch (ConnectionFailure e) {
            problem.set(e.getMessage());
        }
    }

    /** The address as a URL with its password masked. */
    public String masked() {
        Address understood = address.get();
        StringBuilder url = new StringBuilder("postgresql://");
        if (understood.user() != null) {
            url.append(words.encode(understood.user()));
            if (understood.password() != null) {
                url.append(':').append(MASK);
            }
            url.append('@');
        }
        boolean bare = understood.host().indexOf(':') >= 0 && !understood.host().startsWith("[");
        url.append(bare ? "[" + understood.host() + "]" : understood.host());
        url.append(':').append(understood.port()).append('/').append(words.encode(understood.database()));
        char separator = '?';
        for (var parameter : understood.parameters().entrySet()) {
            url.append(separator).append(parameter.getKey()).append('=').append(words.encode(parameter.getValue()));
            separator = '&';
        }
        return url.toString();
    }

    /** The target it is; its name is the database and the host, until somebody names it. */
    public Target target() {
        Address understood = address.get();
        return new Target(understood.database() + "@" + understood.host(), understood, Limits.DEFAULT);
    }
}
