package org.turnstone.desktop.connections;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.turnstone.connection.Address;
import org.turnstone.connection.AddressReader;
import org.turnstone.connection.AddressWriter;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Host;
import org.turnstone.connection.PercentEncoding;
import org.turnstone.connection.ReadAddress;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Tls;
import org.turnstone.connection.TlsMode;

/**
 * An address as a URL and as its parts, each following the other. Whoever types into one never has it changed under the
 * caret: reading the URL writes the parts only, and changing a part writes the URL only.
 */
public final class AddressModel {
    /** What stands where the password stands; its length says nothing. */
    public static final String MASK = "••••••••••";

    private final StringProperty host = new SimpleStringProperty("");
    private final StringProperty port = new SimpleStringProperty("");
    private final StringProperty database = new SimpleStringProperty("");
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final ObjectProperty<TlsMode> tlsMode = new SimpleObjectProperty<>(TlsMode.PREFER);
    private final StringProperty rootCertificate = new SimpleStringProperty("");
    private final StringProperty clientCertificate = new SimpleStringProperty("");
    private final StringProperty clientKey = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper url = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<List<String>> remarks = new ReadOnlyObjectWrapper<>(List.of());
    /** What a URL says beside the parts there are fields for. */
    private Map<String, String> others = Map.of();

    private List<Host> known = List.of();
    private boolean reading;
    private boolean tlsChosen;
    private Runnable onChange = () -> {};

    public AddressModel() {
        for (StringProperty part :
                List.of(host, port, database, user, password, rootCertificate, clientCertificate, clientKey)) {
            part.addListener((text, before, now) -> partChanged());
        }
        tlsMode.addListener((mode, before, now) -> {
            tlsChosen = true;
            partChanged();
        });
    }

    // Properties

    /** The host's name; several with commas between them. */
    public StringProperty hostProperty() {
        return host;
    }

    /** The port; one for all hosts, or one for each with commas between them. */
    public StringProperty portProperty() {
        return port;
    }

    public StringProperty databaseProperty() {
        return database;
    }

    public StringProperty userProperty() {
        return user;
    }

    public StringProperty passwordProperty() {
        return password;
    }

    public ObjectProperty<TlsMode> tlsModeProperty() {
        return tlsMode;
    }

    /** Empty for the default place, {@code system} for the authorities this machine trusts, else a file. */
    public StringProperty rootCertificateProperty() {
        return rootCertificate;
    }

    public StringProperty clientCertificateProperty() {
        return clientCertificate;
    }

    public StringProperty clientKeyProperty() {
        return clientKey;
    }

    /** What stands in the URL line: what somebody typed there, or what the parts make, with the password masked. */
    public ReadOnlyStringProperty urlProperty() {
        return url.getReadOnlyProperty();
    }

    /** Why the URL line is not understood; null when it is, and while it is empty. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What the reader has to say about what it read. */
    public ReadOnlyObjectProperty<List<String>> remarksProperty() {
        return remarks.getReadOnlyProperty();
    }

    // Commands

    public void onChange(Runnable action) {
        onChange = action;
    }

    /** Shows an address; its password stays secret. */
    public void show(Address address, Tls tls) {
        reading = true;
        take(address, tls);
        reading = false;
        problem.set(null);
        remarks.set(List.of());
        url.set(written());
        onChange.run();
    }

    /** Forgets everything. */
    public void clear() {
        reading = true;
        for (StringProperty part :
                List.of(host, database, user, password, rootCertificate, clientCertificate, clientKey)) {
            part.set("");
        }
        port.set(String.valueOf(Host.DEFAULT_PORT));
        tlsMode.set(TlsMode.PREFER);
        others = Map.of();
        known = List.of();
        reading = false;
        tlsChosen = false;
        problem.set(null);
        remarks.set(List.of());
        url.set("");
        onChange.run();
    }

    /** Reads what somebody typed or pasted into the URL line; a mask in it stands for the password there was. */
    public void read(String text) {
        url.set(text);
        remarks.set(List.of());
        problem.set(null);
        if (!text.isBlank()) {
            try {
                take(AddressReader.read(unmasked(text)));
            } catch (ConnectionFailure e) {
                problem.set(e.getMessage());
            }
        }
        onChange.run();
    }

    /** Once nobody types in the URL line any more, it is written as we write it, with the password masked. */
    public void settle() {
        if (problem.get() == null && !url.get().isBlank()) {
            url.set(written());
        }
    }

    /** The address the parts make, with the password; null while they make none. */
    public Address address() {
        return problems().isEmpty() ? made() : null;
    }

    /** The address for a source that brings what is missing; null while host or port are no such thing. */
    Address incomplete() {
        boolean blank = host.get().isBlank();
        Map<Field, String> wrong = problems();
        boolean bad = !blank && wrong.containsKey(Field.HOST) || wrong.containsKey(Field.PORT);
        return bad ? null : made();
    }

    public Tls tls() {
        return new Tls(
                tlsMode.get(),
                rootCertificate.get().strip(),
                clientCertificate.get().strip(),
                clientKey.get().strip());
    }

    /** The first host, as it is named in sentences. */
    public String firstHost() {
        String first = host.get().split(",", 2)[0].strip();
        return first.isEmpty() ? "localhost" : first;
    }

    /** What is wrong with the parts, as keys of messages. */
    public Map<Field, String> problems() {
        Map<Field, String> found = new EnumMap<>(Field.class);
        String[] names = host.get().split(",", -1);
        for (String name : names) {
            String bare = name.strip();
            if (bare.isEmpty()) {
                found.put(Field.HOST, names.length == 1 ? "problem.host.missing" : "problem.host.empty");
            } else if (bare.matches(".*[\\s/?#@].*") && !bare.startsWith("/")) {
                found.put(Field.HOST, "problem.host.characters");
            } else if (bare.matches("[^:]+:[0-9]+")) {
                found.put(Field.HOST, "problem.host.port");
            }
        }
        String[] ports = port.get().split(",", -1);
        for (String number : ports) {
            if (!number.strip().matches("[0-9]{1,5}")
                    || Integer.parseInt(number.strip()) < 1
                    || Integer.parseInt(number.strip()) > 65535) {
                found.put(Field.PORT, "problem.port.number");
            }
        }
        if (!found.containsKey(Field.PORT) && ports.length > 1 && ports.length != names.length) {
            found.put(Field.PORT, "problem.port.count");
        }
        if (database.get().isBlank()) {
            found.put(Field.DATABASE, "problem.database.missing");
        }
        if (user.get().isBlank()) {
            found.put(Field.USER, "problem.user.missing");
        }
        return found;
    }

    private void partChanged() {
        if (reading) {
            return;
        }
        suggestTls();
        remarks.set(List.of());
        problem.set(null);
        url.set(written());
        onChange.run();
    }

    /** Follows the host until somebody chose. */
    private void suggestTls() {
        if (!tlsChosen && !host.get().isBlank()) {
            reading = true;
            tlsMode.set(TlsMode.suggestedFor(firstHost()));
            reading = false;
            tlsChosen = false;
        }
    }

    private void take(ReadAddress read) {
        reading = true;
        take(read.address(), Tls.of(read.address().parameters()));
        reading = false;
        remarks.set(read.remarks());
    }

    private void take(Address address, Tls tls) {
        known = address.hosts();
        host.set(String.join(",", known.stream().map(Host::name).toList()));
        Set<Integer> ports = Set.copyOf(known.stream().map(Host::port).toList());
        port.set(
                ports.size() == 1
                        ? String.valueOf(address.port())
                        : String.join(
                                ",",
                                known.stream()
                                        .map(h -> String.valueOf(h.port()))
                                        .toList()));
        database.set(address.database());
        user.set(address.user());
        password.set(address.password() == null ? "" : address.password().reveal());
        Map<String, String> rest = new LinkedHashMap<>(address.parameters());
        rest.keySet().removeAll(Tls.PARAMETERS);
        rest.keySet().removeIf(Address::isSecret);
        others = rest;
        tlsMode.set(tls.mode());
        rootCertificate.set(tls.rootCertificate());
        clientCertificate.set(tls.clientCertificate());
        clientKey.set(tls.clientKey());
        tlsChosen = true;
    }

    private List<Host> hosts() {
        String[] names = host.get().split(",", -1);
        String[] ports = port.get().split(",", -1);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String name = names[i].strip().replaceAll("^\\[(.*)]$", "$1");
            int number = Integer.parseInt(ports[ports.length == 1 ? 0 : i].strip());
            String fixed = i < known.size() && Objects.equals(known.get(i).name(), name)
                    ? known.get(i).address()
                    : null;
            hosts.add(new Host(name, fixed, number));
        }
        return hosts;
    }

    /** While host and port make no address, the line keeps what it said. */
    private String written() {
        if (host.get().isBlank() && database.get().isBlank() && user.get().isBlank()) {
            return "";
        }
        Map<Field, String> wrong = problems();
        if (wrong.containsKey(Field.HOST) || wrong.containsKey(Field.PORT)) {
            return url.get().contains(MASK) || password.get().isEmpty() ? url.get() : "";
        }
        String plain = AddressWriter.url(made().withPassword(null));
        // The user is encoded: the first @ is the one behind it.
        return password.get().isEmpty() ? plain.replace("://@", "://") : plain.replaceFirst("@", ":" + MASK + "@");
    }

    private Address made() {
        Map<String, String> parameters = new LinkedHashMap<>(others);
        Tls tls = tls();
        if (!tls.equals(Tls.DEFAULT)) {
            parameters.putAll(tls.parameters());
        }
        String typed = password.get();
        return new Address(hosts(), database.get(), user.get(), typed.isEmpty() ? null : new Secret(typed), parameters);
    }

    private String unmasked(String text) {
        return password.get().isEmpty()
                ? text.replace(":" + MASK, "").replace(MASK, "")
                : text.replace(MASK, PercentEncoding.encode(password.get()));
    }
}
