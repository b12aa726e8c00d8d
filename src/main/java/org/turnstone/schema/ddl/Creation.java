package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaObject;

/** All statements that create an object, with what its CREATE cannot say. */
public final class Creation {
    private final List<String> statements = new ArrayList<>();
    private final SchemaObject object;

    private Creation(SchemaObject object) {
        this.object = object;
    }

    /**
     * Without what is part of it and comes by itself: constraints, indexes, comments.
     *
     * @param columns a table's or a composite type's
     * @param role who creates, and so owns it already
     */
    public static List<String> of(SchemaObject object, List<SchemaObject> columns, String role) {
        Creation creation = new Creation(object);
        creation.create(columns);
        creation.owner(role);
        return creation.statements;
    }

    private void create(List<SchemaObject> columns) {
        switch (Kind.of(object.kind())) {
            case TABLE, FOREIGN_TABLE -> table(columns);
            case COMPOSITE_TYPE -> add(TableText.composite(object, columns));
            case DOMAIN -> add(TypeText.domain(object, List.of()));
            case VIEW -> add(object.statement());
            case MATERIALIZED_VIEW -> {
                add(object.statement());
                cluster();
            }
            case COLUMN -> column();
            case SEQUENCE -> {
                add(object.statement());
                if (object.has("owned by")) {
                    add("ALTER SEQUENCE " + object.name() + " OWNED BY " + object.get("owned by"));
                }
            }
            case CONSTRAINT -> constraint();
            case INDEX -> index();
            case STATISTICS -> {
                add(object.statement());
                if (object.has("statistics target")) {
                    add("ALTER STATISTICS " + object.name() + " SET STATISTICS " + object.get("statistics target"));
                }
            }
            case RULE, TRIGGER -> {
                if (object.statement() != null) {
                    add(object.statement());
                }
                if (object.has("state")) {
                    add(state(object));
                }
            }
            case EVENT_TRIGGER -> {
                add(object.statement());
                if (object.has("state")) {
                    add(eventState(object));
                }
            }
            case OPERATOR_FAMILY -> {
                add(object.statement());
                familyMembers();
            }
            case TEXT_SEARCH_CONFIGURATION -> {
                add(object.statement());
                mappings();
            }
            case GRANT, DEFAULT_PRIVILEGES -> {
                for (String statement : object.statement().split(";\n")) {
                    add(statement);
                }
            }
            default -> {
                if (object.statement() != null) {
                    add(object.statement());
                }
            }
        }
    }

    private void add(String statement) {
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
    }

    private void table(List<SchemaObject> columns) {
        add(TableText.table(object, columns, List.of()));
        for (SchemaObject column : columns) {
            boolean own = !column.has("inherited") && !object.has("partition of") && !object.has("of type");
            statements.addAll(own ? ColumnSettings.beyondDefinition(column) : ColumnSettings.all(column));
        }
        if (object.has("row security")) {
            add("ALTER TABLE " + object.name() + " ENABLE ROW LEVEL SECURITY");
        }
        if (object.has("row security forced")) {
            add("ALTER TABLE " + object.name() + " FORCE ROW LEVEL SECURITY");
        }
        String identity = object.get("replica identity");
        if (identity != null && !identity.startsWith("index ")) {
            add(replicaIdentity(object, identity));
        }
    }

    public static String replicaIdentity(SchemaObject table, String identity) {
        String words = identity == null
                ? "DEFAULT"
                : identity.startsWith("index ")
                        ? "USING INDEX " + identity.substring("index ".length())
                        : identity.toUpperCase(java.util.Locale.ROOT);
        return "ALTER " + Kind.of(table.kind()).keyword() + " " + table.name() + " REPLICA IDENTITY " + words;
    }

    private void column() {
        String table = object.parent();
        if (table.startsWith("composite type ")) {
            add("ALTER TYPE " + Sql.first(object.name()) + " ADD ATTRIBUTE " + ColumnText.of(object) + " CASCADE");
            return;
        }
        if (!table.startsWith("view ") && !table.startsWith("materialized view ") && !object.has("inherited")) {
            add(ColumnSettings.alterTable(object) + "ADD COLUMN " + ColumnText.of(object));
            statements.addAll(ColumnSettings.beyondDefinition(object));
        } else {
            statements.addAll(ColumnSettings.all(object));
        }
    }

    private void constraint() {
        if (object.has("attached to")) {
            return;
        }
        add(object.statement());
        String index = indexOfConstraint(object);
        if (object.has("options")) {
            add("ALTER INDEX " + index + " SET (" + String.join(", ", Options.assignments(object.get("options")))
                    + ")");
        }
        if (object.has("tablespace")) {
            add("ALTER INDEX " + index + " SET TABLESPACE " + object.get("tablespace"));
        }
        cluster();
    }

    /** An index that keeps a constraint is in its table's schema under the constraint's name. */
    public static String indexOfConstraint(SchemaObject constraint) {
        String schema = Sql.first(Sql.on(constraint));
        return (schema.isEmpty() ? "" : schema + ".") + Sql.bare(constraint);
    }

    private void index() {
        if (object.has("attached to")) {
            return;
        }
        add(object.statement());
        for (String target : Sql.list(object.get("statistics targets"))) {
            int to = target.indexOf(" to ");
            add("ALTER INDEX " + object.name() + " ALTER COLUMN " + target.substring(0, to) + " SET STATISTICS "
                    + target.substring(to + " to ".length()));
        }
        if (object.has("tablespace")) {
            add("ALTER INDEX " + object.name() + " SET TABLESPACE " + object.get("tablespace"));
        }
        cluster();
    }

    private void cluster() {
        if (object.has("clustered")) {
            String index = object.kind().equals("index") ? Sql.last(object.name()) : Sql.bare(object);
            add("ALTER TABLE " + Sql.on(object) + " CLUSTER ON " + index);
        }
    }

    /** Rules and triggers switched on, off, always or on replicas. */
    public static String state(SchemaObject object) {
        String state = object.get("state");
        String words = state == null || state.equals("enabled")
                ? "ENABLE"
                : state.equals("disabled") ? "DISABLE" : state.equals("always") ? "ENABLE ALWAYS" : "ENABLE REPLICA";
        return "ALTER TABLE " + Sql.on(object) + " " + words + " "
                + Kind.of(object.kind()).keyword() + " " + Sql.bare(object);
    }

    public static String eventState(SchemaObject trigger) {
        String state = trigger.get("state");
        return "ALTER EVENT TRIGGER " + trigger.name()
                + (state == null
                        ? " ENABLE"
                        : state.equals("disabled")
                                ? " DISABLE"
                                : state.equals("always") ? " ENABLE ALWAYS" : " ENABLE REPLICA");
    }

    private void familyMembers() {
        List<String> members = new ArrayList<>();
        members.addAll(Sql.list(object.get("operators")));
        members.addAll(Sql.list(object.get("functions")));
        if (!members.isEmpty()) {
            add("ALTER OPERATOR FAMILY " + object.name() + " ADD " + String.join(", ", members));
        }
    }

    private void mappings() {
        if (object.has("mappings")) {
            for (String mapping : object.get("mappings").split("; ")) {
                int colon = mapping.indexOf(": ");
                add("ALTER TEXT SEARCH CONFIGURATION " + object.name() + " ADD MAPPING FOR "
                        + mapping.substring(0, colon) + " WITH " + mapping.substring(colon + 2));
            }
        }
    }

    private void owner(String role) {
        String owner = object.get("owner");
        if (owner != null && !owner.equals(role) && !statements.isEmpty()) {
            add(ownerTo(object, owner));
        }
    }

    public static String ownerTo(SchemaObject object, String owner) {
        return "ALTER " + Sql.target(object) + " OWNER TO " + owner;
    }
}
