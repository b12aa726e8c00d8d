package org.turnstone.schema.read;

import java.util.HashMap;
import java.util.Map;

/** The system catalogs whose rows are objects. Their OIDs are the same on every server and in every version. */
public enum Catalog {
    PG_CLASS(1259),
    PG_TYPE(1247),
    PG_PROC(1255),
    PG_ATTRDEF(2604),
    PG_CONSTRAINT(2606),
    PG_REWRITE(2618),
    PG_TRIGGER(2620),
    PG_NAMESPACE(2615),
    PG_POLICY(3256),
    PG_OPERATOR(2617),
    PG_OPCLASS(2616),
    PG_OPFAMILY(2753),
    PG_AMOP(2602),
    PG_AMPROC(2603),
    PG_AM(2601),
    PG_CAST(2605),
    PG_COLLATION(3456),
    PG_CONVERSION(2607),
    PG_LANGUAGE(2612),
    PG_EXTENSION(3079),
    PG_STATISTIC_EXT(3381),
    PG_EVENT_TRIGGER(3466),
    PG_FOREIGN_DATA_WRAPPER(2328),
    PG_FOREIGN_SERVER(1417),
    PG_USER_MAPPING(1418),
    PG_PUBLICATION(6104),
    PG_PUBLICATION_REL(6106),
    PG_PUBLICATION_NAMESPACE(6237),
    PG_SUBSCRIPTION(6100),
    PG_TS_CONFIG(3602),
    PG_TS_DICT(3600),
    PG_TS_PARSER(3601),
    PG_TS_TEMPLATE(3764),
    PG_TRANSFORM(3576),
    PG_DEFAULT_ACL(826),
    PG_DATABASE(1262);

    private static final Map<Integer, Catalog> BY_OID = new HashMap<>();

    static {
        for (Catalog catalog : values()) {
            BY_OID.put(catalog.oid, catalog);
        }
    }

    private final int oid;

    Catalog(int oid) {
        this.oid = oid;
    }

    /** Null for a catalog that holds nothing we look at. */
    static Catalog of(int oid) {
        return BY_OID.get(oid);
    }
}
