package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.turnstone.run.Catalog;
import org.turnstone.sql.Vocabulary;

/**
 * What may be written at a place, the likeliest first.
 *
 * @param from where the word begins that would be replaced
 */
record Completion(int from, List<Suggestion> suggestions) {
    /** What a suggestion is. */
    enum Kind {
        COLUMN,
        TABLE,
        FUNCTION,
        SCHEMA,
        TYPE,
        KEYWORD
    }

    /**
     * A word to write.
     *
     * @param text what is written
     * @param label what is shown
     * @param detail what it is, in a few words
     */
    record Suggestion(Kind kind, String text, String label, String detail) {}

    private static final int MOST = 60;

    private static final Set<String> WANTING_TABLES =
            Set.of("from", "join", "update", "into", "table", "references", "truncate", "only", "using");

    private static final Set<String> WANTING_TYPES = Set.of("::", "returns", "setof", "type");

    private record Ranked(int rank, Suggestion suggestion) {}

    /** What may be written at a place in a statement. */
    static Completion at(String statement, int offset, Names names) {
        int from = offset;
        while (from > 0 && isWordPart(statement.charAt(from - 1))) {
            from--;
        }
        var around = new NamesAround(statement, offset);
        if (around.isProse() || from < offset && Character.isDigit(statement.charAt(from))) {
            return new Completion(from, List.of());
        }
        return new Completion(
                from, new Finder(statement, statement.substring(from, offset), names, around).find(from));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** Collects and ranks. */
    private static final class Finder {
        private final String statement;
        private final String typed;
        private final String lower;
        private final Names names;
        private final NamesAround around;
        private final List<Ranked> found = new ArrayList<>();
        private final Set<String> known = new HashSet<>();

        Finder(String statement, String typed, Names names, NamesAround around) {
            this.statement = statement;
            this.typed = typed;
            this.lower = typed.toLowerCase(Locale.ROOT);
            this.names = names;
            this.around = around;
        }

        List<Suggestion> find(int from) {
            if (from > 0 && statement.charAt(from - 1) == '.') {
                afterDot(from - 1);
            } else {
                String before = around.wordBefore(from);
                boolean tables = WANTING_TABLES.contains(before) || before.equals(",") && isInFrom(from);
                boolean types = WANTING_TYPES.contains(before);
                around.tables().forEach(table -> columns(table, tables || types ? 40 : 0));
                tables(tables ? 0 : 20);
                functions(tables || types ? 60 : 30, null);
                types(types ? 0 : 45);
                keywords(tables ? 50 : types ? 55 : 25);
            }
            found.sort(Comparator.comparingInt(Ranked::rank)
                    .thenComparing(ranked -> ranked.suggestion().label().length())
                    .thenComparing(ranked -> ranked.suggestion().label()));
            return found.stream().limit(MOST).map(Ranked::suggestion).toList();
        }

        private boolean isInFrom(int from) {
            String before = statement.substring(0, from).toLowerCase(Locale.ROOT);
            return before.lastIndexOf("from") > Math.max(before.lastIndexOf("select"), before.lastIndexOf("where"));
        }

        private void afterDot(int dot) {
            int begin = dot;
            while (begin > 0 && (isWordPart(statement.charAt(begin - 1)) || statement.charAt(begin - 1) == '"')) {
                begin--;
            }
            String written = statement.substring(begin, dot);
            String name = written.startsWith("\"") ? written.replace("\"", "") : written.toLowerCase(Locale.ROOT);
            NamesAround.Table table = around.table(name);
            if (table != null) {
                columns(table, 0);
            }
            boolean schema = names.catalog().schemas().contains(name) || name.equals("pg_catalog");
            if (schema) {
                names.catalog().relations().stream()
                        .filter(each -> each.schema().equals(name))
                        .forEach(each -> add(Kind.TABLE, each.name(), each.kind(), 0));
                functions(10, name);
            } else if (table == null) {
                columns(new NamesAround.Table(null, name), 0);
            }
        }

        private void columns(NamesAround.Table table, int rank) {
            names.relation(table.schema(), table.name())
                    .ifPresent(relation -> relation.columns()
                            .forEach(column -> add(
                                    Kind.COLUMN,
                                    column.name(),
                                    (column.type() == null ? "" : column.type() + " · ") + relation.name(),
                                    rank)));
        }

        private void tables(int rank) {
            List<String> path = names.catalog().path();
            for (Catalog.Relation each : names.relations()) {
                boolean near = each.schema().isEmpty() || path.contains(each.schema());
                String name = near
                        ? Vocabulary.quoted(each.name())
                        : Vocabulary.quoted(each.schema()) + "." + Vocabulary.quoted(each.name());
                add(Kind.TABLE, name, each.name(), each.kind(), rank);
            }
            for (String schema : names.catalog().schemas()) {
                add(Kind.SCHEMA, schema, "schema", rank + 5);
            }
        }

        private void functions(int rank, String schema) {
            for (Catalog.Routine each : names.catalog().routines()) {
                boolean meant = schema == null
                        ? each.isBuiltIn() || names.catalog().path().contains(each.schema())
                        : each.schema().equals(schema);
                // Thousands of them come with the server: only what begins as it was typed.
                if (meant && !lower.isEmpty() && (!each.isBuiltIn() || each.name().startsWith(lower))) {
                    add(
                            Kind.FUNCTION,
                            Vocabulary.quoted(each.name()) + "(",
                            each.name(),
                            "(" + each.arguments() + ")" + (each.result() == null ? "" : " → " + each.result()),
                            each.isBuiltIn() ? rank + 8 : rank);
                }
            }
        }

        private void types(int rank) {
            names.catalog().types().forEach(type -> add(Kind.TYPE, type, type, "type", rank));
            Vocabulary.types().forEach(type -> add(Kind.TYPE, type, type, "type", rank + 1));
        }

        private void keywords(int rank) {
            if (typed.isEmpty()) {
                return;
            }
            boolean upper = typed.equals(typed.toUpperCase(Locale.ROOT)) || isUpperScript() && !typed.equals(lower);
            for (String word : Vocabulary.keywords()) {
                if (word.startsWith(lower)) {
                    String written = upper || isUpperScript() ? word.toUpperCase(Locale.ROOT) : word;
                    add(Kind.KEYWORD, written, written, "", rank);
                }
            }
        }

        /** Whether the statement's first word is in capitals, so that the others are meant to be. */
        private boolean isUpperScript() {
            String word = statement.stripLeading();
            int end = 0;
            while (end < word.length() && Character.isLetter(word.charAt(end))) {
                end++;
            }
            return end > 1 && word.substring(0, end).equals(word.substring(0, end).toUpperCase(Locale.ROOT));
        }

        private void add(Kind kind, String name, String detail, int rank) {
            add(kind, Vocabulary.quoted(name), name, detail, rank);
        }

        private void add(Kind kind, String text, String label, String detail, int rank) {
            int match = match(label.toLowerCase(Locale.ROOT));
            if (match >= 0 && known.add(kind + "/" + text + "/" + (kind == Kind.FUNCTION ? detail : ""))) {
                found.add(new Ranked(rank + match, new Suggestion(kind, text, label, detail)));
            }
        }

        /** How badly a name fits what was typed: at its beginning, at a part's beginning, anywhere; -1 for not at all. */
        private int match(String name) {
            if (name.startsWith(lower)) {
                return 0;
            }
            if (lower.length() >= 2 && name.contains("_" + lower)) {
                return 100;
            }
            return lower.length() >= 3 && name.contains(lower) ? 200 : -1;
        }
    }
}
