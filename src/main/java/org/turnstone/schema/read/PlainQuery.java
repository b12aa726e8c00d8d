package org.turnstone.schema.read;

import java.sql.SQLException;

/**
 * A question whose rows say all: {@code _oid}, {@code _kind}, {@code _name}, {@code _statement}, where it is part of a
 * relation {@code _relation}, and attributes.
 */
final class PlainQuery extends CatalogQuery {
    private final String topic;
    private final Catalog catalog;
    private final String sql;

    PlainQuery(String topic, Catalog catalog, String sql) {
        this.topic = topic;
        this.catalog = catalog;
        this.sql = sql;
    }

    @Override
    String topic() {
        return topic;
    }

    @Override
    String sql() {
        return sql;
    }

    /** Rows below 16384 came with the server. */
    @Override
    String onlyIf() {
        boolean always = catalog == Catalog.PG_NAMESPACE || catalog == Catalog.PG_PROC;
        return always ? "true" : "exists (select from " + catalog.name() + " where oid >= 16384)";
    }

    @Override
    void take(Row row, Gathered all) throws SQLException {
        String name = row.text("_name");
        Draft parent = null;
        if (row.has("_relation")) {
            parent = all.at(Catalog.PG_CLASS, row.oid("_relation"));
            if (parent == null) {
                return;
            }
            name = name + " on " + parent.name();
        }
        Draft draft = all.add(new Mark(catalog, row.oid("_oid")), row.text("_kind"), name, parent);
        row.attributesTo(draft);
        draft.statement(row.text("_statement"));
    }
}
