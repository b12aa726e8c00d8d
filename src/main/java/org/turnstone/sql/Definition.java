package org.turnstone.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something a script makes.
 *
 * @param kind in words, such as {@code table}
 * @param name as the catalog has it, without its schema
 * @param table the table a column belongs to; null for anything else
 * @param type a column's type as it is written, or null
 * @param offset where its name stands in the script
 */
public record Definition(String kind, String name, String table, String type, int offset) {
    private static final Set<String> NO_COLUMNS =
            Set.of("constraint", "primary", "unique", "check", "foreign", "exclude", "like", "partition", "period");

    /** All that a script makes, in its order. */
    public static List<Definition> in(CharSequence script) {
        List<Definition> found = new ArrayList<>();
        for (Statement statement : Splitter.split(script).statements()) {
            if (statement.kind() == Statement.Kind.SQL) {
                new Reader(script, statement, found).read();
            }
        }
        return found;
    }

    /** Reads one statement's code. */
    private static final class Reader {
        private final CharSequence script;
        private final List<Token> code = new ArrayList<>();
        private final int from;
        private final List<Definition> found;
        private int at;

        Reader(CharSequence script, Statement statement, List<Definition> found) {
            this.script = script;
            this.from = statement.codeStart();
            this.found = found;
            Lexer lexer = new Lexer(script.subSequence(from, statement.end()));
            for (Token token = lexer.next(); token != null; token = lexer.next()) {
                switch (token.kind()) {
                    case WHITESPACE, LINE_COMMENT, BLOCK_COMMENT, META_COMMAND -> {}
                    default -> code.add(token);
                }
            }
        }

        void read() {
            if (take("create")) {
                create();
            } else if (take("alter") && take("table")) {
                take("if", "exists", "only");
                String table = name();
                while (table != null && at < code.size()) {
                    addColumn(table);
                }
            }
        }

        private void create() {
            take("or", "replace", "global", "local", "temp", "temporary", "unlogged", "unique", "recursive", "constraint");
            take("foreign", "materialized", "event", "trusted");
            String kind = word().toLowerCase(java.util.Locale.ROOT);
            at++;
            take("concurrently", "if", "not", "exists");
            int before = at;
            String name = at < code.size() && !is("on") && !is("authorization") ? name() : null;
            if (name == null) {
                return;
            }
            found.add(new Definition(kind, name, null, null, from + code.get(nameAt(before)).start()));
            if (kind.equals("table") && is("(")) {
                columns(name);
            }
        }

        private void columns(String table) {
            at++;
            int depth = 1;
            boolean begins = true;
            while (at < code.size() && depth > 0) {
                if (begins && Names.isName(code.get(at)) && !NO_COLUMNS.contains(word().toLowerCase(java.util.Locale.ROOT))) {
                    column(table);
                    begins = false;
                    continue;
                }
                depth += is("(") ? 1 : is(")") ? -1 : 0;
                begins = depth == 1 && is(",");
                at++;
            }
        }

        private void addColumn(String table) {
            boolean adds = take("add");
            boolean column = adds && take("column");
            if (adds && take("if")) {
                take("not", "exists");
            }
            if (adds
                    && at < code.size()
                    && Names.isName(code.get(at))
                    && (column || !NO_COLUMNS.contains(word().toLowerCase(java.util.Locale.ROOT)))) {
                column(table);
            }
            int depth = 0;
            while (at < code.size() && !(depth == 0 && is(","))) {
                depth += is("(") ? 1 : is(")") ? -1 : 0;
                at++;
            }
            at++;
        }

        /** A column's name and its type up to what could not be part of it. */
        private void column(String table) {
            Token name = code.get(at++);
            StringBuilder type = new StringBuilder();
            int depth = 0;
            while (at < code.size() && type.length() < 60) {
                boolean ends = depth == 0
                        && (is(",")
                                || is(")")
                                || is("not")
                                || is("null")
                                || is("default")
                                || is("primary")
                                || is("unique")
                                || is("references")
                                || is("check")
                                || is("generated")
                                || is("constraint")
                                || is("collate"));
                if (ends) {
                    break;
                }
                depth += is("(") ? 1 : is(")") ? -1 : 0;
                boolean tight = type.isEmpty() || "(),[].".contains(word()) || "([.".indexOf(type.charAt(type.length() - 1)) >= 0;
                type.append(tight ? "" : " ").append(word());
                at++;
            }
            found.add(new Definition(
                    "column", Names.name(part(), name), table, type.toString(), from + name.start()));
        }

        /** The last part of the name that is next. */
        private String name() {
            int last = nameAt(at);
            if (last < 0) {
                return null;
            }
            at = last + 1;
            return Names.name(part(), code.get(last));
        }

        private int nameAt(int start) {
            int last = start;
            if (last >= code.size() || !Names.isName(code.get(last))) {
                return -1;
            }
            while (last + 2 < code.size()
                    && word(last + 1).equals(".")
                    && Names.isName(code.get(last + 2))) {
                last += 2;
            }
            return last;
        }

        private CharSequence part() {
            return script.subSequence(from, from + code.getLast().end());
        }

        private boolean take(String... words) {
            boolean taken = false;
            for (boolean going = true; going; ) {
                going = false;
                for (String word : words) {
                    if (is(word)) {
                        at++;
                        going = true;
                        taken = true;
                    }
                }
            }
            return taken;
        }

        private boolean is(String word) {
            return at < code.size() && word.equalsIgnoreCase(word());
        }

        private String word() {
            return at < code.size() ? word(at) : "";
        }

        private String word(int index) {
            Token token = code.get(index);
            return script.subSequence(from + token.start(), from + token.end()).toString();
        }
    }
}
