package org.turnstone.schema.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.turnstone.schema.SchemaObject;

/** An object while the catalogs are read: what several queries say about it comes together here. */
public final class Draft {
    private final String kind;
    private final String name;
    private final Draft parent;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private Mark mark;
    private String statement;
    private String births;
    private boolean shadow;

    Draft(String kind, String name, Draft parent) {
        this.kind = kind;
        this.name = name;
        this.parent = parent;
    }

    String kind() {
        return kind;
    }

    String name() {
        return name;
    }

    Draft parent() {
        return parent;
    }

    String id() {
        return kind + " " + name;
    }

    /** As others speak of it: "table public.t". */
    String described() {
        return id().strip();
    }

    Mark mark() {
        return mark;
    }

    void mark(Mark place) {
        mark = place;
    }

    String get(String attribute) {
        return attributes.get(attribute);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** Nothing is said about a null. */
    Draft set(String attribute, String value) {
        if (value != null) {
            attributes.put(attribute, value);
        }
        return this;
    }

    void unset(String attribute) {
        attributes.remove(attribute);
    }

    String statement() {
        return statement;
    }

    void statement(String sql) {
        statement = sql;
    }

    /** The rows of an enum's labels in their order, which tell a label renamed from one replaced. */
    String births() {
        return births;
    }

    void births(String rows) {
        births = rows;
    }

    /** No object of its own, but something that others are said about. */
    void shadow() {
        shadow = true;
    }

    SchemaObject object() {
        Draft above = real(parent);
        Draft root = above;
        while (root != null && real(root.parent) != null) {
            root = real(root.parent);
        }
        return new SchemaObject(
                kind, name, attributes, statement, above == null ? null : above.id(), root == above ? null : root.id());
    }

    private static Draft real(Draft draft) {
        Draft above = draft;
        while (above != null && above.shadow) {
            above = above.parent;
        }
        return above;
    }
}
