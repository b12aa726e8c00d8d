package org.turnstone.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One object of a schema, without OIDs: two of them are the same object when kind and name agree, and the same in every
 * way when their attributes agree too.
 *
 * @param kind in a word or two as people say it: {@code table}, {@code column}, {@code index}, {@code function}
 * @param name its identity within the kind, qualified, as PostgreSQL writes it with an empty search path
 * @param attributes what there is to say about it, in the order in which people want to read it; values are never null
 * @param statement what creates it as it is, ending without a semicolon; null when it comes with another object
 * @param parent the {@link #id()} of the object it is part of, as a column is of its table; null when it stands alone
 * @param root the id of what its parent is part of in the end; null when that is the parent, or itself
 */
public record SchemaObject(
        String kind, String name, Map<String, String> attributes, String statement, String parent, String root) {
    public SchemaObject {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    public SchemaObject(String kind, String name, Map<String, String> attributes, String statement) {
        this(kind, name, attributes, statement, null, null);
    }

    public SchemaObject(String kind, String name, Map<String, String> attributes, String statement, String parent) {
        this(kind, name, attributes, statement, parent, null);
    }

    /** Kind and name in one text, unique in a snapshot. */
    public String id() {
        return kind + " " + name;
    }

    /** The id of the object it belongs to in the end: a column's comment belongs to the table. */
    public String root() {
        if (root != null) {
            return root;
        }
        return parent != null ? parent : id();
    }

    /** An attribute's value, or null. */
    public String get(String attribute) {
        return attributes.get(attribute);
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }
}
