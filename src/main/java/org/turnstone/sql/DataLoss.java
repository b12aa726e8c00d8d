package org.turnstone.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Data that a script takes away for good, as far as its text tells: what functions do, what a DO block puts together as it
 * runs, and what CASCADE takes with it, only the server knows.
 *
 * @param name of the table or schema, as the script qualifies it
 * @param column null unless it is about one
 */
public record DataLoss(Kind kind, String name, String column) {
    /** What becomes of it. */
    public enum Kind {
        /** The table goes with all that is in it. */
        TABLE,
        /** The column goes with all that is in it. */
        COLUMN,
        /** The schema goes with all that is in it. */
        SCHEMA,
        /** All rows go. */
        ALL_ROWS,
        /** Some rows go. */
        ROWS,
        /** Values are written over. */
        VALUES,
        /** A column's values become those of another type. */
        CONVERTED
    }

    /** What a whole script takes away, in its order, each once. What it made itself is no loss. */
    public static List<DataLoss> of(CharSequence script) {
        Set<DataLoss> losses = new LinkedHashSet<>();
        Set<String> own = new LinkedHashSet<>();
        for (Statement statement : Splitter.split(script).statements()) {
            if (statement.kind() != Statement.Kind.SQL) {
                continue;
            }
            String sql = statement.text(script);
            for (DataLoss loss : inStatement(sql)) {
                if (!own.contains(unqualified(loss.name()))) {
                    losses.add(loss);
                }
            }
            StatementTraits traits = StatementTraits.of(sql);
            if (traits.tag().startsWith("CREATE")) {
                own.addAll(traits.creates());
            }
        }
        return List.copyOf(losses);
    }

    private static String unqualified(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<DataLoss> inStatement(CharSequence sql) {
        List<DataLoss> losses = new ArrayList<>();
        statement(new CodeReader(sql), losses);
        return losses;
    }

    private static void statement(CodeReader code, List<DataLoss> losses) {
        switch (code.word()) {
            case "drop" -> drop(code, losses);
            case "truncate" -> {
                code.take("table");
                names(code, Kind.ALL_ROWS, losses);
            }
            case "delete" -> delete(code, losses);
            case "update" -> update(code, losses);
            case "with" -> with(code, losses);
            case "merge" -> merge(code, losses);
            case "alter" -> alter(code, losses);
            case "do" -> block(code, losses);
            default -> {}
        }
    }

    /** The body of a DO block in PL/pgSQL. */
    private static void block(CodeReader code, List<DataLoss> losses) {
        String language = "plpgsql";
        String body = null;
        while (!code.atEnd()) {
            if (code.take("language")) {
                language = code.word();
            } else {
                String text = code.string();
                if (text == null) {
                    code.advance();
                } else {
                    body = text;
                }
            }
        }
        if (body == null || !language.equals("plpgsql")) {
            return;
        }
        Lexer lexer = new Lexer(body);
        int begin = 0;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == TokenKind.SEMICOLON) {
                inBlock(new CodeReader(body.substring(begin, token.start())), losses);
                begin = token.end();
            }
        }
        inBlock(new CodeReader(body.substring(begin)), losses);
    }

    /** One statement behind what leads to it: BEGIN, IF … THEN and the like. */
    private static void inBlock(CodeReader code, List<DataLoss> losses) {
        boolean begins = true;
        while (!code.atEnd()) {
            if (begins && code.take("execute")) {
                String text = code.string();
                if (text != null) {
                    losses.addAll(inStatement(text));
                }
                return;
            }
            if (begins && code.atAny("drop", "truncate", "delete", "update", "with", "merge", "alter")) {
                statement(code, losses);
                return;
            }
            begins = code.takeAny("begin", "then", "else", "loop");
            if (!begins) {
                code.skip();
            }
        }
    }

    private static void merge(CodeReader code, List<DataLoss> losses) {
        code.take("into");
        code.take("only");
        String name = code.qualifiedName();
        while (name != null && !code.atEnd()) {
            if (code.take("then")) {
                Kind kind = code.at("delete") ? Kind.ROWS : code.at("update") ? Kind.VALUES : null;
                DataLoss loss = new DataLoss(kind, name, null);
                if (kind != null && !losses.contains(loss)) {
                    losses.add(loss);
                }
            } else {
                code.skip();
            }
        }
    }

    private static void drop(CodeReader code, List<DataLoss> losses) {
        Kind kind = code.take("table") ? Kind.TABLE : code.take("schema") ? Kind.SCHEMA : null;
        if (kind != null) {
            code.skipIfExists();
            names(code, kind, losses);
        }
    }

    private static void names(CodeReader code, Kind kind, List<DataLoss> losses) {
        do {
            if (code.at(',')) {
                code.advance();
            }
            code.take("only");
            String name = code.qualifiedName();
            if (name == null) {
                return;
            }
            if (code.at('*')) {
                code.advance();
            }
            losses.add(new DataLoss(kind, name, null));
        } while (code.at(','));
    }

    private static void delete(CodeReader code, List<DataLoss> losses) {
        if (code.take("from")) {
            code.take("only");
            String name = code.qualifiedName();
            if (name == null) {
                return;
            }
            while (!code.atEnd() && !code.at(')') && !code.at("where")) {
                code.skip();
            }
            losses.add(new DataLoss(code.at("where") ? Kind.ROWS : Kind.ALL_ROWS, name, null));
        }
    }

    private static void update(CodeReader code, List<DataLoss> losses) {
        code.take("only");
        String name = code.qualifiedName();
        if (name != null) {
            losses.add(new DataLoss(Kind.VALUES, name, null));
        }
    }

    /** What a WITH leads to, and what is in its parentheses. */
    private static void with(CodeReader code, List<DataLoss> losses) {
        while (!code.atEnd()) {
            if (code.take("delete")) {
                delete(code, losses);
            } else if (code.at("for")) {
                // FOR UPDATE locks rows and changes none; so does FOR NO KEY UPDATE.
                code.advance();
                code.take("no");
                code.take("key");
                code.take("update");
            } else if (code.at("do") || code.at("on")) {
                // Of ON CONFLICT DO UPDATE, what it is written over is the row that was to be inserted.
                code.advance();
                code.take("update");
            } else if (code.take("update")) {
                update(code, losses);
            } else {
                code.advance();
            }
        }
    }

    private static void alter(CodeReader code, List<DataLoss> losses) {
        if (!code.take("table")) {
            return;
        }
        code.skipIfExists();
        code.take("only");
        String table = code.qualifiedName();
        if (table == null) {
            return;
        }
        while (!code.atEnd()) {
            if (code.take("drop")) {
                dropColumn(code, table, losses);
            } else if (code.take("alter")) {
                convert(code, table, losses);
            }
            while (!code.atEnd() && !code.at(',')) {
                code.skip();
            }
            if (!code.atEnd()) {
                code.advance();
            }
        }
    }

    private static void dropColumn(CodeReader code, String table, List<DataLoss> losses) {
        if (code.atAny("constraint")) {
            return;
        }
        code.take("column");
        code.skipIfExists();
        String column = code.name();
        if (column != null) {
            losses.add(new DataLoss(Kind.COLUMN, table, column));
        }
    }

    private static void convert(CodeReader code, String table, List<DataLoss> losses) {
        if (code.at("constraint")) {
            return;
        }
        code.take("column");
        String column = code.name();
        if (code.take("set")) {
            if (code.take("data") && code.at("type") && column != null) {
                losses.add(new DataLoss(Kind.CONVERTED, table, column));
            }
        } else if (code.at("type") && column != null) {
            losses.add(new DataLoss(Kind.CONVERTED, table, column));
        }
    }
}
