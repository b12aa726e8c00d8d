package org.turnstone.run;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Fills tables with a few rows of made-up values: by type, by what references ask for, and, where a check refuses what
 * was made up, by what that check speaks of.
 */
final class Planter {
    private static final int MOST_ATTEMPTS = 120;
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?\\d+(?:\\.\\d+)?(?![\\w'])");

    /** Stands for another number in every row. */
    private static final String NUMBERED = "\u0001";

    private static final List<String> WORDS = List.of(
            "a" + NUMBERED + "@example.org",
            "A",
            "AB",
            "ABC",
            "abc",
            "a",
            "1",
            "12345",
            "https://example.org/" + NUMBERED,
            "+4930123456",
            "2024-01-01",
            "a-b",
            "0123456789");
    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "5", "10", "12", "50", "100", "1000", "2024", "-1");

    private record Column(
            int number, String name, String type, ValueShape shape, boolean required, boolean filled, long typeOid) {}

    private record Reference(int[] columns, long to, List<String> toColumns) {}

    private record Rule(String name, int[] columns, String text) {}

    private record Table(long oid, String name, boolean partitioned, List<Column> columns) {}

    private final Set<String> leftOut;
    private final int rows;
    private final Set<Long> done = new HashSet<>();

    private Connection connection;
    private ValueShapes shapes;
    private Map<Long, List<Reference>> references;
    private Map<Long, List<Rule>> rules;
    private Map<Long, Rule> domainRules;

    Planter(Set<String> leftOut, int rows) {
        this.leftOut = leftOut;
        this.rows = rows;
    }

    /** Fills the tables that are new since the last time. */
    List<PlantedTable> plant(Connection in) throws SQLException {
        connection = in;
        List<Table> waiting = new ArrayList<>(tables());
        if (waiting.isEmpty()) {
            return List.of();
        }
        readRules();
        List<PlantedTable> result = new ArrayList<>();
        connection.setAutoCommit(false);
        try {
            execute("set constraints all immediate");
            for (Table next = next(waiting); next != null; next = next(waiting)) {
                waiting.remove(next);
                result.add(fill(next));
            }
            for (Table table : waiting) {
                result.add(new PlantedTable(
                        table.name,
                        0,
                        "it needs a row in " + name(emptyReference(table)) + " first, and there is none"));
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return result;
    }

    /** One that refers to none that still waits; where they wait for each other, one that can do with null. */
    private Table next(List<Table> waiting) throws SQLException {
        Set<Long> still = new HashSet<>();
        waiting.forEach(table -> still.add(table.oid));
        Table second = null;
        for (Table table : waiting) {
            if (emptyReference(table) != null) {
                continue;
            }
            second = second == null ? table : second;
            boolean waits = references.getOrDefault(table.oid, List.of()).stream()
                    .anyMatch(reference -> reference.to != table.oid && still.contains(reference.to));
            if (!waits) {
                return table;
            }
        }
        return second;
    }

    private PlantedTable fill(Table table) throws SQLException {
        done.add(table.oid);
        int planted = 0;
        String problem = null;
        for (int row = 0; row < rows; row++) {
            String failure = insert(table, row);
            if (failure == null) {
                planted++;
            } else {
                problem = failure;
            }
        }
        return new PlantedTable(table.name, planted, planted == 0 ? problem : null);
    }

    /** Null when the row is there, else why it is not. */
    private String insert(Table table, int row) throws SQLException {
        Map<Integer, String> referred = referred(table, row);
        int variant = row;
        Map<Integer, Integer> choices = new HashMap<>();
        Map<Integer, List<String>> candidates = new HashMap<>();
        String failure = null;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Savepoint savepoint = connection.setSavepoint();
            try {
                execute(statement(table, referred, variant, choices, candidates));
                connection.releaseSavepoint(savepoint);
                return null;
            } catch (SQLException e) {
                connection.rollback(savepoint);
                ServerErrorMessage said = e instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
                failure = said == null ? e.getMessage() : said.getMessage();
                boolean taken = "23505".equals(e.getSQLState()) || "23P01".equals(e.getSQLState());
                if (taken && attempt < 6) {
                    // Perhaps a script's own row has it.
                    variant += attempt == 0 ? 7 : 1000;
                    anotherChoice(choices, candidates);
                } else if ("23514".equals(e.getSQLState()) && said != null) {
                    Rule rule = rule(table, said);
                    if (rule == null || !next(table, rule, choices, candidates)) {
                        return failure;
                    }
                } else {
                    return failure;
                }
            }
        }
        return failure;
    }

    private String statement(
            Table table,
            Map<Integer, String> referred,
            int variant,
            Map<Integer, Integer> choices,
            Map<Integer, List<String>> candidates) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : table.columns) {
            if (column.filled) {
                continue;
            }
            String value;
            Integer choice = choices.get(column.number);
            if (referred.containsKey(column.number)) {
                value = referred.get(column.number);
            } else if (choice != null && choice > 0) {
                value = candidates.get(column.number).get(choice - 1).replace(NUMBERED, String.valueOf(1 + variant));
            } else {
                value = column.shape.value(variant);
            }
            names.add(ScratchLacks.quoted(column.name));
            values.add(value == null ? "null" : "cast(" + literal(value) + " as " + column.type + ")");
        }
        return names.isEmpty()
                ? "insert into " + table.name + " default values"
                : "insert into " + table.name + " (" + String.join(", ", names) + ") values ("
                        + String.join(", ", values) + ")";
    }

    /** The next combination of candidates for the columns that a check speaks of; false when all were tried. */
    private boolean next(Table table, Rule rule, Map<Integer, Integer> choices, Map<Integer, List<String>> candidates) {
        for (int number : rule.columns) {
            Column column = table.columns.stream()
                    .filter(c -> c.number == number && !c.filled)
                    .findFirst()
                    .orElse(null);
            if (column == null) {
                continue;
            }
            List<String> list = candidates.computeIfAbsent(number, n -> candidates(column, rule));
            int choice = choices.getOrDefault(number, 0) + 1;
            if (choice <= list.size()) {
                choices.put(number, choice);
                return true;
            }
            choices.put(number, 0);
        }
        return false;
    }

    /** Where a candidate was chosen that is the same in every row, the next one. */
    private static void anotherChoice(Map<Integer, Integer> choices, Map<Integer, List<String>> candidates) {
        choices.replaceAll((column, choice) -> {
            List<String> list = candidates.getOrDefault(column, List.of());
            boolean same = choice > 0 && !list.get(choice - 1).contains(NUMBERED);
            return same && choice < list.size() ? choice + 1 : choice;
        });
    }

    private static List<String> candidates(Column column, Rule rule) {
        Set<String> list = new java.util.LinkedHashSet<>();
        Matcher literal = LITERAL.matcher(rule.text);
        while (literal.find()) {
            String text = literal.group(1).replace("''", "'");
            if (text.indexOf('%') >= 0) {
                list.add(text.replace("%", "a" + NUMBERED).replace('_', 'a'));
            }
            list.add(text);
        }
        if (column.shape.isText()) {
            list.addAll(WORDS);
        } else {
            Matcher number = NUMBER.matcher(rule.text);
            while (number.find()) {
                list.add(number.group());
            }
            list.addAll(NUMBERS);
        }
        return List.copyOf(list);
    }

    private Rule rule(Table table, ServerErrorMessage said) {
        for (Rule rule : rules.getOrDefault(table.oid, List.of())) {
            if (rule.name.equals(said.getConstraint() == null ? "" : said.getConstraint())) {
                return rule;
            }
        }
        if (said.getConstraint() != null) {
            for (Column column : table.columns) {
                Rule rule = domainRules.get(column.typeOid);
                if (rule != null && rule.name.contains(said.getConstraint())) {
                    return new Rule(rule.name, new int[] {column.number}, rule.text);
                }
            }
        }
        return null;
    }

    /** Values of rows that are there, for the columns that refer to them. */
    private Map<Integer, String> referred(Table table, int row) throws SQLException {
        Map<Integer, String> values = new HashMap<>();
        for (Reference reference : references.getOrDefault(table.oid, List.of())) {
            List<String> columns =
                    reference.toColumns.stream().map(c -> c + "::text").toList();
            String sql = "select " + String.join(", ", columns) + " from " + name(reference.to) + " order by 1 offset "
                    + row + " % greatest(1, (select count(*) from " + name(reference.to) + ")) limit 1";
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                boolean there = found.next();
                for (int i = 0; i < reference.columns.length; i++) {
                    values.put(reference.columns[i], there ? found.getString(i + 1) : null);
                }
            }
        }
        return values;
    }

    /** A table without rows to which this one must refer, or null. */
    private Long emptyReference(Table table) throws SQLException {
        for (Reference reference : references.getOrDefault(table.oid, List.of())) {
            boolean required = table.columns.stream()
                    .filter(c -> Arrays.stream(reference.columns).anyMatch(n -> n == c.number))
                    .allMatch(Column::required);
            if (required && isEmpty(reference.to)) {
                return reference.to;
            }
        }
        return null;
    }

    private boolean isEmpty(long table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from " + name(table) + ")")) {
            row.next();
            return !row.getBoolean(1);
        }
    }

    private String name(long table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.format('%I.%I', n.nspname, c.relname) from"
                        + " pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid"
                        + " = " + table)) {
            row.next();
            return row.getString(1);
        }
    }

    private List<Table> tables() throws SQLException {
        shapes = ValueShapes.read(connection);
        Map<Long, Table> tables = new LinkedHashMap<>();
        String sql =
                "select c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relkind = 'p', a.attnum,"
                    + " a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.atttypid::bigint, a.atttypmod,"
                    + " a.attnotnull or (t.typtype = 'd' and t.typnotnull), a.attgenerated <> '' or a.attidentity <>"
                    + " '' or coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false), c.relname"
                    + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace left join"
                    + " pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left"
                    + " join pg_catalog.pg_type t on t.oid = a.atttypid left join pg_catalog.pg_attrdef d on d.adrelid"
                    + " = c.oid and d.adnum = a.attnum where c.relkind in ('r', 'p') and c.relpersistence <> 't' and"
                    + " not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname"
                    + " not like 'pg\\_%' and not exists (select from pg_catalog.pg_depend e where e.classid ="
                    + " 'pg_catalog.pg_class'::pg_catalog.regclass and e.objid = c.oid and e.deptype = 'e') order by"
                    + " n.nspname, c.relname, a.attnum";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                long oid = row.getLong(1);
                if (done.contains(oid) || leftOut.contains(row.getString(11))) {
                    continue;
                }
                Table table = tables.get(oid);
                if (table == null) {
                    table = new Table(oid, row.getString(2), row.getBoolean(3), new ArrayList<>());
                    tables.put(oid, table);
                }
                if (row.getString(5) != null) {
                    table.columns.add(new Column(
                            row.getInt(4),
                            row.getString(5),
                            row.getString(6),
                            shapes.of(row.getLong(7), row.getInt(8)),
                            row.getBoolean(9),
                            row.getBoolean(10),
                            row.getLong(7)));
                }
            }
        }
        return List.copyOf(tables.values());
    }

    private void readRules() throws SQLException {
        references = new HashMap<>();
        rules = new HashMap<>();
        domainRules = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select k.conrelid::bigint, k.conkey, k.confrelid::bigint,"
                + " array(select pg_catalog.quote_ident(a.attname) from pg_catalog.unnest(k.confkey) with ordinality"
                + " u(n, o) join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by"
                + " u.o) from pg_catalog.pg_constraint k where k.contype = 'f' and k.conparentid = 0")) {
                while (row.next()) {
                    references
                            .computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                            .add(new Reference(numbers(row.getArray(2)), row.getLong(3), List.of((String[])
                                    row.getArray(4).getArray())));
                }
            }
            try (ResultSet row = statement.executeQuery("select k.conrelid::bigint, k.conname, k.conkey,"
                + " pg_catalog.pg_get_constraintdef(k.oid) from pg_catalog.pg_constraint k where k.contype = 'c' and"
                + " k.conrelid <> 0 and k.conkey is not null union all select p.partrelid::bigint, '',"
                + " p.partattrs::int2[], (select pg_catalog.string_agg(pg_catalog.pg_get_expr(c.relpartbound, c.oid),"
                + " ' ') from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid where"
                + " i.inhparent = p.partrelid) from pg_catalog.pg_partitioned_table p")) {
                while (row.next()) {
                    String text = row.getString(4);
                    rules.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                            .add(new Rule(row.getString(2), numbers(row.getArray(3)), text == null ? "" : text));
                }
            }
            try (ResultSet row = statement.executeQuery("select k.contypid::bigint, pg_catalog.string_agg(k.conname,"
                    + " ' '), pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(k.oid), ' ') from"
                    + " pg_catalog.pg_constraint k where k.contypid <> 0 and k.contype = 'c' group by 1")) {
                while (row.next()) {
                    domainRules.put(row.getLong(1), new Rule(row.getString(2), new int[0], row.getString(3)));
                }
            }
        }
    }

    private static int[] numbers(Array array) throws SQLException {
        Object[] values = (Object[]) array.getArray();
        return Arrays.stream(values).mapToInt(v -> ((Number) v).intValue()).toArray();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static String literal(String text) {
        return text.indexOf('\\') < 0
                ? "'" + text.replace("'", "''") + "'"
                : "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
