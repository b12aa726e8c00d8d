package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Creation;
import org.turnstone.schema.ddl.GrantText;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.Options;
import org.turnstone.schema.ddl.OtherText;
import org.turnstone.schema.ddl.Sql;

/** How an object of each kind is altered, where it can be; all others are dropped and created. */
final class Alterations {
    /** Attributes that ALTER can set; whatever else differs, the object has to be made anew. */
    private static final Map<Kind, Set<String>> ALTERABLE = Map.ofEntries(
            Map.entry(Kind.SCHEMA, Set.of()),
            Map.entry(
                    Kind.TABLE,
                    Set.of(
                            "unlogged",
                            "options",
                            "toast options",
                            "tablespace",
                            "access method",
                            "replica identity",
                            "row security",
                            "row security forced",
                            "inherits",
                            "partition of",
                            "bound",
                            "of type",
                            "column order")),
            Map.entry(Kind.FOREIGN_TABLE, Set.of("foreign options", "column order", "inherits")),
            Map.entry(Kind.VIEW, Set.of("options")),
            Map.entry(
                    Kind.MATERIALIZED_VIEW, Set.of("options", "toast options", "tablespace", "populated", "clustered")),
            Map.entry(
                    Kind.SEQUENCE,
                    Set.of(
                            "type",
                            "start",
                            "increment",
                            "minimum",
                            "maximum",
                            "cache",
                            "cycle",
                            "unlogged",
                            "owned by")),
            Map.entry(Kind.CONSTRAINT, Set.of("clustered", "options", "tablespace", "attached to", "valid")),
            Map.entry(Kind.INDEX, Set.of("clustered", "statistics targets", "tablespace")),
            Map.entry(Kind.RULE, Set.of("state")),
            Map.entry(Kind.TRIGGER, Set.of("state")),
            Map.entry(Kind.EVENT_TRIGGER, Set.of("state")),
            Map.entry(Kind.STATISTICS, Set.of("statistics target")),
            Map.entry(Kind.EXTENSION, Set.of("version", "schema")),
            Map.entry(Kind.DOMAIN, Set.of("default", "not null")),
            Map.entry(Kind.FOREIGN_DATA_WRAPPER, Set.of("foreign options")),
            Map.entry(Kind.SERVER, Set.of("foreign options", "version")),
            Map.entry(Kind.USER_MAPPING, Set.of("foreign options")),
            Map.entry(Kind.TEXT_SEARCH_DICTIONARY, Set.of("options")),
            Map.entry(Kind.OPERATOR, Set.of("restrict", "join")),
            Map.entry(Kind.PUBLICATION, Set.of("publishes", "via root")));

    private static final Set<Kind> REPLACEABLE = Set.of(Kind.FUNCTION, Kind.PROCEDURE, Kind.AGGREGATE);
    private static final Set<String> NOT_REPLACEABLE = Set.of("arguments", "returns", "window", "form", "state type");

    private final Pairing pairing;
    private final EnumChange enums;

    Alterations(Pairing pairing, EnumChange enums) {
        this.pairing = pairing;
        this.enums = enums;
    }

    /**
     * From one to the other, names already as they will be.
     *
     * @param from with its names and texts as they are once everything is renamed
     * @param original as the catalogs have it
     */
    Alteration of(SchemaObject original, SchemaObject from, SchemaObject to) {
        Alteration result = new Alteration();
        Set<String> changed = changed(from, to);
        if (changed.isEmpty()) {
            return result;
        }
        Kind kind = Kind.of(to.kind());
        if (changed.remove("owner")) {
            result.add(Creation.ownerTo(to, to.get("owner")));
            result.statements.addAll(pairing.grantsTo(from.get("owner"), to));
        }
        if (changed.isEmpty()) {
            return result;
        }
        switch (kind) {
            case COLUMN -> new ColumnAlteration(pairing, from, to, changed, result).write();
            case ENUM -> enums.change(original, to, result);
            case GRANT -> grant(from, to, result);
            case COMMENT, SECURITY_LABEL, SETTING -> result.statements.addAll(Creation.of(to, List.of(), null));
            case DEFAULT_PRIVILEGES -> defaults(from, to, result);
            default -> {
                if (REPLACEABLE.contains(kind) && changed.stream().noneMatch(NOT_REPLACEABLE::contains)) {
                    result.statements.add(replacing(to));
                } else if (ALTERABLE.getOrDefault(kind, Set.of()).containsAll(changed) && ALTERABLE.containsKey(kind)) {
                    alter(kind, from, to, changed, result);
                } else {
                    result.anew = true;
                    result.statements.clear();
                }
            }
        }
        return result;
    }

    static Set<String> changed(SchemaObject from, SchemaObject to) {
        Set<String> names = new LinkedHashSet<>(from.attributes().keySet());
        names.addAll(to.attributes().keySet());
        names.removeIf(n -> Objects.equals(from.get(n), to.get(n))
                || "not visible".equals(from.get(n))
                || "not visible".equals(to.get(n)));
        return names;
    }

    private static String replacing(SchemaObject routine) {
        return routine.statement().replaceFirst("^CREATE AGGREGATE", "CREATE OR REPLACE AGGREGATE");
    }

    private void alter(Kind kind, SchemaObject from, SchemaObject to, Set<String> changed, Alteration result) {
        for (String attribute : changed) {
            switch (kind) {
                case TABLE, FOREIGN_TABLE -> table(attribute, from, to, changed, result);
                case VIEW, MATERIALIZED_VIEW -> view(attribute, from, to, result);
                case CONSTRAINT, INDEX -> index(attribute, from, to, result);
                case RULE, TRIGGER -> result.add(Creation.state(to));
                case EVENT_TRIGGER -> result.add(Creation.eventState(to));
                case STATISTICS ->
                    result.add("ALTER STATISTICS " + to.name() + " SET STATISTICS "
                            + (to.has(attribute) ? to.get(attribute) : "-1"));
                case EXTENSION -> extension(attribute, from, to, result);
                case DOMAIN -> domain(attribute, to, result);
                case FOREIGN_DATA_WRAPPER, SERVER -> {
                    if (attribute.equals("version")) {
                        String version = to.get("version");
                        result.add("ALTER " + Sql.target(to) + " VERSION "
                                + (version == null ? "NULL" : Sql.literal(version)));
                    } else {
                        foreignOptions("ALTER " + Sql.target(to), from, to, result);
                    }
                }
                case USER_MAPPING ->
                    foreignOptions(
                            "ALTER USER MAPPING FOR "
                                    + to.name().replaceFirst(" on (?=[^ ]+$|\"[^\"]*\"$)", " SERVER "),
                            from,
                            to,
                            result);
                case TEXT_SEARCH_DICTIONARY -> dictionary(from, to, result);
                case OPERATOR ->
                    result.add("ALTER OPERATOR " + to.name() + " SET ("
                            + attribute.toUpperCase(java.util.Locale.ROOT) + " = "
                            + (to.has(attribute) ? to.get(attribute) : "NONE") + ")");
                case PUBLICATION ->
                    result.add("ALTER PUBLICATION " + to.name() + " SET ("
                            + (attribute.equals("publishes")
                                    ? "publish = " + Sql.literal(to.get(attribute))
                                    : "publish_via_partition_root = " + to.has(attribute))
                            + ")");
                default -> {}
            }
        }
        if (kind == Kind.SEQUENCE) {
            sequence(from, to, changed, result);
        }
    }

    private void table(String attribute, SchemaObject from, SchemaObject to, Set<String> changed, Alteration result) {
        String alter = "ALTER " + Kind.of(to.kind()).keyword() + " " + to.name() + " ";
        switch (attribute) {
            case "unlogged" -> result.add(alter + (to.has(attribute) ? "SET UNLOGGED" : "SET LOGGED"));
            case "options", "toast options" -> options(alter, from.get(attribute), to.get(attribute), result);
            case "tablespace" -> result.add(alter + "SET TABLESPACE " + orDefault(to.get(attribute), "pg_default"));
            case "access method" -> result.add(alter + "SET ACCESS METHOD " + orDefault(to.get(attribute), "heap"));
            case "replica identity" -> result.add(Creation.replicaIdentity(to, to.get(attribute)));
            case "row security" ->
                result.add(alter + (to.has(attribute) ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
            case "row security forced" ->
                result.add(alter + (to.has(attribute) ? "" : "NO ") + "FORCE ROW LEVEL SECURITY");
            case "inherits" -> {
                List<String> was = Sql.list(from.get(attribute));
                List<String> is = Sql.list(to.get(attribute));
                was.stream().filter(p -> !is.contains(p)).forEach(p -> result.first.add(alter + "NO INHERIT " + p));
                is.stream().filter(p -> !was.contains(p)).forEach(p -> {
                    result.add(alter + "INHERIT " + p);
                    if (!pairing.ownsAllColumns(to)) {
                        result.missing.add("The columns of " + to.name() + " came from " + p
                                + " alone; once they are its own, no statement makes them that again.");
                    }
                });
            }
            case "partition of" -> {
                if (from.has(attribute)) {
                    result.first.add("ALTER TABLE " + from.get(attribute) + " DETACH PARTITION " + to.name());
                }
                if (to.has(attribute)) {
                    result.add("ALTER TABLE " + to.get(attribute) + " ATTACH PARTITION " + to.name() + " "
                            + to.get("bound"));
                }
            }
            case "bound" -> {
                if (!changed.contains("partition of")) {
                    result.first.add("ALTER TABLE " + from.get("partition of") + " DETACH PARTITION " + to.name());
                    result.add("ALTER TABLE " + to.get("partition of") + " ATTACH PARTITION " + to.name() + " "
                            + to.get("bound"));
                }
            }
            case "of type" -> result.add(alter + (to.has(attribute) ? "OF " + to.get(attribute) : "NOT OF"));
            case "foreign options" -> foreignOptions(alter.stripTrailing(), from, to, result);
            default -> {}
        }
    }

    private static void view(String attribute, SchemaObject from, SchemaObject to, Alteration result) {
        String alter = "ALTER " + Kind.of(to.kind()).keyword() + " " + to.name() + " ";
        switch (attribute) {
            case "tablespace" -> result.add(alter + "SET TABLESPACE " + orDefault(to.get(attribute), "pg_default"));
            case "populated" ->
                result.add("REFRESH MATERIALIZED VIEW " + to.name() + (to.has(attribute) ? " WITH NO DATA" : ""));
            default -> options(alter, from.get(attribute), to.get(attribute), result);
        }
    }

    private static void index(String attribute, SchemaObject from, SchemaObject to, Alteration result) {
        boolean constraint = to.kind().equals("constraint");
        String name = constraint ? Creation.indexOfConstraint(to) : to.name();
        switch (attribute) {
            case "clustered" ->
                result.add("ALTER TABLE " + Sql.on(to)
                        + (to.has(attribute) ? " CLUSTER ON " + Sql.last(name) : " SET WITHOUT CLUSTER"));
            case "options" -> options("ALTER INDEX " + name + " ", from.get(attribute), to.get(attribute), result);
            case "tablespace" ->
                result.add("ALTER INDEX " + name + " SET TABLESPACE " + orDefault(to.get(attribute), "pg_default"));
            case "statistics targets" -> {
                Map<String, String> targets = new LinkedHashMap<>();
                Sql.list(from.get(attribute)).forEach(t -> targets.put(t.substring(0, t.indexOf(" to ")), "-1"));
                Sql.list(to.get(attribute))
                        .forEach(t -> targets.put(
                                t.substring(0, t.indexOf(" to ")), t.substring(t.indexOf(" to ") + " to ".length())));
                targets.forEach((column, target) ->
                        result.add("ALTER INDEX " + name + " ALTER COLUMN " + column + " SET STATISTICS " + target));
            }
            default -> {}
        }
    }

    private static void extension(String attribute, SchemaObject from, SchemaObject to, Alteration result) {
        if (attribute.equals("schema")) {
            result.add("ALTER EXTENSION " + to.name() + " SET SCHEMA " + to.get("schema"));
        } else {
            result.missing.add("The extension " + to.name() + " was at version " + to.get("version") + " and is at "
                    + from.get("version") + ": extensions seldom have a way back.");
        }
    }

    private static void domain(String attribute, SchemaObject to, Alteration result) {
        String alter = "ALTER DOMAIN " + to.name();
        if (attribute.equals("default")) {
            result.add(alter + (to.has("default") ? " SET DEFAULT " + to.get("default") : " DROP DEFAULT"));
        } else {
            result.add(alter + (to.has("not null") ? " SET NOT NULL" : " DROP NOT NULL"));
        }
    }

    private static void sequence(SchemaObject from, SchemaObject to, Set<String> changed, Alteration result) {
        String alter = "ALTER SEQUENCE " + to.name() + " ";
        if (changed.stream().anyMatch(a -> !a.equals("unlogged") && !a.equals("owned by"))) {
            result.add(alter
                    + (changed.contains("type") ? "AS " + to.get("type") + " " : "")
                    + OtherText.sequenceNumbers(to));
        }
        if (changed.contains("unlogged")) {
            result.add(alter + (to.has("unlogged") ? "SET UNLOGGED" : "SET LOGGED"));
        }
        if (changed.contains("owned by")) {
            if (from.has("owned by")) {
                result.first.add(alter + "OWNED BY NONE");
            }
            if (to.has("owned by")) {
                result.add(alter + "OWNED BY " + to.get("owned by"));
            }
        }
    }

    private static void dictionary(SchemaObject from, SchemaObject to, Alteration result) {
        List<String> changes = new ArrayList<>(Sql.list(to.get("options")));
        Set<String> kept = new LinkedHashSet<>();
        changes.forEach(o -> kept.add(o.substring(0, o.indexOf(' '))));
        for (String option : Sql.list(from.get("options"))) {
            String name = option.substring(0, option.indexOf(' '));
            if (!kept.contains(name)) {
                changes.add(name);
            }
        }
        result.add("ALTER TEXT SEARCH DICTIONARY " + to.name() + " (" + String.join(", ", changes) + ")");
    }

    private static void options(String alter, String was, String is, Alteration result) {
        Map<String, String> before = Options.parse(was);
        Map<String, String> after = Options.parse(is);
        List<String> gone =
                before.keySet().stream().filter(k -> !after.containsKey(k)).toList();
        if (!gone.isEmpty()) {
            result.add(alter + "RESET (" + String.join(", ", gone) + ")");
        }
        if (is != null) {
            result.add(alter + "SET (" + String.join(", ", Options.assignments(is)) + ")");
        }
    }

    /** OPTIONS (ADD, SET, DROP) of everything foreign. A masked password can be kept, but not brought back. */
    static void foreignOptions(String alter, SchemaObject from, SchemaObject to, Alteration result) {
        Map<String, String> was = named(from.get("foreign options"));
        Map<String, String> is = named(to.get("foreign options"));
        List<String> changes = new ArrayList<>();
        is.forEach((name, value) -> {
            if (!value.equals(was.get(name))) {
                changes.add((was.containsKey(name) ? "SET " : "ADD ") + name + " " + value);
                if (value.equals("'***'")) {
                    result.missing.add("The option " + name + " of " + to.kind() + " " + to.name()
                            + " is a secret that a snapshot does not hold.");
                }
            }
        });
        was.keySet().stream().filter(n -> !is.containsKey(n)).forEach(n -> changes.add("DROP " + n));
        if (!changes.isEmpty()) {
            result.add(alter + " OPTIONS (" + String.join(", ", changes) + ")");
        }
    }

    private static Map<String, String> named(String options) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String option : Sql.list(options)) {
            int end = option.startsWith("\"") ? option.indexOf("\" ") + 1 : option.indexOf(' ');
            result.put(option.substring(0, end), option.substring(end + 1));
        }
        return result;
    }

    private void grant(SchemaObject from, SchemaObject to, Alteration result) {
        String target = pairing.target(to);
        GrantText.undo(from, target).forEach(s -> result.add(OtherText.placed(s)));
        result.statements.addAll(pairing.columnGrants(to));
        GrantText.grant(to, target).forEach(s -> result.add(OtherText.placed(s)));
    }

    private static void defaults(SchemaObject from, SchemaObject to, Alteration result) {
        result.statements.addAll(GrantText.undoDefaults(from));
        result.statements.addAll(GrantText.defaults(to));
    }

    private static String orDefault(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
