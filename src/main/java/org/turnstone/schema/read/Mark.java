package org.turnstone.schema.read;

/**
 * Where a row stands in the catalogs. It says that two objects of one database are the same one under two names, and
 * never becomes part of what is compared.
 *
 * @param sub a column's number, or 0
 */
public record Mark(Catalog catalog, long oid, int sub) {
    public Mark(Catalog catalog, long oid) {
        this(catalog, oid, 0);
    }
}
