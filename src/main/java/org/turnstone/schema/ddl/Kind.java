package org.turnstone.schema.ddl;

import java.util.HashMap;
import java.util.Map;

/** The kinds of object, in the order in which they are listed and, by and large, can be created. */
public enum Kind {
    EXTENSION("extension", "EXTENSION"),
    SCHEMA("schema", "SCHEMA"),
    LANGUAGE("language", "LANGUAGE"),
    COLLATION("collation", "COLLATION"),
    SHELL_TYPE("shell type", "TYPE"),
    ENUM("enum", "TYPE"),
    BASE_TYPE("base type", "TYPE"),
    COMPOSITE_TYPE("composite type", "TYPE"),
    DOMAIN("domain", "DOMAIN"),
    RANGE_TYPE("range type", "TYPE"),
    SEQUENCE("sequence", "SEQUENCE"),
    FOREIGN_DATA_WRAPPER("foreign-data wrapper", "FOREIGN DATA WRAPPER"),
    SERVER("server", "SERVER"),
    USER_MAPPING("user mapping", "USER MAPPING"),
    ACCESS_METHOD("access method", "ACCESS METHOD"),
    TEXT_SEARCH_PARSER("text search parser", "TEXT SEARCH PARSER"),
    TEXT_SEARCH_TEMPLATE("text search template", "TEXT SEARCH TEMPLATE"),
    TEXT_SEARCH_DICTIONARY("text search dictionary", "TEXT SEARCH DICTIONARY"),
    TEXT_SEARCH_CONFIGURATION("text search configuration", "TEXT SEARCH CONFIGURATION"),
    TABLE("table", "TABLE"),
    FOREIGN_TABLE("foreign table", "FOREIGN TABLE"),
    COLUMN("column", "COLUMN"),
    FUNCTION("function", "FUNCTION"),
    PROCEDURE("procedure", "PROCEDURE"),
    AGGREGATE("aggregate", "AGGREGATE"),
    OPERATOR("operator", "OPERATOR"),
    OPERATOR_FAMILY("operator family", "OPERATOR FAMILY"),
    OPERATOR_CLASS("operator class", "OPERATOR CLASS"),
    CAST("cast", "CAST"),
    TRANSFORM("transform", "TRANSFORM"),
    CONVERSION("conversion", "CONVERSION"),
    VIEW("view", "VIEW"),
    MATERIALIZED_VIEW("materialized view", "MATERIALIZED VIEW"),
    CONSTRAINT("constraint", "CONSTRAINT"),
    INDEX("index", "INDEX"),
    STATISTICS("statistics", "STATISTICS"),
    RULE("rule", "RULE"),
    TRIGGER("trigger", "TRIGGER"),
    POLICY("policy", "POLICY"),
    EVENT_TRIGGER("event trigger", "EVENT TRIGGER"),
    PUBLICATION("publication", "PUBLICATION"),
    SUBSCRIPTION("subscription", "SUBSCRIPTION"),
    COMMENT("comment", null),
    SECURITY_LABEL("security label", null),
    GRANT("grant", null),
    DEFAULT_PRIVILEGES("default privileges", null),
    SETTING("setting", null),
    DATABASE("database", "DATABASE");

    private static final Map<String, Kind> BY_WORD = new HashMap<>();

    static {
        for (Kind kind : values()) {
            BY_WORD.put(kind.word, kind);
        }
    }

    private final String word;
    private final String keyword;

    Kind(String word, String keyword) {
        this.word = word;
        this.keyword = keyword;
    }

    /** Null for a kind that is none of a snapshot's. */
    public static Kind of(String word) {
        return BY_WORD.get(word);
    }

    /** The kind's word at the beginning of an object's id. */
    public static String ofId(String id) {
        String longest = "";
        for (String word : BY_WORD.keySet()) {
            if (id.startsWith(word + " ") && word.length() > longest.length()) {
                longest = word;
            }
        }
        return longest.isEmpty() && id.strip().equals(DATABASE.word) ? DATABASE.word : longest;
    }

    /** Where a kind stands among the others, unknown ones last. */
    public static int rank(String word) {
        Kind kind = of(word);
        return kind == null ? values().length : kind.ordinal();
    }

    public String word() {
        return word;
    }

    /** As CREATE, DROP, ALTER and COMMENT ON name it; null when they do not. */
    public String keyword() {
        return keyword;
    }

    /** Whether people count such an object when they say how many a schema has. */
    public boolean counts() {
        return this != COLUMN
                && this != COMMENT
                && this != SECURITY_LABEL
                && this != GRANT
                && this != DEFAULT_PRIVILEGES
                && this != SETTING;
    }

    /** Whether its name in a command is "x ON y". */
    public boolean isOnAnother() {
        return this == CONSTRAINT || this == RULE || this == TRIGGER || this == POLICY;
    }
}
