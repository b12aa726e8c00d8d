package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaObject;

/** The statement that creates an object of a kind for which the server has no function that writes it. */
public final class OtherText {
    private static final String[][] AGGREGATE = {
        {"state function", "SFUNC"},
        {"state type", "STYPE"},
        {"state space", "SSPACE"},
        {"final function", "FINALFUNC"},
        {"final function modify", "FINALFUNC_MODIFY"},
        {"combine function", "COMBINEFUNC"},
        {"serial function", "SERIALFUNC"},
        {"deserial function", "DESERIALFUNC"},
        {"moving state function", "MSFUNC"},
        {"moving inverse function", "MINVFUNC"},
        {"moving state type", "MSTYPE"},
        {"moving state space", "MSSPACE"},
        {"moving final function", "MFINALFUNC"},
        {"moving final function modify", "MFINALFUNC_MODIFY"},
        {"parallel", "PARALLEL"},
    };

    private OtherText() {}

    public static String sequence(SchemaObject sequence) {
        StringBuilder text = new StringBuilder("CREATE ").append(sequence.has("unlogged") ? "UNLOGGED " : "");
        text.append("SEQUENCE ").append(sequence.name());
        text.append(" AS ").append(sequence.get("type"));
        return text.append(' ').append(sequenceNumbers(sequence)).toString();
    }

    public static String sequenceNumbers(SchemaObject sequence) {
        return "INCREMENT BY " + sequence.get("increment") + " MINVALUE " + sequence.get("minimum") + " MAXVALUE "
                + sequence.get("maximum") + " START WITH " + sequence.get("start") + " CACHE " + sequence.get("cache")
                + (sequence.has("cycle") ? " CYCLE" : " NO CYCLE");
    }

    public static String policy(SchemaObject policy) {
        StringBuilder text = new StringBuilder("CREATE ").append(Sql.target(policy));
        text.append(policy.has("restrictive") ? " AS RESTRICTIVE" : "");
        text.append(" FOR ").append(policy.get("command").toUpperCase(java.util.Locale.ROOT));
        text.append(" TO ").append(policy.get("roles"));
        if (policy.has("using")) {
            text.append("\n    USING (").append(policy.get("using")).append(')');
        }
        if (policy.has("check")) {
            text.append("\n    WITH CHECK (").append(policy.get("check")).append(')');
        }
        return text.toString();
    }

    public static String constraint(SchemaObject constraint) {
        String on = Sql.on(constraint);
        return "ALTER " + (on.startsWith("domain ") ? "DOMAIN " + on.substring("domain ".length()) : "TABLE " + on)
                + " ADD CONSTRAINT " + Sql.bare(constraint) + " " + constraint.get("definition");
    }

    public static String aggregate(SchemaObject aggregate) {
        List<String> options = new ArrayList<>();
        for (String[] name : AGGREGATE) {
            if (aggregate.has(name[0])) {
                options.add(name[1] + " = " + aggregate.get(name[0]));
            }
        }
        if (aggregate.has("final function extra")) {
            options.add("FINALFUNC_EXTRA");
        }
        if (aggregate.has("moving final function extra")) {
            options.add("MFINALFUNC_EXTRA");
        }
        if (aggregate.has("initial value")) {
            options.add("INITCOND = " + Sql.literal(aggregate.get("initial value")));
        }
        if (aggregate.has("moving initial value")) {
            options.add("MINITCOND = " + Sql.literal(aggregate.get("moving initial value")));
        }
        if (aggregate.has("sort operator")) {
            String operator = aggregate.get("sort operator");
            options.add("SORTOP = OPERATOR(" + operator.substring(0, operator.indexOf('(')) + ")");
        }
        if ("hypothetical set".equals(aggregate.get("form"))) {
            options.add("HYPOTHETICAL");
        }
        String name = aggregate.name().substring(0, aggregate.name().indexOf('('));
        return "CREATE AGGREGATE " + name + "(" + aggregate.get("arguments") + ") (\n    "
                + String.join(",\n    ", options) + "\n)";
    }

    public static String operatorClass(SchemaObject type) {
        int using = type.name().lastIndexOf(" USING ");
        List<String> items = new ArrayList<>();
        if (type.has("operators")) {
            items.add(type.get("operators"));
        }
        if (type.has("functions")) {
            items.add(type.get("functions"));
        }
        if (type.has("stores") || items.isEmpty()) {
            items.add("STORAGE " + (type.has("stores") ? type.get("stores") : type.get("type")));
        }
        return "CREATE OPERATOR CLASS " + type.name().substring(0, using) + (type.has("default") ? " DEFAULT" : "")
                + " FOR TYPE " + type.get("type") + type.name().substring(using) + " FAMILY " + type.get("family")
                + " AS\n    " + String.join(",\n    ", items);
    }

    public static String publication(SchemaObject publication) {
        StringBuilder text = new StringBuilder("CREATE PUBLICATION ").append(publication.name());
        text.append(publicationMembers(publication, " FOR "));
        text.append(" WITH (publish = ").append(Sql.literal(publication.get("publishes")));
        if (publication.has("via root")) {
            text.append(", publish_via_partition_root = true");
        }
        if (publication.has("generated columns")) {
            text.append(", publish_generated_columns = ").append(publication.get("generated columns"));
        }
        return text.append(')').toString();
    }

    /** What it publishes, or nothing. */
    static String publicationMembers(SchemaObject publication, String before) {
        if (publication.has("all tables")) {
            return before + "ALL TABLES";
        }
        List<String> members = new ArrayList<>();
        if (publication.has("tables")) {
            members.add("TABLE " + publication.get("tables"));
        }
        if (publication.has("schemas")) {
            members.add("TABLES IN SCHEMA " + publication.get("schemas"));
        }
        return members.isEmpty() ? "" : before + String.join(", ", members);
    }

    /** The database's own name differs from server to server, so it is asked for. */
    public static String setting(SchemaObject setting) {
        return setting(setting, " SET " + settingName(setting) + " TO " + Sql.literal(setting.get("value")));
    }

    public static String resetting(SchemaObject setting) {
        return setting(setting, " RESET " + settingName(setting));
    }

    private static String settingName(SchemaObject setting) {
        int role = setting.name().indexOf(" for ");
        return role < 0 ? setting.name() : setting.name().substring(0, role);
    }

    private static String setting(SchemaObject setting, String action) {
        int role = setting.name().indexOf(" for ");
        String alter = role < 0
                ? "ALTER DATABASE %I"
                : "ALTER ROLE " + setting.name().substring(role + " for ".length()) + " IN DATABASE %I";
        return placed(alter.replace("%I", Sql.THIS_DATABASE) + action);
    }

    /** A statement about the database this is run in, under whatever name it has there. */
    public static String placed(String sql) {
        if (!sql.contains(Sql.THIS_DATABASE)) {
            return sql;
        }
        String format = Sql.literal(sql.replace("%", "%%").replace(Sql.THIS_DATABASE, "%I"));
        String quote = format.contains("$do$") ? "$turnstone$" : "$do$";
        return "DO " + quote + " BEGIN EXECUTE format(" + format + ", current_database()); END " + quote;
    }
}
