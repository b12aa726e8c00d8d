package org.turnstone.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.read.CatalogReader;
import org.turnstone.schema.read.Reading;

/**
 * All that a database's schema holds at one moment, free of OIDs and of the order in which things were made, so that
 * two snapshots are equal exactly when the schemas are.
 */
public final class Snapshot {
    private final Reading reading;
    private final Map<String, SchemaObject> byId = new LinkedHashMap<>();

    private Snapshot(Reading reading) {
        this.reading = reading;
        reading.objects().forEach(o -> byId.put(o.id(), o));
    }

    /**
     * Reads the catalogs. Outside a transaction it sees one moment of the database, in a transaction of its own that may
     * only read. Inside one it sees what that transaction sees, and leaves it open and its settings as they were; no
     * transaction id is assigned. A definition can only be read when nobody has locked its tables exclusively: it is
     * waited for as long as the session's lock timeout says, ten seconds where it has none.
     */
    public static Snapshot read(Connection connection, SnapshotScope scope) throws SQLException {
        return new Snapshot(new CatalogReader(scope).read(connection));
    }

    /** Sorted by kind and name. */
    public List<SchemaObject> objects() {
        return reading.objects();
    }

    /** The object of that {@link SchemaObject#id() id}, or null. */
    public SchemaObject object(String id) {
        return byId.get(id);
    }

    /** How many objects people would say there are: columns, comments, grants and settings are parts of others. */
    public int count() {
        return (int) objects().stream()
                .map(o -> Kind.of(o.kind()))
                .filter(Kind::counts)
                .count();
    }

    /** What the role that read it may not read about, such as "subscriptions"; it says nothing of these. */
    public List<String> notVisible() {
        return reading.notVisible();
    }

    /** SHA-256 in hexadecimal over all objects; the same for the same schema. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (SchemaObject object : objects()) {
                digest.update(text(object).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(SchemaObject object) {
        StringBuilder text = new StringBuilder(object.id()).append('\n');
        object.attributes()
                .forEach((name, value) ->
                        text.append(name).append('\0').append(value).append('\0'));
        return text.append('\n').toString();
    }

    /** What has to happen to this one to become the later one. */
    public SchemaDifference to(Snapshot later) {
        return Comparison.of(this, later);
    }

    /** An object with all that is part of it, as SQL; empty when there is no such object. */
    public String text(String id) {
        List<SchemaObject> parts = new ArrayList<>();
        for (SchemaObject object : objects()) {
            if (object.root().equals(id)) {
                parts.add(object);
            }
        }
        return ObjectTexts.joined(parts);
    }

    /** This one without the objects of these kinds, and what is part of them. */
    public Snapshot without(Set<String> kinds) {
        Set<String> gone = new HashSet<>();
        List<SchemaObject> left = new ArrayList<>();
        for (SchemaObject object : reading.objects()) {
            if (kinds.contains(object.kind())) {
                gone.add(object.id());
            }
        }
        for (SchemaObject object : reading.objects()) {
            boolean isPart = object.parent() != null && gone.contains(object.parent());
            if (!isPart && !gone.contains(object.id())) {
                left.add(object);
            }
        }
        return new Snapshot(new Reading(
                left,
                reading.marks(),
                reading.labels(),
                reading.needs(),
                reading.targets(),
                reading.major(),
                reading.database(),
                reading.role(),
                reading.notVisible()));
    }

    Reading reading() {
        return reading;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot && to(snapshot).isEmpty();
    }

    @Override
    public int hashCode() {
        return objects().size();
    }
}
